"""What a resident sees of a survey: asked by the house, one question a message, and what becomes of it."""

from datetime import timedelta

from domain.asking import closing
from domain.slots import local_day
from domain.surveys import Invitation, Option
from handlers.context import Ctx
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column
from handlers.surveys.filling import Here
from handlers.surveys.wording import asked as question_of
from handlers.surveys.wording import keys_of, options_of

# A round closes at midnight: the day before is the last one.
LAST = timedelta(minutes=1)
# Whoever got little help may want another talk.
HELP, LITTLE = "help", frozenset({Option.LITTLE, Option.NO})


def asked(ctx: Ctx, invitation: Invitation) -> Screen:
    """The house asks; neutral words, for others may read this over her shoulder."""
    # Translators: the name of the house stands above. Never a topic, never the word counselling.
    return _from_the_house(ctx, invitation, ctx.tr.phtml("reminder", "A few short questions. It takes one minute."))


def reminded(ctx: Ctx, invitation: Invitation) -> Screen:
    """Once more, and never again."""
    # Translators: the name of the house stands above. Never a topic, never the word counselling.
    return _from_the_house(ctx, invitation, ctx.tr.phtml("reminder", "You can still answer our short questions."))


def _from_the_house(ctx: Ctx, invitation: Invitation, words: str) -> Screen:
    return _asking(ctx, invitation, f"📝 <b>{ctx.tr.value(ctx.programme.house.name)}</b>\n\n{words}")


def later(ctx: Ctx, invitation: Invitation) -> Screen:
    """Not now; until when she can."""
    tr, until = ctx.tr, invitation.closes_at or ctx.now
    return _asking(ctx, invitation, tr.html("All right. You can answer until {moment}.", moment=tr.moment(until)))


def _asking(ctx: Ctx, invitation: Invitation, text: str) -> Screen:
    tr, data = ctx.tr, f"survey:{invitation.code}"
    rows = column(
        Button(tr.ptext("button", "▶️ Answer"), f"{data}:go"),
        Button(tr.ptext("button", "🕑 Not now"), f"{data}:later"),
        Button(tr.ptext("button", "No, thank you"), f"{data}:no"),
    )
    return Screen(text, (*rows, *footer(tr)), at=data)


def question(ctx: Ctx, here: Here, number: int) -> Screen:
    """One question, with what she answered to it before."""
    tr, every, data = ctx.tr, len(keys_of(here.round)), f"survey:{here.invitation.code}:{number}"
    lines = [*_about(ctx, here), tr.html("Question {n} of {all}", n=tr.number(number + 1), all=tr.number(every))]
    parts: list[str] = ["\n".join(lines), f"<b>{tr.value(question_of(tr, here.round, number))}</b>"]
    options = options_of(tr, here.round)
    parts += [tr.html("Your answer: {answer}", answer=words) for one, words in options if one is here.said(number)]
    buttons = [Button(words, f"{data}:{one.value}") for one, words in options]
    back = f"survey:{here.invitation.code}" + (f":{number - 1}" if number else "")
    return Screen("\n\n".join(parts), (*column(*buttons), *footer(tr, back=back)), at=data)


def _about(ctx: Ctx, here: Here) -> list[str]:
    """What she is asked about, where that is something one takes part in."""
    activity = ctx.programme.activity(here.invitation.activity)
    return [ctx.tr.value(ctx.tr.pick(activity.texts))] if activity else []


def line(ctx: Ctx, here: Here, problem: str | None = None) -> Screen:
    """One line of her own, which can be left out."""
    tr, data = ctx.tr, f"survey:{here.invitation.code}:line"
    wrote = here.ballot.line if here.ballot else None
    asked_for = tr.html(
        "What should we do better? Write it without names: we read it later, among what others wrote. "
        "You can also skip this."
    )
    parts = [*([problem] if problem else []), asked_for]
    parts += [tr.html("You wrote: {words}", words=wrote)] if wrote else []
    rows = column(
        Button(tr.ptext("button", "✔️ Go on"), f"survey:{here.invitation.code}:done") if wrote else None,
        Button(tr.ptext("button", "🗑 Remove what I wrote"), f"{data}:none") if wrote else None,
        None if wrote else Button(tr.ptext("button", "➡️ Skip"), f"survey:{here.invitation.code}:done"),
    )
    back = f"survey:{here.invitation.code}:{len(keys_of(here.round)) - 1}"
    return Screen("\n\n".join(parts), (*rows, *footer(tr, back=back)), at=data)


def thanks(ctx: Ctx, here: Here) -> Screen:
    """What becomes of it, until when she can change it, and another talk for whom the first did not help."""
    tr, data = ctx.tr, f"survey:{here.invitation.code}"
    until = tr.day(local_day(ctx.programme, closing(ctx.programme, here.round.survey, here.round.quarter) - LAST))
    wants = here.ballot is not None and here.ballot.choices.get(HELP) in LITTLE
    # Translators: confidential, and never a word that promises that nobody knows who she is.
    text = tr.html(
        "Thank you! Your answers are confidential: we only see totals. You can change them until {day}.",
        day=until,
    )
    if wants:
        text = tr.html(
            "Your answers are confidential: we only see totals. You can change them until {day}. "
            "Would you like a new talk?",
            day=until,
        )
    rows = column(
        Button(tr.ptext("button", "💬 Ask for a talk"), "talk:new") if wants else None,
        Button(tr.ptext("button", "✏️ Change my answers"), f"{data}:0"),
        Button(tr.ptext("button", "🗑 Remove my answers"), f"{data}:no"),
    )
    return Screen(text, (*rows, *footer(tr)), at=data)


def remove(ctx: Ctx, here: Here) -> Screen:
    """Before all that she answered goes."""
    tr, data = ctx.tr, f"survey:{here.invitation.code}"
    text = tr.html("Shall we remove your answers? Then they are not counted.")
    yes = Button(tr.ptext("button", "🗑 Yes, remove them"), f"{data}:no:yes")
    return Screen(text, (*column(yes), *footer(tr, back=data)), at=f"{data}:no")


def declined(ctx: Ctx, here: Here) -> Screen:
    """A no is a no, and changes nothing for her."""
    tr, until = ctx.tr, here.invitation.closes_at
    text = tr.html("That is quite all right. We do not ask you about this again.")
    again = Button(tr.ptext("button", "▶️ Answer after all"), f"survey:{here.invitation.code}:go")
    possible = until is not None and ctx.now < until
    return Screen(text, (*column(again if possible else None), *footer(tr)), at=f"survey:{here.invitation.code}")

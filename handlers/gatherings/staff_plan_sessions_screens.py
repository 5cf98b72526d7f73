"""What staff see of the sessions of a gathering."""

from collections.abc import Sequence
from dataclasses import replace

from domain.gatherings import Session
from domain.series import Meeting
from handlers.context import Ctx
from handlers.gatherings.staff_plan_screens import (
    detail_lines,
    session_line,
    sure,
    told_line,
    venue_line,
    word_buttons,
)
from handlers.gatherings.staff_planner import Planned, called, meeting_of, meeting_words
from handlers.gatherings.words import about_words
from handlers.screen import Button, Screen, beside, column
from handlers.staff.menu import way_home
from locales import Translator

# So many of those that are over or cancelled are told of.
MOST_OVER = 12


def sessions(ctx: Ctx, planned: Planned, said: str | None = None) -> Screen:
    """All of them; those to come can be tapped."""
    # The list is the gathering's, also when it follows what was done to one of them.
    planned = replace(planned, session=None)
    tr, gathering = ctx.tr, planned.gathering
    coming = gathering.standing if planned.draft else gathering.coming(ctx.now)
    buttons = [Button(_label(ctx, one), f"planned:{one.code}") for one in coming]
    more = Button(tr.ptext("staff button", "➕ One more"), f"{planned.data}:more")
    over = [session_line(ctx, one, numbered=True) for one in gathering.sessions if one not in coming]
    # Who has not heard of it yet is seen there.
    off = [one for one in gathering.sessions if not one.stands and one.ends_at > ctx.now]
    buttons += [Button(f"❌ {_label(ctx, one)}"[:60], f"held:{one.code}") for one in off]
    ask = tr.html("Which session? You can give it a topic and its own time, move it or take it out.")
    parts = [
        *([said] if said else []),
        f"<b>{tr.value(called(ctx, gathering))}</b>",
        *(["\n".join(over[-MOST_OVER:])] if over else []),
        ask,
    ]
    return Screen(
        "\n\n".join(parts), (*column(*buttons, more), *way_home(tr, planned.page)), at=f"{planned.data}:sessions"
    )


def _label(ctx: Ctx, session: Session) -> str:
    topic = about_words(ctx.tr, ctx.programme, session.about)
    words = [meeting_words(ctx, meeting_of(ctx, session)), *([topic] if topic else [])]
    return f"{session.number}. {' · '.join(words)}"[:60]


def session(ctx: Ctx, planned: Planned, here: Session, clashes: Sequence[str], said: str | None = None) -> Screen:
    """One session, with everything that can be changed."""
    tr = ctx.tr
    facts = [
        session_line(ctx, here, numbered=True),
        f"📍 {venue_line(ctx, planned.gathering, here)}",
        *detail_lines(ctx, here.about),
        *(tr.html("⚠️ At the same time: {what}", what=one) for one in clashes),
    ]
    head = f"<b>{tr.value(called(ctx, planned.gathering))}</b>"
    out = Button(tr.ptext("staff button", "❌ Cancel this one"), f"{planned.data}:cancel")
    if planned.draft:
        out = Button(tr.ptext("staff button", "🗑 Take this one out"), f"{planned.data}:drop")
    when = Button(tr.ptext("staff button", "📅 Another time"), f"{planned.data}:move")
    rows = (
        *beside([when, *word_buttons(ctx, planned)]),
        (out,),
        *way_home(tr, f"plan:{planned.gathering.code}:sessions"),
    )
    return Screen("\n\n".join([*([said] if said else []), head, "\n".join(facts)]), rows, at=planned.data)


def sure_to_move(
    ctx: Ctx, planned: Planned, here: Session, meeting: Meeting, count: int, clashes: Sequence[str]
) -> Screen:
    """From when to when it is moved, and who will hear of it."""
    tr = ctx.tr
    hours = f"{meeting.begins:%H%M}-{meeting.ends:%H%M}"
    question = tr.html(
        "Move it from {before} to {after}?",
        before=meeting_words(ctx, meeting_of(ctx, here)),
        after=meeting_words(ctx, meeting),
    )
    lines = [question, *(tr.html("⚠️ At the same time: {what}", what=one) for one in clashes), told_line(tr, count)]
    yes = Button(
        tr.ptext("staff button", "✅ Yes, move it"),
        f"{planned.data}:to:{here.sequence}:{meeting.day.isoformat()}:{hours}",
    )
    no = Button(tr.ptext("staff button", "↩️ No, back"), planned.page)
    head = f"<b>{tr.value(called(ctx, planned.gathering, here))}</b>"
    at = f"{planned.data}:move:at:{meeting.day.isoformat()}:{hours}"
    return Screen("\n\n".join([head, "\n".join(lines)]), column(yes, no), at=at)


def sure_to_cancel(ctx: Ctx, planned: Planned, count: int, *, last: bool) -> Screen:
    """Two taps, and who will hear of it."""
    tr = ctx.tr
    question = tr.html("Cancel this session? This cannot be taken back.")
    if last:
        question = tr.html("This is the only session: then all of it is cancelled. This cannot be taken back.")
    yes = tr.ptext("staff button", "❌ Yes, call it off")
    return sure(ctx, planned, f"{question}\n{told_line(tr, count)}", yes, f"{planned.data}:cancel")


def as_before(tr: Translator) -> str:
    """The same time again."""
    return tr.html("That is when it is already.")


def moved(tr: Translator, count: int | None = None) -> str:
    """It is at another time now."""
    said = tr.html("📅 It is moved.")
    return said if count is None else f"{said} {told_line(tr, count)}"


def cancelled(tr: Translator, count: int) -> str:
    """It does not take place."""
    return f"{tr.html('❌ The session is cancelled.')} {told_line(tr, count)}"


def overtaken(tr: Translator) -> str:
    """Somebody changed it meanwhile."""
    return tr.html("It was changed meanwhile. Here is what is true now.")


def dropped(tr: Translator) -> str:
    """It is out of the draft."""
    return tr.html("🗑 The session is taken out.")

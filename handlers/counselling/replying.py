"""A resident answers what staff ask back: one tap, and the last one counts."""

from domain.counselling import Happening, Request
from domain.notices import Due
from domain.questions import INVITATION, OWN_WORDS, PHRASE, READ, Asked
from handlers import problems
from handlers.context import Ctx
from handlers.counselling import actions, help_reading
from handlers.counselling.questions import Question, answer_name, awaits_answer, question_of
from handlers.counselling.staff_alerts import alert_staff
from handlers.counselling.words import as_written
from handlers.gatherings.seeing import open_to_join
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column
from locales import Translator
from storage import counselling, questions
from storage.engine import Tx

Found = tuple[Asked, Question, Request]
# With as many answers as this there is no room for one in her own words.
MOST_ANSWERS = 5


async def asked(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The question as it reaches her; nothing about what is over or already answered."""
    found = await hers(ctx, tx, due.data["question"])
    if found is None or not found[2].open or found[0].answer is not None:
        return None
    return await _screen(ctx, tx, found)


async def look(ctx: Ctx, tx: Tx, question: str) -> Screen:
    """The question once more, to answer it or to answer it otherwise."""
    found = await hers(ctx, tx, question)
    if found is None:
        return problems.no_longer(ctx.tr, await actions.mine(ctx, tx))
    if not found[2].open:
        return problems.no_longer(ctx.tr, await actions.standing(ctx, tx, found[2].id))
    return await _screen(ctx, tx, found)


async def answer(ctx: Ctx, tx: Tx, question: str, answer: str) -> Screen:
    """Keep her answer and tell whoever holds the request; the same one again tells nobody anything."""
    found = await hers(ctx, tx, question)
    if found is None or not found[2].open or answer not in found[1].answers:
        return await look(ctx, tx, question)
    asked, _, request = found
    if asked.answer != answer:
        await questions.answer_question(tx, asked.id, answer, ctx.now)
        await counselling.log_step(tx, request.id, Happening.REPLIED, ctx.now)
        await _alert(ctx, tx, request, asked, answer)
    if answer == READ:
        return await help_reading.ways(ctx, request)
    return await _thanks(ctx, tx, found, answer)


async def _alert(ctx: Ctx, tx: Tx, request: Request, asked: Asked, answer: str) -> None:
    declined = asked.kind.startswith(INVITATION) and answer == "no"
    if declined and asked.answer is None:
        # No thank you asks nothing of anybody; it stands on the card.
        return
    what = "answered" if asked.answer is None else "answer-changed"
    what = help_reading.ASKED if answer == READ else what
    await alert_staff(ctx, tx, request, what, f"{what}:{asked.id}:{ctx.now.timestamp():.0f}")


async def hers(ctx: Ctx, tx: Tx, code: str) -> Found | None:
    """The question and its request, if both are there and hers; "not yours" and "not there" are the same nothing."""
    asked = await questions.find_question(tx, code)
    question = question_of(ctx.programme, asked.kind, asked.words) if asked else None
    if asked is None or question is None or question.erased:
        return None
    request = await counselling.get_request(tx, asked.request)
    return (asked, question, request) if request.person == ctx.person.id else None


async def waiting(ctx: Ctx, tx: Tx) -> Screen | None:
    """The newest question that waits for an answer of hers."""
    for request in await counselling.requests_of(tx, ctx.person.id):
        for asked in reversed(await questions.questions_about(tx, request.id)):
            question = question_of(ctx.programme, asked.kind, asked.words)
            if question is not None and awaits_answer(ctx.programme, asked):
                return await _screen(ctx, tx, (asked, question, request))
    return None


async def _screen(ctx: Ctx, tx: Tx, found: Found) -> Screen:
    tr, (asked, question, _) = ctx.tr, found
    buttons = [Button(label(tr), f"question:{asked.code}:answer:{key}") for key, label in question.answers.items()]
    if _may_be_told(asked, question):
        buttons.append(Button(tr.ptext("button", "✍️ Answer"), f"question:{asked.code}:write"))
    rows = (*column(*buttons, await _open_days(ctx, tx, asked)), *footer(tr, person=True))
    return Screen(_text(ctx, asked, question), rows, at=f"question:{asked.code}")


def _may_be_told(asked: Asked, question: Question) -> bool:
    """Whether she may also answer in her own words."""
    of_the_book = asked.kind.startswith(PHRASE) and 0 < len(question.answers) < MOST_ANSWERS
    return asked.kind == OWN_WORDS or of_the_book


async def _open_days(ctx: Ctx, tx: Tx, asked: Asked) -> Button | None:
    """To what an invitation invites to, where there are days that she can sign up for."""
    key = asked.kind.removeprefix(INVITATION)
    invites = asked.kind.startswith(INVITATION) and await open_to_join(ctx, tx, [key])
    return Button(ctx.tr.ptext("button", "🗓 See the days"), f"on:kind:{key}") if invites else None


def _text(ctx: Ctx, asked: Asked, question: Question) -> str:
    tr, sentence = ctx.tr, ctx.tr.value(question.sentence(ctx.tr))
    if asked.kind == OWN_WORDS:
        opening = tr.html("{name} asks you:", name=asked.staff_name)
        return f"❓ {opening}\n\n{as_written(tr, question.sentence(tr))}"
    if not asked.kind.startswith(INVITATION):
        return text_of(tr, asked.staff_name, question)
    opening = tr.html("{name} invites you to:", name=asked.staff_name)
    about = next(one.about for one in ctx.programme.activities if f"{INVITATION}{one.key}" == asked.kind)
    return f"🎟 {opening}\n\n<b>{sentence}</b>\n{tr.value(tr.pick(about))}"


def text_of(tr: Translator, name: str, question: Question) -> str:
    """What a ready question or a phrase says to whoever reads it; what waits for no answer is no question."""
    sentence = tr.value(question.sentence(tr))
    if question.answers:
        return f"❓ {tr.html('{name} asks you:', name=name)}\n\n<b>{sentence}</b>"
    return f"✉️ {tr.html('{name} writes to you:', name=name)}\n\n<b>{sentence}</b>"


async def _thanks(ctx: Ctx, tx: Tx, found: Found, answer: str) -> Screen:
    tr, (asked, question, request) = ctx.tr, found
    said = f"{tr.value(question.sentence(tr))}\n<b>{tr.value(answer_name(tr, asked.kind, answer))}</b>"
    another = Button(tr.ptext("button", "✏️ Change my answer"), f"question:{asked.code}")
    days = await _open_days(ctx, tx, asked) if answer == "yes" else None
    rows = (*column(days, *_ways_on(ctx, asked, request, answer), another), *footer(tr, back=f"request:{request.code}"))
    return Screen(f"{_thank_you(ctx, asked, answer)}\n\n{said}", rows, at=f"request:{request.code}")


def _thank_you(ctx: Ctx, asked: Asked, answer: str) -> str:
    if not asked.kind.startswith(INVITATION):
        return ctx.tr.html("Thank you! {name} reads your answer.", name=asked.staff_name)
    if answer == "yes":
        return ctx.tr.html("Thank you! {name} tells you more here.", name=asked.staff_name)
    return ctx.tr.html("That is quite all right. You are always welcome with us.")


def _ways_on(ctx: Ctx, asked: Asked, request: Request, answer: str) -> list[Button]:
    """What follows from her answer, for her to choose."""
    tr = ctx.tr
    calls = answer == "yes" if asked.kind == "call" else answer == "call-me"
    if calls and not request.has_phone:
        return [Button(tr.ptext("button", "📱 Give my number"), f"request:{request.code}:number")]
    if asked.kind == "solved" and answer == "yes":
        return [Button(tr.ptext("button", "Take it back"), f"request:{request.code}:back")]
    return []

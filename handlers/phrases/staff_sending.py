"""A phrase about a request: chosen in Danish, looked at as she will read it, and sent as a question with buttons."""

from domain.access import Right
from domain.counselling import Request
from domain.drafts import Draft
from domain.questions import PHRASE
from handlers import forms
from handlers.context import Ctx
from handlers.counselling import staff_case
from handlers.counselling.questions import Question, question_of
from handlers.counselling.replying import text_of
from handlers.counselling.staff_asking import send_question
from handlers.forms import Form, Step, answered, choice, reopened
from handlers.incoming import Arrived
from handlers.phrases import staff_book as book
from handlers.phrases.saying import to_keep
from handlers.phrases.staff_blanks import STEPS, goes_on, out, phrase_of, read_out
from handlers.screen import Screen, column
from locales import Translator
from locales.phrasebook import PHRASES, SITUATIONS
from locales.tongues import tongue
from storage import counselling, drafts, people, questions
from storage.engine import Tx

ANEW = "anew"


async def begin(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """What is it about?"""
    request = await staff_case.hold(ctx, tx, code)
    return request if isinstance(request, Screen) else book.situations(ctx, book.of_request(ctx, request))


async def find(ctx: Ctx, tx: Tx, text: str, code: str, situation: str = "", page: str = "") -> Screen:
    """She typed a few letters."""
    request = await staff_case.hold(ctx, tx, code)
    return request if isinstance(request, Screen) else book.searched(ctx, book.of_request(ctx, request), text)


async def phrases(ctx: Ctx, tx: Tx, code: str, situation: str, page: str) -> Screen:
    """The phrases of a situation."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    return book.phrases_or_situations(ctx, book.of_request(ctx, request), situation, page)


async def say(ctx: Ctx, tx: Tx, code: str, phrase: str) -> Screen:
    """This one: its blanks, then a look at it."""
    request = await staff_case.hold(ctx, tx, code)
    if isinstance(request, Screen):
        return request
    if phrase not in PHRASES:
        return book.situations(ctx, book.of_request(ctx, request))
    return await forms.begin(ctx, tx, SEND, request=request.code, phrase=phrase)


async def ask_check(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """In Danish, and exactly as she will read it."""
    request = await counselling.find_request(tx, draft.answers["request"])
    assert request is not None, "requests are never deleted"
    send = choice(draft, "check", "send", ctx.tr.ptext("staff button", "✅ Send"))
    change = choice(draft, "check", ANEW, ctx.tr.ptext("staff button", "✏️ Fill in anew"))
    rows = column(send, change if phrase_of(draft).blanks else None, out(ctx, draft, "check"))
    text = await _both(ctx, tx, request, draft)
    return Screen(text, (*rows, *book.of_request(ctx, request).home))


async def _both(ctx: Ctx, tx: Tx, request: Request, draft: Draft) -> str:
    hers, question = await _words_of(ctx, tx, request), _question(ctx, draft)
    parts = [book.of_request(ctx, request).title, _with_answers(ctx.tr, ctx, question)]
    if hers.code != ctx.tr.code:
        reads = ctx.tr.html("She reads this ({language}):", language=tongue(ctx.tr, hers.code))
        parts += [reads, _with_answers(hers, ctx, question)]
    return "\n\n".join(parts)


async def _words_of(ctx: Ctx, tx: Tx, request: Request) -> Translator:
    person = await people.get_person(tx, request.person)
    return ctx.services.translator(person) if person else ctx.services.languages.translator(request.language)


def _with_answers(tr: Translator, ctx: Ctx, question: Question) -> str:
    buttons = [f"▫️ {tr.value(label(tr))}" for label in question.answers.values()]
    return "\n".join([text_of(tr, staff_case.me(ctx).name, question), *buttons])


def _question(ctx: Ctx, draft: Draft) -> Question:
    phrase = phrase_of(draft)
    question = question_of(ctx.programme, f"{PHRASE}{phrase.key}", to_keep(phrase, draft.secrets))
    assert question is not None, "it stands in the phrasebook"
    return question


async def read_check(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """Send it, fill every blank in anew, or take another; blanks that lay too long are filled in anew, too."""
    if value == ANEW or (value == "send" and _question(ctx, draft).erased):
        return reopened(draft, *phrase_of(draft).blanks)
    return answered(draft, "check", True) if value == "send" else await read_out(ctx, tx, draft, value)


async def send(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep it, its blanks sealed, and tell her; the same is not asked twice while it waits for an answer."""
    await drafts.drop_draft(tx, ctx.person.id)
    request = await staff_case.hold(ctx, tx, draft.answers["request"])
    if isinstance(request, Screen):
        return request
    phrase = phrase_of(draft)
    if not goes_on(draft):
        situation = next(one for one in SITUATIONS.values() if phrase in one.phrases)
        return book.phrases_of(ctx, book.of_request(ctx, request), situation, 0)
    kind, words = f"{PHRASE}{phrase.key}", to_keep(phrase, draft.secrets)
    asked = await questions.questions_about(tx, request.id)
    if phrase.answers and any((one.kind, one.words, one.answer) == (kind, words, None) for one in asked):
        return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("This is asked already."))
    await send_question(ctx, tx, request, "question", kind, words)
    return await staff_case.show(ctx, tx, request.id, toast=ctx.tr.text("Sent."))


SEND = Form(
    "phrase",
    (*STEPS, Step("check", ask_check, {Arrived.TAP: read_check}, goes_on)),
    send,
    Right.TRIAGE,
)

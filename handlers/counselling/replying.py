"""A resident answers what staff ask back: one tap, and the last one counts."""

from domain.counselling import Happening, Request
from domain.notices import Due
from domain.questions import Asked
from handlers import problems
from handlers.context import Ctx
from handlers.counselling import actions
from handlers.counselling.questions import READY, answer_name
from handlers.counselling.staff_alerts import alert_staff
from handlers.house.footer import footer
from handlers.screen import Button, Screen, column
from storage import counselling, questions
from storage.engine import Tx


async def asked(ctx: Ctx, tx: Tx, due: Due) -> Screen | None:
    """The question as it reaches her; nothing about what is over or already answered."""
    question = await questions.find_question(tx, due.data["question"])
    found = await _hers(ctx, tx, question)
    if question is None or found is None or not found.open or question.answer is not None:
        return None
    return _screen(ctx, found, question)


async def look(ctx: Ctx, tx: Tx, question: str) -> Screen:
    """The question once more, to answer it otherwise."""
    found = await questions.find_question(tx, question)
    request = await _hers(ctx, tx, found)
    if found is None or request is None:
        return problems.no_longer(ctx.tr, await actions.mine(ctx, tx))
    if not request.open:
        return problems.no_longer(ctx.tr, await actions.standing(ctx, tx, request.id))
    return _screen(ctx, request, found)


async def answer(ctx: Ctx, tx: Tx, question: str, answer: str) -> Screen:
    """Keep her answer and tell whoever holds the request; the same one again tells nobody anything."""
    found = await questions.find_question(tx, question)
    request = await _hers(ctx, tx, found)
    if found is None or request is None or not request.open or answer not in READY[found.kind].answers:
        return await look(ctx, tx, question)
    if found.answer != answer:
        await questions.answer_question(tx, found.id, answer, ctx.now)
        await counselling.log_step(tx, request.id, Happening.REPLIED, ctx.now)
        what = "answered" if found.answer is None else "answer-changed"
        await alert_staff(ctx, tx, request, what, f"{what}:{found.id}:{ctx.now.timestamp():.0f}")
    return _thanks(ctx, request, found, answer)


async def _hers(ctx: Ctx, tx: Tx, question: Asked | None) -> Request | None:
    """The request a question is about, if both are there and hers, and the question is one we still know."""
    if question is None or question.kind not in READY:
        return None
    request = await counselling.get_request(tx, question.request)
    return request if request.person == ctx.person.id else None


def _screen(ctx: Ctx, request: Request, question: Asked) -> Screen:
    tr, ready = ctx.tr, READY[question.kind]
    opening = tr.html("{name} asks you:", name=question.staff_name)
    buttons = [Button(label(tr), f"question:{question.code}:answer:{key}") for key, label in ready.answers.items()]
    text = f"❓ {opening}\n\n<b>{tr.value(ready.sentence(tr))}</b>"
    return Screen(text, (*column(*buttons), *footer(tr, person=True)), at=f"question:{question.code}")


def _thanks(ctx: Ctx, request: Request, question: Asked, answer: str) -> Screen:
    tr = ctx.tr
    thanks = tr.html("Thank you! {name} reads your answer.", name=question.staff_name)
    said = f"{tr.value(READY[question.kind].sentence(tr))}\n<b>{tr.value(answer_name(tr, question.kind, answer))}</b>"
    another = Button(tr.ptext("button", "✏️ Change my answer"), f"question:{question.code}")
    number = question.kind == "call" and answer == "yes" and not request.has_phone
    call = Button(tr.ptext("button", "📞 Call me"), "talk:call") if number else None
    solved = question.kind == "solved" and answer == "yes"
    back = Button(tr.ptext("button", "Take it back"), f"request:{request.code}:back") if solved else None
    rows = (*column(call, back, another), *footer(tr, back=f"request:{request.code}"))
    return Screen(f"{thanks}\n\n{said}", rows, at=f"request:{request.code}")

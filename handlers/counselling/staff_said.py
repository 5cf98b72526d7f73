"""What was said between staff and a resident, as staff read it: buttons on the card, words only on tap."""

from collections.abc import Sequence

from domain.questions import OWN_WORDS, PHRASE, Asked, Said, Saying
from handlers.context import Ctx
from handlers.counselling.questions import answer_name, question_of
from handlers.phrases.saying import times_alone
from locales.tongues import tongue

# Telegram takes 4096 characters; name, number, note and tags take their share.
MOST_CHARACTERS = 2800


def asked_back(ctx: Ctx, asked: Asked) -> str:
    """A question and what she pressed, for the card; what staff wrote themselves is not on it."""
    tr = ctx.tr
    if asked.kind == OWN_WORDS:
        question = tr.text("In own words:")
    else:
        question = _sentence(ctx, asked.kind, times_alone(asked.words) if asked.kind.startswith(PHRASE) else None)
    if asked.answer is None and _only_to_read(ctx, asked):
        return f"✉️ {tr.value(question)}"
    said = answer_name(tr, asked.kind, asked.answer) if asked.answer else tr.text("no answer yet")
    return tr.html("❓ {question} <b>{answer}</b>", question=question, answer=said)


def _only_to_read(ctx: Ctx, asked: Asked) -> bool:
    question = question_of(ctx.programme, asked.kind, asked.words)
    return question is not None and not question.answers


def _sentence(ctx: Ctx, kind: str, words: str | None) -> str:
    question = question_of(ctx.programme, kind, words)
    return question.sentence(ctx.tr) if question else ctx.tr.text("a question that is no more")


def all_said(ctx: Ctx, found: Sequence[Said], language: str) -> list[str]:
    """Every line in its order; of a long exchange, the newest that fit into a message.

    What she wrote stands as she wrote it, with the `language` she reads.
    """
    lines: list[str] = []
    room = MOST_CHARACTERS
    for said in reversed(found):
        line = _line(ctx, said, language)
        room -= len(line)
        if room < 0:
            return ["…", *lines]
        lines.insert(0, line)
    return lines


def _line(ctx: Ctx, said: Said, language: str) -> str:
    tr, moment = ctx.tr, ctx.tr.moment(said.at)
    match said.saying:
        case Saying.WROTE:
            return tr.html("{moment}, {name} wrote:\n{words}", moment=moment, name=said.by, words=said.words)
        case Saying.ASKED:
            asked = _sentence(ctx, said.kind or "", said.words)
            return tr.html("{moment}, {name} asked:\n{words}", moment=moment, name=said.by, words=asked)
        case Saying.CHOSE:
            chosen = answer_name(tr, said.kind or "", said.answer or "")
            return tr.html("{moment}, she answered: {words}", moment=moment, words=chosen)
    named = tongue(tr, language)
    return tr.html("{moment}, she wrote ({language}):\n{words}", moment=moment, language=named, words=said.words)

"""What a member of staff who speaks a language sees of its sentences."""

from collections.abc import Iterable, Sequence

from handlers.context import Ctx
from handlers.screen import Button, Screen, beside, column
from handlers.staff.menu import way_home
from handlers.words.staff_places import limit, note, places
from locales import LANGUAGES, Translator
from locales.checking import State
from locales.desk import Count, Desk, Sentence
from locales.gate import limits_of
from locales.marks import from_the_right
from locales.same_parts import example_of
from locales.tongues import tongue


def language_name(tr: Translator, code: str) -> str:
    """A language as Danes call it and as it calls itself."""
    return f"{tongue(tr, code).capitalize()} · {LANGUAGES[code].own_name}"


def choose(tr: Translator, codes: Sequence[str]) -> Screen:
    """Which language do you speak?"""
    text = tr.html("Which language do you speak? You read one sentence at a time, and say whether it is right.")
    buttons = [Button(language_name(tr, code), f"words:{code}") for code in codes]
    return Screen(f"🔤 {text}", (*beside(buttons), *way_home(tr)), at="words")


def overview(
    tr: Translator, desk: Desk, said: str | None = None, *, undo: int | None = None, following: Sentence | None = None
) -> Screen:
    """How far a language is, and on to the next sentence: the first that waits, or the one where she was."""
    code, waiting = desk.language.code, desk.waiting()
    following = following or next(iter(waiting), None)
    parts = [*([said] if said else []), f"🔤 <b>{tr.value(language_name(tr, code))}</b>", _figures(tr, desk.count())]
    if (plan := desk.count(programme=True)).sentences:
        parts.append(f"{tr.html('The plan’s own words:')}\n{_figures(tr, plan)}")
    parts.append(_still(tr, waiting))
    on = Button(tr.ptext("staff button", "▶️ Next sentence"), f"words:{code}:{following.key}") if following else None
    return Screen("\n\n".join(parts), (*column(on, _undo(tr, undo)), *way_home(tr, "words")), at=f"words:{code}")


def _still(tr: Translator, waiting: Sequence[Sentence]) -> str:
    important = sum(one.sensitive for one in waiting)
    if important:
        return tr.nhtml(
            "{n} important sentence waits. Until it is checked, the Danish one stands below it.",
            "{n} important sentences wait. Until they are checked, the Danish one stands below each of them.",
            important,
        )
    return tr.html("What is important is checked.") if waiting else tr.html("Everything is checked. Thank you!")


def _figures(tr: Translator, count: Count) -> str:
    lines = [
        tr.html("{n} of {all} are checked", n=tr.number(count.checked), all=tr.number(count.sentences)),
        tr.html("{n} are drafts", n=tr.number(count.drafted)),
    ]
    if count.outdated:
        lines.append(tr.html("{n} were put otherwise since", n=tr.number(count.outdated)))
    if count.missing:
        lines.append(tr.html("{n} are not written", n=tr.number(count.missing)))
    return "\n".join(lines)


def one(ctx: Ctx, sentence: Sentence, *, said: str | None = None, undo: int | None = None) -> Screen:
    """One sentence: the Danish, what is read now, where that is, and what to do about it."""
    tr, code = ctx.tr, sentence.language.code
    here = f"words:{code}:{sentence.key}"
    parts = [*([said] if said else []), *about(tr, sentence), tr.html("Is it right?")]
    right = Button(tr.ptext("staff button", "✅ It is right"), f"{here}:{sentence.version}:ok")
    better = Button(tr.ptext("staff button", "✏️ Put it better"), f"{here}:{sentence.version}:write")
    skip = Button(tr.ptext("staff button", "⏭ Skip"), f"{here}:skip")
    choices = column(right if sentence.open and sentence.state else None, better, skip, _undo(tr, undo))
    return Screen("\n\n".join(parts), (*choices, *way_home(tr, f"{here}:back")), at=here)


def _undo(tr: Translator, check: int | None) -> Button | None:
    return Button(tr.ptext("staff button", "↩️ Undo the last one"), f"words-undo:{check}") if check else None


def about(tr: Translator, sentence: Sentence) -> list[str]:
    """Everything there is to know about a sentence before one judges it."""
    where = f"{tongue(tr, sentence.language.code).capitalize()} · {places(tr, sentence)}"
    parts: list[str] = [f"🔤 <b>{tr.value(where)}</b>", *_state(tr, sentence)]
    parts.append("\n".join([f"<b>{tr.html('In Danish:')}</b>", *_lines(tr, sentence.danish, rtl=False)]))
    written = _lines(tr, sentence.words, rtl=sentence.language.rtl) if sentence.state else [tr.html("Nothing yet.")]
    parts.append("\n".join([f"<b>{tr.html('What stands there now:')}</b>", *written]))
    most = limit(tr, sentence, limits_of(sentence.language).button_characters)
    hints = [tr.value(one) for one in (most, note(sentence)) if one]
    return [*parts, *(["\n".join(hints)] if hints else [])]


def _state(tr: Translator, sentence: Sentence) -> list[str]:
    """What is special about it."""
    found: list[str] = []
    if sentence.sensitive and sentence.open:
        found.append(tr.html("❗ Important: until somebody has checked it, the Danish one stands below it."))
    if sentence.state is State.OUTDATED:
        found.append(tr.html("The sentence was put otherwise since this was written or checked."))
    if sentence.check and not sentence.open:
        found.append(tr.html("Checked by {name}.", name=sentence.check.by))
    return found


def _lines(tr: Translator, forms: Iterable[str], *, rtl: bool) -> list[str]:
    """Words as they are written, names in braces and signs too; of a plural every form."""
    shown = [str(tr.value(words)) for words in forms]
    return [from_the_right(words) if rtl else words for words in shown]


def write(ctx: Ctx, sentence: Sentence, number: int, problems: Sequence[str]) -> Screen:
    """How do you say it? Of a plural one form after another."""
    tr = ctx.tr
    ask = tr.html(
        "Write the whole sentence as it should be. Names in braces, such as {example}, stay as they are.",
        example="{name}",
    )
    if len(sentence.words) > 1:
        example = example_of(sentence.language, number)
        ask = tr.html(
            "Write how it is said of {example}. Form {n} of {all}.",
            example=tr.number(example),
            n=tr.number(number + 1),
            all=tr.number(len(sentence.words)),
        )
    wrong = "\n".join(f"• {one}" for one in problems)
    parts = [f"{tr.html('It is not kept yet:')}\n{wrong}"] if problems else []
    back = f"words:{sentence.language.code}:{sentence.key}"
    return Screen("\n\n".join([*parts, *about(tr, sentence), f"✏️ {ask}"]), way_home(tr, back))

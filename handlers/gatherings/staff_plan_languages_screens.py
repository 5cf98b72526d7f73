"""What staff see when they write about a gathering in Danish and in other languages."""

from collections.abc import Sequence

from domain.gatherings import Detail
from handlers.context import Ctx
from handlers.gatherings.staff_plan_screens import detail_name
from handlers.gatherings.staff_planner import Planned, heading
from handlers.gatherings.words import theme_name
from handlers.screen import Button, Screen, beside, column
from handlers.staff.menu import way_home
from locales import LANGUAGES, Language, Translator


def languages(ctx: Ctx, planned: Planned, offered: Sequence[Language], wanted: Sequence[str]) -> Screen:
    """The languages; those that somebody asked for are marked."""
    tr, data = ctx.tr, f"{planned.data}:words"
    buttons = [Button(f"{'🙋 ' if one.code in wanted else ''}{one.own_name}", f"{data}:{one.code}") for one in offered]
    text = tr.html("In which language? Themes of the list are translated already; your own words are not.")
    return Screen(f"{heading(ctx, planned)}\n\n{text}", (*beside(buttons), *way_home(tr, planned.page)), at=data)


def fields(ctx: Ctx, planned: Planned, language: str, *, waits: bool, said: str | None = None) -> Screen:
    """What stands in Danish, with what there is of it in the other language."""
    tr, data = ctx.tr, f"{planned.data}:words:{language}"
    found = [(one, _texts_of(planned, one)) for one in ("title", *Detail)]
    own = [(one, texts) for one, texts in found if texts.get("da")]
    lines = [f"{'✔️' if language in texts else '▫️'} {tr.value(texts['da'])}" for _, texts in own]
    buttons = [Button(detail_name(tr, one), f"{data}:{one}") for one, _ in own]
    ready = Button(tr.ptext("staff button", "📨 Tell who asked for it"), f"{data}:ready:yes") if waits else None
    ask = tr.html("Which words in {language}?", language=LANGUAGES[language].own_name)
    if not own:
        ask = tr.html("There are no words of your own in Danish yet, so there is nothing to translate.")
    parts = [*([said] if said else []), heading(ctx, planned), *(["\n".join(lines)] if lines else []), ask]
    rows = (*beside(buttons), *column(ready), *way_home(tr, f"{planned.data}:words"))
    return Screen("\n\n".join(parts), rows, at=data)


def _texts_of(planned: Planned, field: str) -> dict[str, str]:
    about = planned.about
    return dict(about.title if field == "title" else about.details.get(Detail(field), {}))


def ask(ctx: Ctx, planned: Planned, language: str, field: str, problem: str | None = None) -> Screen:
    """The words, typed."""
    tr, data = ctx.tr, f"{planned.data}:words:{language}:{field}"
    texts = _texts_of(planned, field)
    question = tr.html("{field}: write it in Danish.", field=detail_name(tr, field))
    if language != "da":
        question = tr.html(
            "{field}: write it in {language}.", field=detail_name(tr, field), language=LANGUAGES[language].own_name
        )
    stands = [
        f"{LANGUAGES[one].own_name}: {tr.value(texts[one])}" for one in dict.fromkeys(("da", language)) if one in texts
    ]
    theme = planned.about.theme
    if field == "title" and theme:
        stands.append(
            tr.html("A title stands in place of the theme “{theme}”.", theme=theme_name(tr, ctx.programme, theme))
        )
    gone = Button(tr.ptext("staff button", "🗑 Take it away"), f"{data}:none") if language in texts else None
    parts = [*([problem] if problem else []), heading(ctx, planned), *(["\n".join(stands)] if stands else []), question]
    back = planned.page if language == "da" else f"{planned.data}:words:{language}"
    return Screen("\n\n".join(parts), (*column(gone), *way_home(tr, back)), at=data)


def noted(tr: Translator) -> str:
    """It is kept."""
    return tr.html("✔️ Noted.")


def write_anew(tr: Translator) -> str:
    """What was written in other languages said something else than the Danish words do now."""
    return tr.html("✔️ Noted. The words in other languages are gone with the old ones: please write them anew.")


def told(tr: Translator, count: int) -> str:
    """How many were told that there are words now."""
    return tr.nhtml("📨 {n} person is told.", "📨 {n} people are told.", count)

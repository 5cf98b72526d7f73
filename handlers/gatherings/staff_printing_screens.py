"""What staff see when they print: for which gathering, what of it, in which languages, and what came out."""

from collections.abc import Collection, Sequence

from documents.glyphs import MissingGlyphs
from domain.gatherings import Gathering, Session
from domain.papers import PUBLIC, PaperKind
from domain.slots import local_day
from handlers.context import Ctx
from handlers.gatherings.words import activity_name, title
from handlers.screen import Button, Rows, Screen, beside, column
from handlers.staff.menu import way_home
from locales import LANGUAGES, Translator

START = "print"
ON, OFF = "✅", "▫️"


def paper_name(tr: Translator, paper: PaperKind) -> str:
    """What a paper is called on its button."""
    names = {
        PaperKind.LEAFLET: tr.ptext("staff button", "📰 Leaflet of the year"),
        PaperKind.POSTER: tr.ptext("staff button", "📌 Poster"),
        PaperKind.DOOR: tr.ptext("staff button", "🚪 Sign on the door"),
        PaperKind.LIST: tr.ptext("staff button", "📋 Attendance list"),
        PaperKind.DIPLOMA: tr.ptext("staff button", "🎓 Diplomas"),
    }
    return names[paper]


def which(ctx: Ctx, found: Sequence[Gathering]) -> Screen:
    """The gatherings of which she can print something."""
    tr = ctx.tr
    text = tr.html("What do you want to print for?") if found else tr.html("There is nothing to print for yet.")
    buttons = [Button(gathering_line(ctx, one), f"{START}:{one.code}") for one in found]
    poster = Button(tr.ptext("staff button", "📌 Poster of the house"), "poster")
    return Screen(text, (*column(*buttons, poster), *way_home(tr)), at=START)


def gathering_line(ctx: Ctx, gathering: Gathering) -> str:
    """What it is called, with its next day, or its last."""
    next_ = next(iter(gathering.coming(ctx.now)), gathering.standing[-1])
    return f"{title(ctx.tr, ctx.programme, gathering, _only(gathering))} · {_day(ctx, next_)}"


def papers(ctx: Ctx, gathering: Gathering, allowed: Collection[PaperKind]) -> Screen:
    """What of this gathering can be printed."""
    buttons = [
        Button(paper_name(ctx.tr, one), f"{START}:{gathering.code}:{one}") for one in PaperKind if one in allowed
    ]
    text = ctx.tr.html("What do you want to print?")
    rows = (*column(*buttons), *way_home(ctx.tr, START))
    return Screen(f"{heading(ctx, gathering)}\n\n{text}", rows, at=f"{START}:{gathering.code}")


def heading(ctx: Ctx, gathering: Gathering, session: Session | None = None) -> str:
    """What it is, on the first lines of the screen."""
    tr, about = ctx.tr, session or _only(gathering)
    kind, name = activity_name(tr, ctx.programme, gathering.activity), title(tr, ctx.programme, gathering, about)
    lines = [f"<b>{tr.value(name)}</b>", tr.value(kind), *([tr.value(tr.moment(about.starts_at))] if about else [])]
    return "\n".join(lines)


def sessions(ctx: Ctx, gathering: Gathering, paper: PaperKind, found: Sequence[Session]) -> Screen:
    """For which session the sign or the list is."""
    tr = ctx.tr
    buttons = [Button(_day(ctx, one), f"{START}:{one.code}:{paper}") for one in found]
    text = f"{heading(ctx, gathering)}\n\n{tr.value(paper_name(tr, paper))}\n{tr.html('For which day?')}"
    rows = (*beside(buttons), *way_home(tr, f"{START}:{gathering.code}"))
    return Screen(text, rows, at=f"{START}:{gathering.code}:{paper}")


def languages(
    ctx: Ctx, gathering: Gathering, session: Session | None, paper: PaperKind, chosen: Sequence[str], most: int
) -> Screen:
    """In which languages it shall be: several stand side by side."""
    tr, code = ctx.tr, session.code if session and paper not in PUBLIC else gathering.code
    here = f"{START}:{code}:{paper}:{'.'.join(chosen)}"
    text = f"{heading(ctx, gathering, session)}\n\n{tr.value(paper_name(tr, paper))}\n{which_languages(tr, most)}"
    rows = (
        *toggles(ctx, f"{START}:{code}:{paper}", chosen, most),
        *_forms(tr, here, paper),
        *way_home(tr, f"{START}:{gathering.code}"),
    )
    return Screen(text, rows, at=here)


def which_languages(tr: Translator, most: int) -> str:
    """The question of the languages."""
    said = tr.html("In which languages? Several stand side by side.")
    return f"{said} {tr.nhtml('There is room for {n} language.', 'There is room for {n} languages.', most)}"


def toggles(ctx: Ctx, before: str, chosen: Sequence[str], most: int) -> Rows:
    """Every language we offer, to take in and out; the taps begin with `before`."""
    return beside([_toggle(before, one.code, chosen, most) for one in ctx.services.languages.ordered("da")])


def _toggle(before: str, code: str, chosen: Sequence[str], most: int) -> Button:
    """Another language comes last; where there is no room for one more, the last makes way. One always stays."""
    if code in chosen:
        others = [one for one in chosen if one != code] or list(chosen)
        return Button(f"{ON} {LANGUAGES[code].own_name}", f"{before}:{'.'.join(others)}")
    others = [*chosen[: most - 1], code]
    return Button(f"{OFF} {LANGUAGES[code].own_name}", f"{before}:{'.'.join(others)}")


def _forms(tr: Translator, here: str, paper: PaperKind) -> Sequence[tuple[Button, ...]]:
    if paper is PaperKind.DIPLOMA:
        _, code, _, chosen = here.split(":")
        return column(Button(tr.ptext("staff button", "➡️ Go on"), f"diplomas:{code}:{chosen}"))
    return file_or_picture(tr, here, picture=paper in PUBLIC)


def file_or_picture(tr: Translator, here: str, *, picture: bool) -> Rows:
    """The paper as a file, and where it may be shared as a picture."""
    file = Button(tr.ptext("staff button", "🖨 As a file to print"), f"{here}:pdf")
    shared = Button(tr.ptext("staff button", "🖼 As a picture to share"), f"{here}:png")
    return column(file, shared if picture else None)


def ready(ctx: Ctx, gathering: Gathering, session: Session | None, paper: PaperKind) -> str:
    """What came out, and how it is printed."""
    tr = ctx.tr
    said = {
        PaperKind.LEAFLET: tr.html("Print it on both sides of A4. It is good for the whole year."),
        PaperKind.POSTER: tr.html("Print it on A3; on A4 it can still be read."),
        PaperKind.DOOR: tr.html("Hang it on the door. The code only counts families on the day itself."),
        PaperKind.LIST: tr.html("The list names families: throw it away after the evening so that nobody can read it."),
        PaperKind.DIPLOMA: tr.html("Print it on A4. Sign it by hand."),
    }
    return f"{heading(ctx, gathering, session)}\n\n{tr.value(paper_name(tr, paper))}\n{said[paper]}"


def not_printable(tr: Translator, problem: MissingGlyphs) -> str:
    """Which letters cannot be printed, and in which words they stand."""
    return tr.nhtml(
        "Nothing was printed. We have no letters for {letters}, which stands in “{text}”. "
        "Write it with other letters, and print it again.",
        "Nothing was printed. We have no letters for {letters}, which stand in “{text}”. "
        "Write it with other letters, and print it again.",
        len(problem.letters),
        letters=tr.list(problem.letters),
        text=problem.text,
    )


def _only(gathering: Gathering) -> Session | None:
    return gathering.sessions[0] if len(gathering.sessions) == 1 else None


def _day(ctx: Ctx, session: Session) -> str:
    return ctx.tr.day(local_day(ctx.programme, session.starts_at))

"""What staff see of diplomas: who gets one, and the names on it."""

from collections.abc import Sequence

from domain.gatherings import Gathering
from domain.papers import PaperKind
from domain.turnout import Progress
from handlers.context import Ctx
from handlers.gatherings.staff_names import guest_name
from handlers.gatherings.staff_printing_screens import START, heading, paper_name
from handlers.screen import Button, Screen, column
from handlers.staff.menu import way_home
from locales import Translator

MOST = 40


def families(
    ctx: Ctx,
    gathering: Gathering,
    every: Sequence[Progress],
    names: dict[int, tuple[str, str | None]],
    named: Sequence[str],
    languages: str,
) -> Screen:
    """All who completed it, or one family; who completed stands in front."""
    tr, done = ctx.tr, [one for one in every if one.completed]
    lines = [_head(ctx, gathering)]
    lines.append(tr.nhtml("{n} family has completed it so far.", "{n} families have completed it so far.", len(done)))
    if nameless := sum(one.guest.sign_up is not None for one in done) - len(named):
        lines.append(
            tr.nhtml(
                "{n} of them has given no name that can be printed. Choose it below, and write the name.",
                "{n} of them have given no name that can be printed. Choose one after the other, and write the name.",
                nameless,
            )
        )
    ordered = sorted((one for one in every if one.guest.sign_up), key=lambda one: not one.completed)[:MOST]
    label = tr.text("🎓 All with a name ({n})", n=len(named))
    all_ = Button(label, f"diplomas:{gathering.code}:{languages}:all") if named else None
    rows = column(all_, *(_button(tr, one, names, languages) for one in ordered))
    back = f"{START}:{gathering.code}:{PaperKind.DIPLOMA}:{languages}"
    return Screen(
        "\n\n".join(lines), (*rows, *way_home(tr, back)), at=f"diplomas:{gathering.code}:{languages}", words=True
    )


def _button(tr: Translator, one: Progress, names: dict[int, tuple[str, str | None]], languages: str) -> Button:
    mark = "🎓" if one.completed else "▫️"
    assert one.guest.sign_up is not None
    return Button(f"{mark} {guest_name(one.guest, names)}", f"diploma:{one.guest.sign_up.code}:{languages}")


def one_family(ctx: Ctx, gathering: Gathering, sign_up: str, name: str | None, languages: str) -> Screen:
    """The name it gave, and that others can be written."""
    tr, here = ctx.tr, f"diploma:{sign_up}:{languages}"
    said = tr.html("The family gave this name: {name}", name=name) if name else tr.html("The family has given no name.")
    ask = tr.html("Write here what else shall stand on the diploma, a name on each line. It is not kept.")
    own = Button(tr.ptext("staff button", "🖨 With this name"), f"{here}:named") if name else None
    rows = (*column(own), *way_home(tr, f"diplomas:{gathering.code}:{languages}"))
    return Screen(f"{_head(ctx, gathering)}\n\n{said}\n{ask}", rows, at=here, words=True)


def ready(ctx: Ctx, gathering: Gathering, count: int) -> str:
    """What came out."""
    tr = ctx.tr
    made = tr.nhtml("{n} diploma.", "{n} diplomas, each on a page of its own.", count)
    return f"{_head(ctx, gathering)}\n\n{made} {tr.html('Print it on A4. Sign it by hand.')}"


def _head(ctx: Ctx, gathering: Gathering) -> str:
    return f"{heading(ctx, gathering)}\n{ctx.tr.value(paper_name(ctx.tr, PaperKind.DIPLOMA))}"

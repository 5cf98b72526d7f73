"""Attendance by family over all sessions of a gathering, and who has completed it, as it grows."""

from datetime import datetime

from domain.access import runs
from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, GatheringState, Session
from domain.sign_ups import SignUpState
from domain.slots import local_day
from domain.turnout import Progress, progress
from handlers.context import Ctx
from handlers.gatherings.staff_coming import said_to
from handlers.gatherings.staff_held import A_PAGE, gone, paged, pages, turns
from handlers.gatherings.staff_names import guest_name
from handlers.gatherings.words import activity_name, title
from handlers.screen import Button, Rows, Screen, beside
from handlers.staff.menu import way_home
from locales import Translator
from storage import gatherings, sign_ups
from storage.engine import Tx
from storage.gathering_people import called

# So many of the sessions that were held can be put right from here.
MOST_HELD = 12


async def attendance(ctx: Ctx, tx: Tx, gathering: str) -> Screen:
    """The first page."""
    return await attendance_page(ctx, tx, gathering, "0")


async def attendance_page(ctx: Ctx, tx: Tx, gathering: str, page: str) -> Screen:
    """How often each family was there, of how many sessions."""
    found = await gatherings.find_gathering(tx, gathering)
    rules = ctx.programme.rules(found.activity) if found else None
    if found is None or rules is None or not runs(ctx.person, rules) or found.state is GatheringState.DRAFT:
        return await gone(ctx, tx)
    every = await progress_of(tx, found, rules, ctx.now)
    names = await called(tx, [one.guest.family for one in every])
    return _screen(ctx, found, every, names, page)


async def progress_of(tx: Tx, gathering: Gathering, rules: GatheringRules, now: datetime) -> list[Progress]:
    """Everybody who is signed up or was there, and how often; who may see that is for the caller to ask."""
    signed = await sign_ups.sign_ups_of(tx, gathering.id, (SignUpState.GOING,))
    begun = begun_of(gathering, now)
    return progress(signed, begun, await said_to(tx, gathering, rules), rules.unit, rules.completes)


def begun_of(gathering: Gathering, now: datetime) -> list[Session]:
    """The sessions that have begun, whatever became of the rest."""
    return [one for one in gathering.sessions if gathering.takes_place(one) and one.starts_at <= now]


def _screen(
    ctx: Ctx, gathering: Gathering, every: list[Progress], names: dict[int, tuple[str, str | None]], page: str
) -> Screen:
    tr, planned = ctx.tr, len(gathering.standing)
    held = every[0].held if every else 0
    lines = [
        f"📈 <b>{tr.value(title(tr, ctx.programme, gathering))}</b>",
        tr.value(activity_name(tr, ctx.programme, gathering.activity)),
        tr.nhtml("{n} session so far, of {planned}", "{n} sessions so far, of {planned}", held, planned=planned),
    ]
    completes = every[0].completes if every else None
    if completes is not None:
        done = sum(one.completed for one in every)
        lines.append(tr.html("Completed is who was there {n} times or more: {done}", n=completes, done=done))
    shown, number = paged(every, page)
    rows = [f"{'🎓' if one.completed else '▫️'} {_line(tr, one, names)}" for one in shown]
    text = "\n".join(str(one) for one in lines) + "\n\n" + ("\n".join(rows) or tr.html("Nobody has signed up yet."))
    data = f"gathering:{gathering.code}:attendance"
    back = f"held:{gathering.sessions[0].code}" if len(gathering.sessions) == 1 else f"gathering:{gathering.code}"
    ways = (*turns(ctx, data, number, pages(every, A_PAGE)), *_held(ctx, gathering))
    return Screen(text, (*ways, *way_home(tr, back)), at=data, words=True)


def _held(ctx: Ctx, gathering: Gathering) -> Rows:
    """The lists of the last ones that were held: attendance is put right long afterwards too."""
    every = begun_of(gathering, ctx.now)[-MOST_HELD:]
    days = [(one, local_day(ctx.programme, one.starts_at)) for one in every]
    return beside([Button(f"☑️ {ctx.tr.day(day)}", f"held:{one.code}:list") for one, day in days])


def _line(tr: Translator, one: Progress, names: dict[int, tuple[str, str | None]]) -> str:
    """What nobody has noted is unknown, and said to be."""
    name = guest_name(one.guest, names)
    if not one.unknown:
        return tr.html("{family}: {present} of {held}", family=name, present=one.present, held=one.held)
    return tr.html(
        "{family}: {present} of {held}, not noted: {unknown}",
        family=name,
        present=one.present,
        held=one.held,
        unknown=one.unknown,
    )

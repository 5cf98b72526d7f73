"""A nurse invites whoever was referred to her to one of the groups: the resident reads what it is, and chooses."""

from dataclasses import replace

from domain.counselling import Request
from domain.notices import Notice, NoticeState
from domain.referrals import Referral
from domain.sign_ups import ACTIVE
from handlers.context import Ctx
from handlers.counselling.staff_words import fate_name
from handlers.gatherings.staff_group_screens import called
from handlers.gatherings.whose import Run, open_ones_she_runs
from handlers.screen import Button, Screen, column
from handlers.staff import referred
from handlers.staff.menu import way_home
from storage import outbox, sign_ups
from storage.engine import Tx


def _purpose(referral: Referral, run: Run) -> str:
    return f"group-invited:{referral.code}:{run.gathering.code}"


async def choose(ctx: Ctx, tx: Tx, referral: str) -> Screen:
    """To which of the groups? What became of an invitation stands there, too."""
    found = await referred.taken_by_her(ctx, tx, referral)
    return await referred.gone(ctx, tx) if found is None else await _choose(ctx, tx, found[0])


async def _choose(ctx: Ctx, tx: Tx, referral: Referral, toast: str | None = None) -> Screen:
    runs = await open_ones_she_runs(ctx, tx, lambda rules: rules.by_invitation)
    fates = await outbox.fates_of(tx, [_purpose(referral, run) for run in runs])
    return replace(_screen(ctx, referral, [(run, fates.get(_purpose(referral, run))) for run in runs]), toast=toast)


def _screen(ctx: Ctx, referral: Referral, found: list[tuple[Run, NoticeState | None]]) -> Screen:
    tr, data = ctx.tr, f"referred:{referral.code}"
    text: str = tr.html("There is no open group. A group is planned like other activities, and then opened.")
    if found:
        text = tr.html("To which group? The resident reads what it is, in a language of their own, and chooses.")
    lines = [text, *(_sent(ctx, run, fate) for run, fate in found if fate is not None)]
    buttons = [Button(called(ctx, run), f"{data}:group:{run.gathering.code}") for run, fate in found if fate is None]
    return Screen("🤱 " + "\n".join(lines), (*column(*buttons), *way_home(tr, data)), at=f"{data}:group")


def _sent(ctx: Ctx, run: Run, fate: NoticeState) -> str:
    said = fate_name(ctx.tr, fate, by_phone=False)
    return f"✉️ {ctx.tr.html('Invited to {group} ({fate})', group=called(ctx, run), fate=said)}"


async def invite(ctx: Ctx, tx: Tx, referral: str, gathering: str) -> Screen:
    """The resident is invited, to each group once; whoever is in it already is not."""
    found = await referred.taken_by_her(ctx, tx, referral)
    if found is None:
        return await referred.gone(ctx, tx)
    one, request = found
    runs = await open_ones_she_runs(ctx, tx, lambda rules: rules.by_invitation)
    run = next((each for each in runs if each.gathering.code == gathering), None)
    if run is None:
        return await _choose(ctx, tx, one, ctx.tr.text("This has changed. Here is what is true now."))
    if await _is_in(tx, run, request):
        return await _choose(ctx, tx, one, ctx.tr.text("The resident is in this group already."))
    data = {"gathering": gathering, "referral": one.code}
    await outbox.enqueue(tx, [Notice(request.person, "group-invited", _purpose(one, run), data)], ctx.now)
    return await _choose(ctx, tx, one, ctx.tr.text("The resident is invited."))


async def _is_in(tx: Tx, run: Run, request: Request) -> bool:
    here = await sign_ups.sign_ups_of(tx, run.gathering.id, ACTIVE)
    return any(each.person == request.person for each in here)

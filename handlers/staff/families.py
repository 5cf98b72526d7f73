"""A family: what it is called, and whether two entries are one family, joined and un-joined by a family worker."""

from domain.access import Right
from domain.drafts import Draft
from domain.families import Family, Join, parts_of
from domain.registers import Met, year_of
from domain.slots import local_day
from handlers import forms, problems
from handlers.context import Ctx
from handlers.counselling import staff_case
from handlers.counselling.staff_case import me
from handlers.forms import Form, Step, answered
from handlers.incoming import Arrived
from handlers.screen import Screen
from handlers.staff import families_screens as screens
from handlers.staff import register as registers
from handlers.staff.register import read_id
from handlers.staff.walk_ins import read_nickname
from storage import counselling, drafts, families, likeness, register, walk_ins
from storage.engine import Tx

MOST_ALIKE = 5
MOST_MET = 6
MOST_FOUND = 8
NOTHING = "none"


async def of_request(ctx: Ctx, tx: Tx, code: str) -> Screen:
    """The family behind a request."""
    request = await counselling.find_request(tx, code)
    if request is None:
        return await staff_case.gone(ctx, tx)
    return await _show(ctx, tx, await families.get_family(tx, request.family), back=f"case:{code}")


async def of_entry(ctx: Ctx, tx: Tx, entry: str) -> Screen:
    """The family behind a talk of the register."""
    number = read_id(entry)
    talk = None if number is None else await register.find_talk(tx, number)
    if talk is None:
        return problems.no_longer(ctx.tr, await registers.look(ctx, tx))
    return await _show(ctx, tx, await families.get_family(tx, talk.family_id), back=f"entry:{talk.id}")


async def look(ctx: Ctx, tx: Tx, family: str) -> Screen:
    """A family by its code; one that was joined away leads to the one that was kept."""
    met = await families.find_family(tx, family)
    return await _gone(ctx, tx) if met is None else await _show(ctx, tx, met)


async def _gone(ctx: Ctx, tx: Tx) -> Screen:
    return problems.no_longer(ctx.tr, await registers.look(ctx, tx))


async def _show(ctx: Ctx, tx: Tx, met: Met, *, back: str | None = None, toast: str | None = None) -> Screen:
    joins = await _joins_of(tx, met.id)
    alike = await likeness.look_alike(tx, met.id, MOST_ALIKE)
    return screens.family(ctx, await _seen(ctx, tx, met), joins, len(alike), back=back, toast=toast)


async def _seen(ctx: Ctx, tx: Tx, met: Met) -> Family:
    return await families.look_at(tx, met, year_of(ctx.programme, local_day(ctx.programme, ctx.now)))


async def _joins_of(tx: Tx, family: int) -> list[Join]:
    """Every join of this family and of those that are part of it, undone ones too."""
    parts = parts_of(family, await families.joined_away(tx))
    return [one for one in await families.every_join(tx) if {one.kept, one.joined} & parts]


async def _overtaken(ctx: Ctx, tx: Tx, met: Met) -> Screen:
    return await _show(ctx, tx, met, toast=ctx.tr.text("This has changed. Here is what is true now."))


async def rename(ctx: Ctx, tx: Tx, family: str) -> Screen:
    """What do you call this family?"""
    met = await families.find_family(tx, family)
    return await _gone(ctx, tx) if met is None else await forms.begin(ctx, tx, FAMILY_NAME, family=met.code)


async def ask_name(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """A word by which it is known again, or none."""
    met = await families.find_family(tx, draft.answers["family"])
    return await _gone(ctx, tx) if met is None else screens.rename(ctx, met, f"form:{draft.token}:words:{NOTHING}")


async def read_no_name(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """It has no such word any more."""
    return answered(draft, "words", True) if value == NOTHING else await ask_name(ctx, tx, draft)


async def keep_name(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """Keep it, sealed."""
    await drafts.drop_draft(tx, ctx.person.id)
    met = await families.find_family(tx, draft.answers["family"])
    if met is None:
        return await _gone(ctx, tx)
    await families.call_family(tx, met.id, draft.secrets.get("words") or None)
    return await look(ctx, tx, met.code)


async def choose(ctx: Ctx, tx: Tx, family: str) -> Screen:
    """Which other family is the same?"""
    met = await families.find_family(tx, family)
    return await _gone(ctx, tx) if met is None else await forms.begin(ctx, tx, FAMILY_JOIN, family=met.code)


async def ask_other(ctx: Ctx, tx: Tx, draft: Draft, *, problem: str | None = None) -> Screen:
    """Those that look like it, those met lately, or a code that is written."""
    met = await families.find_family(tx, draft.answers["family"])
    if met is None:
        return await _gone(ctx, tx)
    alike = await likeness.look_alike(tx, met.id, MOST_ALIKE)
    but = {met.id, *(one.id for one, _ in alike)}
    lately = [one for one in await walk_ins.met_lately(tx, MOST_MET + len(but)) if one.id not in but]
    return screens.choose(ctx, met, alike, lately[:MOST_MET], problem)


async def read_other(ctx: Ctx, tx: Tx, draft: Draft, value: str) -> Draft | Screen:
    """The family with this code, nickname or request; of several she chooses."""
    met = await families.find_family(tx, draft.answers["family"])
    found = await families.families_called(tx, value) | await families.families_asking(tx, value)
    others = [await families.get_family(tx, one) for one in sorted(found - {met.id if met else 0})]
    if met is None or not others:
        return await ask_other(ctx, tx, draft, problem=ctx.tr.html("I found no other family like that. Try a code."))
    if len(others) > 1:
        return screens.several(ctx, met, others[:MOST_FOUND])
    return answered(draft, "other", others[0].code)


async def chosen(ctx: Ctx, tx: Tx, draft: Draft) -> Screen:
    """One was found: what will be, before it is."""
    await drafts.drop_draft(tx, ctx.person.id)
    return await check(ctx, tx, draft.answers["family"], draft.answers["other"])


async def check(ctx: Ctx, tx: Tx, family: str, other: str) -> Screen:
    """What will be when the two are one."""
    kept, joined = await families.find_family(tx, family), await families.find_family(tx, other)
    if kept is None or joined is None:
        return await _gone(ctx, tx)
    if kept.id == joined.id:
        return await _overtaken(ctx, tx, kept)
    reasons = {one.id: why for one, why in await likeness.look_alike(tx, kept.id, MOST_ALIKE)}
    # Every talk goes over, whatever its year.
    return screens.check(ctx, kept, await families.look_at(tx, joined), reasons.get(joined.id))


async def join(ctx: Ctx, tx: Tx, family: str, other: str) -> Screen:
    """They are one; of two who say so at once, one does and the other is told."""
    kept, joined = await families.find_family(tx, family), await families.find_family(tx, other)
    if kept is None or joined is None:
        return await _gone(ctx, tx)
    if not await families.join_families(tx, kept.id, joined.id, me(ctx).id, ctx.now):
        return await _overtaken(ctx, tx, kept)
    return await _show(
        ctx, tx, await families.get_family(tx, kept.id), toast=ctx.tr.text("They are one family from now on.")
    )


async def not_the_same(ctx: Ctx, tx: Tx, family: str, other: str) -> Screen:
    """They look alike and are not the same: not suggested again."""
    one, two = await families.find_family(tx, family), await families.find_family(tx, other)
    if one is None or two is None:
        return await _gone(ctx, tx)
    if one.id == two.id:
        return await _overtaken(ctx, tx, one)
    await likeness.say_strangers(tx, one.id, two.id, me(ctx).id, ctx.now)
    return await _show(ctx, tx, one, toast=ctx.tr.text("Noted. They are not suggested again."))


async def check_part(ctx: Ctx, tx: Tx, family: str, join: str) -> Screen:
    """What will be when the two are two again; or which other join has to be undone first."""
    found = await _join(tx, family, join)
    if isinstance(found, tuple):
        met, one = found
        before = families.in_the_way(one, await families.every_join(tx))
        return screens.first_the_other(ctx, met, before) if before else screens.part(ctx, met, one)
    return await _gone(ctx, tx) if found is None else await _overtaken(ctx, tx, found)


async def part(ctx: Ctx, tx: Tx, family: str, join: str) -> Screen:
    """They are two again."""
    found = await _join(tx, family, join)
    if not isinstance(found, tuple):
        return await _gone(ctx, tx) if found is None else await _overtaken(ctx, tx, found)
    met, one = found
    if not await families.unjoin_families(tx, one, me(ctx).id, ctx.now):
        return await check_part(ctx, tx, family, join)
    return await _show(
        ctx, tx, await families.get_family(tx, met.id), toast=ctx.tr.text("They are two families again.")
    )


async def _join(tx: Tx, family: str, join: str) -> tuple[Met, Join] | Met | None:
    """The family, and the join of it that still stands."""
    met, number = await families.find_family(tx, family), read_id(join)
    if met is None:
        return None
    found = next((one for one in await _joins_of(tx, met.id) if one.id == number), None)
    return met if found is None or not found.stands else (met, found)


_NAMES = {Arrived.TYPED: read_nickname, Arrived.TAP: read_no_name}
FAMILY_NAME = Form("family-name", (Step("words", ask_name, _NAMES),), keep_name, Right.FAMILIES)
FAMILY_JOIN = Form("family-join", (Step("other", ask_other, {Arrived.TYPED: read_other}),), chosen, Right.FAMILIES)

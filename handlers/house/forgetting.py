"""Forgets a resident: on her word, when she has not come back for long, and once more after going back to a copy."""

from dataclasses import replace

from domain.referrals import ReferralState
from handlers.context import Ctx
from handlers.counselling import actions as counselling
from handlers.counselling.staff_handing_over import end_all
from handlers.counselling.staff_leaving import leave_team
from handlers.gatherings.leaving import leave_all
from storage import (
    appointments,
    consents,
    drafts,
    erasures,
    families,
    inbox,
    messages,
    outbox,
    people,
    sentences,
    surveys,
)
from storage import counselling as requests
from storage.engine import Tx


async def forget(ctx: Ctx, tx: Tx) -> None:
    """Forget her, in whatever state her things are; counted totals stay."""
    for request in await requests.requests_of(tx, ctx.person.id):
        await counselling.withdraw(ctx, tx, request)
    every = [request.id for request in await requests.requests_by(tx, ctx.person.id)]
    await end_all(tx, every, ReferralState.WITHDRAWN, ctx.now)
    await leave_all(ctx, tx)
    await surveys.stop_asking(tx, ctx.person.id)
    await appointments.release_reserved(tx, ctx.person.id)
    await drafts.drop_draft(tx, ctx.person.id)
    await requests.erase_words_of(tx, ctx.person.id)
    await outbox.cancel_waiting(tx, ctx.person.id, ctx.now)
    await inbox.empty_letters_of(tx, ctx.person.telegram_id)
    await sentences.drop_clips_of(tx, ctx.person.id)
    await consents.drop_consents(tx, ctx.person.id)
    await messages.forget_messages(tx, ctx.person.id)
    await people.forget_person(tx, ctx.person.id)
    await families.drop_nicknames(tx, await families.family_of(tx, ctx.person.id))
    await erasures.note_erasure(tx, ctx.person.id, ctx.now)


async def forget_again(ctx: Ctx, tx: Tx) -> None:
    """Forget somebody whom a copy brought back, even if she was in the team when it was made."""
    await leave_team(tx, ctx.person, ctx.now)
    await forget(replace(ctx, person=replace(ctx.person, staff=None)), tx)

"""Forms half filled in: one a person."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, LargeBinary, Row, String, Table, bindparam, delete, select, update

from domain.drafts import Draft
from storage.columns import Moment
from storage.engine import Tx, metadata

drafts = Table(
    "drafts",
    metadata,
    Column("person_id", ForeignKey("persons.id"), primary_key=True),
    Column("token", String, nullable=False),
    Column("form", String, nullable=False),
    Column("step", String, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("secrets", LargeBinary),
    Column("changed_at", Moment, nullable=False),
)
_OF = select(drafts).where(drafts.c.person_id == bindparam("person"))
_UPDATE = (
    update(drafts)
    .where(drafts.c.person_id == bindparam("person"))
    .values(
        token=bindparam("new_token"),
        form=bindparam("new_form"),
        step=bindparam("new_step"),
        answers=bindparam("new_answers", type_=JSON),
        secrets=bindparam("new_secrets"),
        changed_at=bindparam("now"),
    )
)


def _draft(tx: Tx, row: Row[Any]) -> Draft:
    secrets = json.loads(tx.unseal(row.secrets) or "{}")
    return Draft(row.token, row.form, row.step, row.answers, secrets)


async def draft_of(tx: Tx, person: int) -> Draft | None:
    """What this person was filling in."""
    row = (await tx.execute(_OF, {"person": person})).first()
    return None if row is None else _draft(tx, row)


async def save_draft(tx: Tx, person: int, draft: Draft, now: datetime) -> None:
    """Keep the draft in place of any other of hers."""
    sealed = tx.seal(json.dumps(draft.secrets)) if draft.secrets else None
    values = {"new_token": draft.token, "new_form": draft.form, "new_step": draft.step, "new_answers": draft.answers}
    changed = await tx.execute(_UPDATE, {**values, "person": person, "new_secrets": sealed, "now": now})
    if changed.rowcount == 0:
        row = {"token": draft.token, "form": draft.form, "step": draft.step, "answers": draft.answers}
        await tx.execute(drafts.insert().values(**row, person_id=person, secrets=sealed, changed_at=now))


async def drop_draft(tx: Tx, person: int) -> None:
    """The form is sent, or given up."""
    await tx.execute(delete(drafts).where(drafts.c.person_id == person))

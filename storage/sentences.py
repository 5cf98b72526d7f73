"""What speakers of this house have checked of the translations, and the sentences they have read aloud."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Row,
    String,
    Table,
    delete,
    func,
    insert,
    select,
)

from storage.cipher import WrongKey
from storage.columns import Moment
from storage.engine import Tx, metadata
from storage.people import staff

# Rows are added and never changed: of a language and a sentence the newest counts. One that names no version says that
# nobody stands for the sentence any more: whoever did took it back.
sentence_checks = Table(
    "sentence_checks",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("language", String, nullable=False),
    # The short name of the sentence, and of the words of it that were read.
    Column("sentence", String, nullable=False),
    Column("version", String, nullable=False),
    # Put otherwise by whoever checked it, one text for each form of plural; empty where the draft was right.
    Column("words", JSON(none_as_null=True)),
    # Who stands for it: the name she is known by to whoever reads it, written down as it was then.
    Column("name", String, nullable=False),
    Column("checked_at", Moment, nullable=False),
    Index("ix_sentence_checks_sentence", "language", "sentence"),
)

clips = Table(
    "clips",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("language", String, nullable=False),
    Column("sentence", String, nullable=False),
    Column("version", String, nullable=False),
    # Telegram's name for the recording, sealed; the sound itself lies with Telegram.
    Column("voice", LargeBinary, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), nullable=False),
    Column("recorded_at", Moment, nullable=False),
    Index("ix_clips_sentence", "language", "sentence", unique=True),
    # An old button names recordings by their numbers: no other may ever get the number of one that is gone.
    sqlite_autoincrement=True,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One sentence that somebody who speaks the language has read; `words` where she put it otherwise."""

    language: str
    sentence: str
    version: str
    name: str
    at: datetime
    words: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Clip:
    """A sentence as a colleague read it aloud; `version` says which words of it."""

    id: int
    language: str
    sentence: str
    version: str
    staff: int
    at: datetime


Mark = tuple[object, ...]
TAKEN_BACK = ""


async def mark(tx: Tx) -> Mark:
    """Something that is another when a check or a clip was added, or a clip taken away."""
    said = select(func.max(sentence_checks.c.id)).scalar_subquery()
    row = (await tx.execute(select(said, func.max(clips.c.id), func.count(clips.c.id)))).one()
    return tuple(row)


async def add_check(tx: Tx, checked: Checked) -> int:
    """Keep that somebody has read a sentence, and how she puts it; says under which number."""
    words = None if checked.words is None else list(checked.words)
    values = {"language": checked.language, "sentence": checked.sentence, "version": checked.version, "words": words}
    added = insert(sentence_checks).values(**values, name=checked.name, checked_at=checked.at)
    check: int = (await tx.execute(added.returning(sentence_checks.c.id))).scalar_one()
    return check


async def take_back_check(tx: Tx, check: int, name: str, now: datetime) -> Checked | None:
    """What counted before counts again; of what is not hers, or is not the newest, nothing is taken back."""
    found = (await tx.execute(select(sentence_checks).where(sentence_checks.c.id == check))).first()
    if found is None or found.name != name or found.version == TAKEN_BACK:
        return None
    same = (sentence_checks.c.language == found.language, sentence_checks.c.sentence == found.sentence)
    newest, *earlier = await tx.execute(select(sentence_checks).where(*same).order_by(sentence_checks.c.id.desc()))
    if newest.id != check:
        return None
    nobody = Checked(found.language, found.sentence, TAKEN_BACK, name, now)
    await add_check(tx, _checked(earlier[0]) if earlier else nobody)
    return _checked(found)


async def newest_checks(tx: Tx, language: str | None = None) -> Mapping[str, Mapping[str, Checked]]:
    """What counts, by language and sentence."""
    found: dict[str, dict[str, Checked]] = defaultdict(dict)
    asked = select(sentence_checks).order_by(sentence_checks.c.id)
    for row in await tx.execute(asked if language is None else asked.where(sentence_checks.c.language == language)):
        found[row.language][row.sentence] = _checked(row)
        if row.version == TAKEN_BACK:
            del found[row.language][row.sentence]
    return found


def _checked(row: Row[Any]) -> Checked:
    words = None if row.words is None else tuple(row.words)
    return Checked(row.language, row.sentence, row.version, row.name, row.checked_at, words)


async def keep_clip(
    tx: Tx, language: str, sentence: str, version: str, voice: str, staff_id: int, now: datetime
) -> int:
    """Keep where Telegram has a recording; one that was there of the sentence goes."""
    await tx.execute(delete(clips).where(clips.c.language == language, clips.c.sentence == sentence))
    values = {"language": language, "sentence": sentence, "version": version, "voice": tx.seal(voice)}
    added = insert(clips).values(**values, staff_id=staff_id, recorded_at=now).returning(clips.c.id)
    clip: int = (await tx.execute(added)).scalar_one()
    return clip


async def drop_clip(tx: Tx, clip: int) -> bool:
    """Take a recording away; say whether it was still there."""
    return (await tx.execute(delete(clips).where(clips.c.id == clip))).rowcount == 1


async def drop_clips_of(tx: Tx, person: int) -> int:
    """Take away all that somebody has recorded; say how many those were."""
    return (await tx.execute(delete(clips).where(_recorded_by(person)))).rowcount


async def every_clip(tx: Tx) -> list[Clip]:
    """Which sentences can be listened to."""
    return await _found(tx)


async def clips_in(tx: Tx, language: str) -> dict[str, Clip]:
    """The recordings of a language, by sentence."""
    return {one.sentence: one for one in await _found(tx, clips.c.language == language)}


async def clips_of(tx: Tx, person: int) -> list[Clip]:
    """What somebody has recorded, whenever she was in the team."""
    return await _found(tx, _recorded_by(person))


async def find_clip(tx: Tx, clip: int) -> Clip | None:
    """One recording, if it is still there."""
    return next(iter(await _found(tx, clips.c.id == clip)), None)


async def voice_of(tx: Tx, clip: int) -> str | None:
    """Where Telegram has a recording; nothing when it was taken away, or was sealed with a key that is gone since."""
    row = (await tx.execute(select(clips.c.voice).where(clips.c.id == clip))).first()
    try:
        return None if row is None else tx.unseal(row.voice)
    except WrongKey:
        return None


def _recorded_by(person: int) -> ColumnElement[bool]:
    return clips.c.staff_id.in_(select(staff.c.id).where(staff.c.person_id == person))


async def _found(tx: Tx, *which: ColumnElement[bool]) -> list[Clip]:
    return [_clip(row) for row in await tx.execute(select(clips).where(*which).order_by(clips.c.id))]


def _clip(row: Row[Any]) -> Clip:
    return Clip(row.id, row.language, row.sentence, row.version, row.staff_id, row.recorded_at)

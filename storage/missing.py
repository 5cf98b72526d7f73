"""What nobody has said yet of a year, as counts: what is to be noted before it is closed."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, func, select

from domain.appointments import AppointmentState
from domain.figures import Figure
from domain.gatherings import GatheringState, SessionState
from domain.programme import Programme
from domain.registers import year_of
from domain.slots import Span
from domain.surveys import Quarter
from domain.years import Missing
from storage.appointments import appointments
from storage.engine import Tx
from storage.figures import year_figures
from storage.gatherings import gatherings, sessions
from storage.sign_ups import attendances
from storage.surveys import survey_rounds


async def missing_in(tx: Tx, programme: Programme, year: int, now: datetime) -> Missing:
    """What is missing in a year."""
    span, found = year_of(programme, Quarter(year, 1).begins_on), await year_figures(tx, programme, year, now)
    open_ = (survey_rounds.c.year == year) & survey_rounds.c.closed_at.is_(None)
    ended = appointments.c.starts_at.between(span.starts_at, span.ends_at) & (appointments.c.ends_at <= now)
    return Missing(
        rounds=await _count(tx, survey_rounds, open_),
        times=await _count(tx, appointments, (appointments.c.state == AppointmentState.CONFIRMED.value) & ended),
        meetings=await _count(tx, sessions, _unnoted(span, now)),
        unknown={one.criterion: one.unknown for one in found.figures if one.unknown},
        figures=tuple(one.key for one in programme.criteria if one.outside and not _entered(found.figure(one.key))),
    )


def _entered(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


async def _count(tx: Tx, table: Table, which: ColumnElement[bool]) -> int:
    number: int = (await tx.execute(select(func.count()).select_from(table).where(which))).scalar_one()
    return number


def _unnoted(span: Span, now: datetime) -> ColumnElement[bool]:
    """Meetings that are over, of what was not cancelled as a whole, at which nobody is noted."""
    noted = select(attendances.c.session_id).where(attendances.c.present.is_(True))
    alive = gatherings.c.state.in_((GatheringState.OPEN.value, GatheringState.ENDED.value))
    held = select(gatherings.c.id).where(alive)
    over = (
        (sessions.c.starts_at >= span.starts_at) & (sessions.c.starts_at < span.ends_at) & (sessions.c.ends_at <= now)
    )
    stands = (sessions.c.state == SessionState.PLANNED.value) & sessions.c.gathering_id.in_(held)
    return over & stands & sessions.c.id.not_in(noted)

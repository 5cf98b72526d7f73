"""When people are reminded of a session: so long before it, by the clock on the wall, never at night and never late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.programme import Programme
from domain.reminders import DAY_BEFORE_TOO_LATE, SOON_TOO_LATE, WORTH_SHIFTING, after_the_night

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SessionReminder:
    """One reminder: how long before the start it was meant, when it leaves, and when it is better not sent."""

    before: timedelta
    not_before: datetime
    not_after: datetime

    @property
    def key(self) -> int:
        """What tells it from the others of its session."""
        return int(self.before.total_seconds())


def session_reminders(
    programme: Programme, remind: Sequence[timedelta], starts_at: datetime
) -> tuple[SessionReminder, ...]:
    """Every reminder of a session that starts then, the earliest first."""
    found: list[SessionReminder] = []
    following: datetime | None = None
    for before in sorted(remind):
        one = _reminder(programme, before, starts_at, following)
        if one is not None:
            found.insert(0, one)
            following = one.not_before
    return tuple(found)


def _reminder(
    programme: Programme, before: timedelta, starts_at: datetime, following: datetime | None
) -> SessionReminder | None:
    planned = earlier(programme, starts_at, before)
    leaves = after_the_night(programme, planned)
    if leaves != planned and starts_at - leaves < WORTH_SHIFTING:
        return None
    late = starts_at - (DAY_BEFORE_TOO_LATE if before >= DAY else SOON_TOO_LATE)
    late = max(min(late, leaves + DAY), leaves + timedelta(minutes=15))
    # Two at once would say the same twice: the nearer one says it.
    late = late if following is None else min(late, following)
    return SessionReminder(before, leaves, late) if late > leaves else None


def earlier(programme: Programme, starts_at: datetime, before: timedelta) -> datetime:
    """So long before: whole days keep the hour on the wall over both changes of the clocks."""
    if before % DAY:
        return starts_at - before
    local = starts_at.astimezone(programme.zone)
    return datetime.combine(local.date() - before, local.time(), programme.zone).astimezone(UTC)

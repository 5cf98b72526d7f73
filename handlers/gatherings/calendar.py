"""Sessions as a file for a calendar."""

from collections.abc import Sequence

from documents.calendar_file import Meeting, meetings_file
from domain.gatherings import Gathering, GatheringState, Session
from handlers.context import Ctx
from handlers.gatherings.page_words import session_time
from handlers.gatherings.seeing import Seen
from handlers.gatherings.words import in_house, title, venue_of
from handlers.screen import Attachment


def file_of(ctx: Ctx, here: Seen, sessions: Sequence[Session]) -> Attachment:
    """These sessions for a calendar, the cancelled ones as cancelled; of a private group it says only where."""
    meetings = [_meeting(ctx, here, one) for one in sessions]
    caption = None
    if len(sessions) == 1:
        caption = f"<b>{ctx.tr.value(session_time(ctx, sessions[0]))}</b>"
    return Attachment("nabohuset.ics", meetings_file(meetings, ctx.now), caption)


def _meeting(ctx: Ctx, here: Seen, session: Session) -> Meeting:
    gathering, programme = here.gathering, ctx.programme
    venue = venue_of(programme, gathering, session)
    return Meeting(
        session=session,
        title=_title(ctx, here, session),
        location=f"{venue.name}, {venue.address}",
        at=(programme.house.latitude, programme.house.longitude) if in_house(programme, venue) else None,
        cancelled=_is_off(gathering, session),
    )


def _title(ctx: Ctx, here: Seen, session: Session) -> str:
    if here.rules.private:
        # Others may see her calendar.
        return ctx.tr.text("Appointment in {house}", house=ctx.programme.house.name)
    return title(ctx.tr, ctx.programme, here.gathering, session)


def _is_off(gathering: Gathering, session: Session) -> bool:
    return gathering.state is GatheringState.CANCELLED or not session.stands

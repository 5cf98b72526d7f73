"""The place somebody has in one session: what she is signed up for, what she said, and whether she is there."""

from dataclasses import dataclass
from datetime import datetime

from domain.gathering_rules import GatheringRules
from domain.gatherings import Gathering, GatheringState, Session
from domain.sign_ups import Answer, Attendance, Party, SignUp, SignUpState, looks_after_children
from domain.turnout import Guest, key_of
from handlers.context import Ctx
from storage import gatherings, sign_ups
from storage.engine import Tx


@dataclass(frozen=True, slots=True)
class Seat:
    """One family, or one woman, and one session."""

    gathering: Gathering
    session: Session
    rules: GatheringRules
    sign_up: SignUp | None
    said: Attendance | None

    @property
    def going(self) -> bool:
        """Whether there is a place."""
        return self.sign_up is not None and self.sign_up.state is SignUpState.GOING

    @property
    def single(self) -> bool:
        """Whether to say no to the session is to give the whole place away."""
        return len(self.gathering.sessions) == 1

    def returnable(self, now: datetime) -> bool:
        """Whether who gave the place away can ask for it again; to a hidden group it takes an invitation."""
        return self.single and self.session.starts_at > now and not self.rules.hidden

    @property
    def answer(self) -> Answer | None:
        """What was said to this session."""
        return self.said.answer if self.said else None

    @property
    def party(self) -> Party:
        """Who comes along this time."""
        return self.guest.party or Party()

    @property
    def guest(self) -> Guest:
        """The same as staff count it."""
        one = self.sign_up or self.said
        return Guest(0 if one is None else key_of(self.rules.unit, one.family, one.person), self.sign_up, self.said)

    @property
    def care(self) -> bool:
        """Whether children can be looked after."""
        return looks_after_children(self.rules, self.gathering) and not self.rules.unit.one_person


async def seat_of(ctx: Ctx, tx: Tx, code: str) -> Seat | None:
    """Hers, or her family's, in a session that stands; None where there is nothing of hers."""
    found = await gatherings.find_by_session(tx, code)
    if found is None:
        return None
    seat = await seat_in(ctx, tx, *found)
    return seat if seat is not None and (seat.sign_up is not None or seat.guest.present) else None


async def seat_in(ctx: Ctx, tx: Tx, gathering: Gathering, session: Session) -> Seat | None:
    """What there is of her in a session; None where it does not take place."""
    rules = ctx.programme.rules(gathering.activity)
    if rules is None or not session.stands or gathering.state in (GatheringState.DRAFT, GatheringState.CANCELLED):
        return None
    signed = await sign_ups.sign_up_of(tx, gathering.id, ctx.person, rules.unit)
    said = await sign_ups.attendance_of(tx, session.id, ctx.person.family, ctx.person.id, rules.unit)
    return Seat(gathering, session, rules, signed, said)

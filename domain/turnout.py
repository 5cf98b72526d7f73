"""Who comes to a session, and who was there: what the kitchen, the young sitters and the hosts have to know."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.gathering_rules import Unit
from domain.gatherings import Session
from domain.sign_ups import Answer, Attendance, Party, SignUp, SignUpState


@dataclass(frozen=True, slots=True)
class Guest:
    """One family, or one woman, in one session: how it is signed up, what it said, and whether it was there."""

    key: int
    sign_up: SignUp | None
    said: Attendance | None

    @property
    def family(self) -> int:
        """Whose family it is."""
        one = self.sign_up or self.said
        assert one is not None
        return one.family

    @property
    def going(self) -> bool:
        """Whether it has a place."""
        return self.sign_up is not None and self.sign_up.state is SignUpState.GOING

    @property
    def answer(self) -> Answer | None:
        """What it said to this session; None is that it has not answered."""
        return self.said.answer if self.said else None

    @property
    def expected(self) -> bool:
        """Whether the table is laid for it."""
        return self.going and self.answer is not Answer.NOT_COMING

    @property
    def present(self) -> bool | None:
        """Whether it was there; None is unknown, never no."""
        return self.said.present if self.said else None

    @property
    def party(self) -> Party | None:
        """Who comes along this time; None where nobody has said."""
        if self.said is not None and self.said.party is not None:
            return self.said.party
        return self.sign_up.party if self.sign_up else None


def key_of(unit: Unit, family: int, person: int | None) -> int:
    """What a family or woman is counted by: her number, and below zero that of a family without a phone."""
    if not unit.one_person:
        return family
    return -family if person is None else person


def joined_up(found: Iterable[Attendance], unit: Unit) -> dict[int, Attendance]:
    """One for each family, or woman, by `key_of`: where two families were joined, whoever was there was there."""
    one: dict[int, Attendance] = {}
    for each in found:
        key = key_of(unit, each.family, each.person)
        before = one.get(key)
        if before is not None and before.present and not each.present:
            each = replace(each, present=True, way=before.way)
        one[key] = each
    return one


def guests(sign_ups: Iterable[SignUp], said: Mapping[int, Attendance], unit: Unit) -> list[Guest]:
    """Everybody a session has to do with, in the order of the line; then those who came without a sign-up."""
    by_key: dict[int, SignUp] = {}
    for one in sign_ups:
        by_key.setdefault(key_of(unit, one.family, one.person), one)
    signed = [Guest(key, one, said.get(key)) for key, one in by_key.items()]
    return [*signed, *(Guest(key, None, one) for key, one in said.items() if key not in by_key and one.present)]


@dataclass(frozen=True, slots=True)
class Turnout:
    """Who is expected, in numbers; of allergies and dishes only how many."""

    families: int
    adults: int
    children: Mapping[str, int]
    looked_after: int
    dishes: Mapping[str, int]
    allergies: Mapping[str, int]
    interpreters: Mapping[str, int]
    coming: int
    not_coming: int
    silent: int
    waiting: int
    expected: tuple[Guest, ...] = field(default=(), repr=False)

    @property
    def young(self) -> int:
        """How many children."""
        return sum(self.children.values())


def turnout(everybody: Sequence[Guest]) -> Turnout:
    """Count those who are expected, and what they said."""
    here = [one for one in everybody if one.expected]
    going = [one for one in everybody if one.going]
    parties = [one.party for one in here if one.party is not None]
    needs = [one.sign_up.needs for one in here if one.sign_up is not None]
    return Turnout(
        families=len(here),
        adults=sum(one.adults for one in parties),
        children=summed(one.children for one in parties),
        looked_after=sum(one.young for one in parties if one.childcare),
        dishes=Counter(one.dish for one in needs if one.dish),
        allergies=summed(one.allergies for one in needs),
        interpreters=Counter(one.interpreter for one in needs if one.interpreter),
        coming=sum(one.answer is Answer.COMING for one in going),
        not_coming=sum(one.answer is Answer.NOT_COMING for one in going),
        silent=sum(one.answer is None for one in going),
        waiting=sum(one.sign_up is not None and not one.going for one in everybody),
        expected=tuple(here),
    )


def summed(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    """Counts added up, key by key."""
    found: Counter[str] = Counter()
    for one in counts:
        found.update(one)
    return found


@dataclass(frozen=True, slots=True)
class Progress:
    """How often one family, or one woman, was there, of the sessions that have begun.

    `unknown` are those of which nobody has said; they are neither.
    """

    guest: Guest
    present: int
    unknown: int
    held: int
    completes: int | None

    @property
    def completed(self) -> bool:
        """Whether it has been there often enough by the programme's rule."""
        return self.completes is not None and self.present >= self.completes


def progress(
    sign_ups: Sequence[SignUp],
    begun: Sequence[Session],
    said: Mapping[int, Mapping[int, Attendance]],
    unit: Unit,
    completes: int | None,
) -> list[Progress]:
    """Of everybody who is signed up or was there, how it grows; `said` is by session and family or woman."""
    ever: dict[int, Attendance] = {}
    for one in begun:
        ever |= {key: each for key, each in said.get(one.id, {}).items() if each.present}
    everybody = guests(sign_ups, ever, unit)
    return [_of(one, begun, said, completes) for one in everybody if one.going or one.key in ever]


def _of(
    guest: Guest, begun: Sequence[Session], said: Mapping[int, Mapping[int, Attendance]], completes: int | None
) -> Progress:
    seen = [said.get(one.id, {}).get(guest.key) for one in begun]
    present = sum(one is not None and one.present is True for one in seen)
    unknown = sum(one is None or one.present is None for one in seen)
    return Progress(guest, present, unknown, len(begun), completes)

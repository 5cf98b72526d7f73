"""Years of a house as the registers would hold them, written straight into the tables: many plans' worth at once."""

import random
import secrets
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Table, insert

from domain.programme import Programme
from domain.surveys import Option, Quarter
from storage.appointments import talks
from storage.engine import Tx
from storage.gatherings import gatherings, sessions
from storage.ledgers import outcomes
from storage.people import families, persons, staff
from storage.sign_ups import attendances, sign_ups
from storage.surveys import ballots, survey_invitations, survey_rounds

Row = dict[str, Any]
# Of one plan in one year.
RESIDENTS, TALKS, COUNSELLED, WOMEN, EVENINGS, COURSES, GROUPS = 300, 150, 50, 45, 5, 2, 3
WAYS = ("booked", "called", "drop-in", "walk-in")
TEXTS: Row = {"title": {}, "details": {}}


class Registers:
    """Writes one year of so many plans after another."""

    def __init__(self, programme: Programme, plans: int) -> None:
        self.programme, self.plans, self.chance = programme, plans, random.Random(1)
        self.next: dict[str, int] = {}
        self.tx: Tx

    async def write(self, tx: Tx, years: Iterable[int]) -> None:
        """Write some years more."""
        self.tx = tx
        if not self.next:
            await self._begin()
        for one in years:
            await self._year(one)

    def number(self, table: Table) -> int:
        """The number of the next row."""
        self.next[table.name] = self.next.get(table.name, 0) + 1
        return self.next[table.name]

    async def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Write rows, if there are any."""
        if rows:
            await self.tx.execute(insert(table), list(rows))

    async def _begin(self) -> None:
        """Somebody who enters things."""
        first = datetime(2000, 1, 1, tzinfo=UTC)
        await self.add(families, [{"id": self.number(families), "code": "anna", "created_at": first}])
        anna = {"id": self.number(persons), "family_id": 1, "keyboard": False, "created_at": first, "seen_at": first}
        await self.add(persons, [anna])
        await self.add(staff, [{"id": 1, "person_id": 1, "role": "family-worker", "name": "Anna", "joined_at": first}])

    async def _year(self, year: int) -> None:
        """One year of every plan."""
        asked: list[tuple[str, int, int]] = []
        for _ in range(self.plans):
            there = await self._residents(year)
            await self._talks(year, there[:COUNSELLED])
            asked += [("counselling", family, person) for family, person in there[:COUNSELLED]]
            asked += [("focus", *one) for one in await self._gatherings(year, there)]
        await self._rounds(year, asked)

    def day(self, year: int, number: int, hour: int = 16) -> datetime:
        """So many days into the year."""
        return datetime(year, 1, 1, hour, tzinfo=UTC) + timedelta(days=number)

    async def _residents(self, year: int) -> list[tuple[int, int]]:
        """Three in two families, as many as the house sees in a year; gives the family and the number of each."""
        new = self.day(year, 0)
        homes = [self.number(families) for _ in range(RESIDENTS * 2 // 3)]
        await self.add(families, [{"id": one, "code": secrets.token_hex(8), "created_at": new} for one in homes])
        parents = [*homes, *homes[: RESIDENTS - len(homes)]]
        there = [(one, self.number(persons)) for one in parents]
        known = {"language": "ar", "keyboard": False, "created_at": new, "seen_at": new}
        await self.add(persons, [{"id": person, "family_id": family, **known} for family, person in there])
        return there

    async def _talks(self, year: int, there: Sequence[tuple[int, int]]) -> None:
        def talk(number: int) -> Row:
            held = self.day(year, number * 364 // TALKS, 12)
            row = {"family_id": there[number % len(there)][0], "way": WAYS[number % len(WAYS)], "topic": "letters"}
            return {**row, "held_at": held, "registered_at": held, "staff_id": 1}

        await self.add(talks, [talk(number) for number in range(TALKS)])

    async def _gatherings(self, year: int, there: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """Courses, Mødre Imellem, mothers' groups and evenings; gives whoever the survey about them asks."""
        weekly = [self.day(year, 7 + 7 * week) for week in range(45)]
        courses = [there[60 + 10 * number : 70 + 10 * number] for number in range(COURSES)]
        for number, come in enumerate(courses):
            await self._gathering("course", weekly[20 * number : 20 * number + 9], come, come, 0.8)
        women = there[100 : 100 + WOMEN]
        await self._gathering("mothers", weekly, women, women, 0.35)
        for number in range(GROUPS):
            mothers = there[150 + 12 * number : 162 + 12 * number]
            await self._leave(await self._gathering("group", weekly[:40], mothers, mothers, 0.7), self.day(year, 300))
        for number in range(EVENINGS):
            await self._gathering("evening", [self.day(year, 40 + 60 * number)], there[:27], there[:30], 0.9)
        return [*courses[0], *courses[1], *women]

    async def _gathering(
        self,
        activity: str,
        held: Sequence[datetime],
        signed: Sequence[tuple[int, int]],
        come: Sequence[tuple[int, int]],
        often: float,
    ) -> list[int]:
        made, known = self.number(gatherings), {"staff_id": 1, "childcare": False, "created_at": held[0]}
        row = {"id": made, "code": secrets.token_hex(8), "activity": activity, "state": "open"}
        await self.add(gatherings, [{**row, **TEXTS, **known, "join_code": secrets.token_urlsafe(12)}])
        its = [self._session(made, at) for at in held]
        await self.add(sessions, its)
        places = [self._sign_up(made, *one, held[0]) for one in signed]
        await self.add(sign_ups, places)
        seen = [(one["id"], who) for one in its for who in come if self.chance.random() < often]
        await self.add(attendances, [self._seen(session, *who) for session, who in seen])
        return [one["id"] for one in places]

    def _session(self, gathering: int, at: datetime) -> Row:
        row = {"id": self.number(sessions), "code": secrets.token_hex(8), "gathering_id": gathering, **TEXTS}
        when = {"starts_at": at, "ends_at": at + timedelta(hours=2), "state": "planned", "sequence": 0}
        return {**row, **when, "door": secrets.token_urlsafe(9)}

    def _sign_up(self, gathering: int, family: int, person: int, at: datetime) -> Row:
        row = {"id": self.number(sign_ups), "code": secrets.token_hex(8), "gathering_id": gathering, "state": "going"}
        party = {"adults": 1, "children": {}, "childcare": False, "allergies": {}}
        return {**row, **party, "family_id": family, "person_id": person, "queued_at": at}

    def _seen(self, session: int, family: int, person: int) -> Row:
        return {"session_id": session, "family_id": family, "person_id": person, "food": False, "present": True}

    async def _leave(self, places: Sequence[int], at: datetime) -> None:
        """The mothers of a group have left it, and it is noted what became of most."""
        left = sign_ups.update().where(sign_ups.c.id.in_(places))
        await self.tx.execute(left.values(state="left", ended_at=at))
        values = (("plan", 0, "job"), ("daycare", 1, "started"))
        noted = [(one, *each) for one in places[:10] for each in values]
        rows = [{"sign_up_id": one, "kind": kind, "child": child, "value": value} for one, kind, child, value in noted]
        await self.add(outcomes, [{**one, "staff_id": 1, "noted_at": at} for one in rows])

    async def _rounds(self, year: int, asked: Sequence[tuple[str, int, int]]) -> None:
        """Everybody is asked in one quarter of the year, and three in five answer."""
        for survey in self.programme.surveys:
            for number in range(1, 5):
                its = [one[1:] for one in asked if one[0] == survey.key and one[1] % 4 == number - 1]
                await self._round(survey.key, Quarter(year, number), [one.key for one in survey.questions], its)

    async def _round(
        self, survey: str, quarter: Quarter, questions: Sequence[str], asked: Sequence[tuple[int, int]]
    ) -> None:
        made, begun = self.number(survey_rounds), self.day(quarter.year, 90 * (quarter.number - 1))
        wording = {"questions": {}, "options": {}, "yes": ["a-lot", "mostly"]}
        when = {"year": quarter.year, "quarter": quarter.number, "opened_at": begun}
        closed = {"version": "v1", "closed_at": begun + timedelta(days=121)}
        await self.add(survey_rounds, [{"id": made, "survey": survey, "wording": wording, **when, **closed}])
        answered = [self.chance.random() < 0.6 for _ in asked]
        rows = [self._invitation(made, one[0], said, begun) for one, said in zip(asked, answered, strict=True)]
        await self.add(survey_invitations, rows)
        await self.add(ballots, [self._ballot(made, questions) for said in answered if said])

    def _invitation(self, made: int, family: int, said: bool, at: datetime) -> Row:
        row = {"code": secrets.token_hex(8), "round_id": made, "family_id": family, "activity": "counselling"}
        state = {"state": "answered" if said else "lapsed", "mode": "chat" if said else None, "counted": said}
        return {**row, **state, "due_at": at, "asked_at": at, "language": self.chance.choice(["da", "en", "ar"])}

    def _ballot(self, made: int, questions: Sequence[str]) -> Row:
        said = {one: self.chance.choice([*[Option.A_LOT.value] * 5, Option.NO.value]) for one in questions}
        row = {"id": secrets.token_hex(16), "round_id": made, "choices": said}
        return {**row, "complete": True, "counted": True}

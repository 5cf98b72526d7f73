"""Gatherings for conversations, made as staff make them, and the ways of residents through them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.gatherings import About, Gathering, GatheringState
from domain.people import Role
from domain.slots import Span
from storage import gatherings, people
from storage.engine import Tx
from tests.town import MONDAY, Citizen, Town

# Ten days from the Monday on which every town begins: a Thursday.
EVENING = MONDAY.replace(day=3, month=12, hour=17, minute=0)
COURSE = MONDAY.replace(day=1, month=12, hour=16, minute=0)


async def open_evening(
    town: Town,
    about: About | None = None,
    *,
    at: datetime = EVENING,
    places: int | None = 30,
    childcare: bool = True,
    activity: str = "evening",
    state: GatheringState = GatheringState.OPEN,
) -> Gathering:
    """A family evening, open to all."""
    span, about = Span(at, at + timedelta(hours=2, minutes=30)), about or About("sleep")
    return await open_gathering(town, activity, [span], about, places=places, childcare=childcare, state=state)


async def open_course(town: Town, *, at: datetime = COURSE, times: int = 8, places: int | None = 10) -> Gathering:
    """A family course on the same evening of so many weeks."""
    return await open_gathering(town, "course", weekly(at, times, hours=3), places=places, childcare=True)


async def open_mothers(town: Town, *, at: datetime = COURSE, times: int = 4) -> Gathering:
    """Mødre Imellem: so many weeks, for as many as come."""
    return await open_gathering(town, "mothers", weekly(at, times, hours=2))


async def open_group(town: Town, *, at: datetime = COURSE, times: int = 10) -> Gathering:
    """A mothers' group, which only those who are invited learn of."""
    return await open_gathering(town, "group", weekly(at, times, hours=2))


def weekly(at: datetime, times: int, *, hours: float) -> list[Span]:
    """The same hours of so many weeks, by the clock on the wall."""
    days = [at + timedelta(weeks=week) for week in range(times)]
    return [Span(day, day + timedelta(hours=hours)) for day in days]


async def open_gathering(
    town: Town,
    activity: str,
    spans: Sequence[Span],
    about: About | None = None,
    *,
    places: int | None = None,
    childcare: bool = False,
    state: GatheringState = GatheringState.OPEN,
) -> Gathering:
    """A gathering with these sessions, as staff left it."""
    async with town.running.database.transaction() as tx:
        made = await _make(tx, town, activity, about or About(), places, childcare)
        await gatherings.add_sessions(tx, made.id, [(span, About()) for span in spans])
        if state is not GatheringState.DRAFT:
            await gatherings.move_gathering(tx, made.id, GatheringState.OPEN, town.now)
        if state not in (GatheringState.DRAFT, GatheringState.OPEN):
            await gatherings.move_gathering(tx, made.id, state, town.now)
        return await gatherings.get_gathering(tx, made.id)


async def _make(tx: Tx, town: Town, activity: str, about: About, places: int | None, childcare: bool) -> Gathering:
    """A draft by whoever is first in the roster."""
    everybody = await people.staff_with(tx, Role)
    assert everybody, "somebody has to plan it"
    assert everybody[0].staff is not None
    code = await gatherings.make_gathering(tx, activity, about, places, childcare, everybody[0].staff.id, town.now)
    found = await gatherings.find_gathering(tx, code)
    assert found is not None
    return found


async def looks_at(someone: Citizen, gathering: Gathering) -> None:
    """Her screen becomes the page of a gathering, as if from a poster."""
    await someone.starts(f"g-{gathering.code}")


async def fills_in(someone: Citizen, *, adults: int = 2, children: Sequence[str] = (), care: bool = True) -> None:
    """The questions to a family, up to the summary, with nothing that is not needed; `children` are such as 3-5."""
    await someone.taps("✅ Sign up" if someone.label("✅ Sign up") in someone.sees else "✅ Get in line")
    label = someone.tr.ntext("{n} adult", "{n} adults", 2) if adults == 2 else str(adults)
    await someone.taps_label(label)
    for ages in children:
        first, _, last = ages.partition("-")
        await someone.taps_label(someone.tr.text("{first}–{last} years", first=first, last=last))
    await someone.taps("✔️ Go on" if children else "No children")
    if someone.reads("Shall we look after the children?"):
        await someone.taps("Yes" if care else "No")
    if someone.reads("What do you bring to eat? Your own food, or something to share."):
        await someone.taps("Our own food")
    await someone.taps("✔️ Go on")


async def signs_up(someone: Citizen, gathering: Gathering, *, adults: int = 2, children: Sequence[str] = ()) -> None:
    """From the poster to the end, without reminders where she is asked."""
    await looks_at(someone, gathering)
    await fills_in(someone, adults=adults, children=children)
    labels = ("✅ Sign us up", "✅ Yes, no reminders", "✅ Get in line")
    await someone.taps(next(label for label in labels if someone.label(label) in someone.sees))


async def same_family(town: Town, *residents: Citizen) -> None:
    """Staff have found out that these are one family."""
    async with town.running.database.transaction() as tx:
        known = await people.persons_of(tx, [one.phone.id for one in residents])
        ids = [known[one.phone.id].id for one in residents]
        family = known[residents[0].phone.id].family
        await tx.execute(people.persons.update().where(people.persons.c.id.in_(ids)).values(family_id=family))

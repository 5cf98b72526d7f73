"""What is over for which families, as the programme's surveys ask about it."""

from collections.abc import Iterable
from datetime import date, datetime, time

from domain.asking import Over, asked_at, asks_until, counted_on, fixed_spans, oldest_asked
from domain.criteria import Measure
from domain.gathering_rules import GatheringRules, Unit
from domain.programme import Programme
from domain.registers import WAYS
from domain.slots import Span, utc
from domain.surveys import After, Occasion, Survey
from storage import sign_ups_due
from storage import survey_occasions as registers
from storage.engine import Tx
from storage.survey_occasions import Presence


async def over_now(tx: Tx, programme: Programme, survey: Survey, now: datetime) -> list[Over]:
    """All that this survey asks about and that can still be asked about, the first in the order of the programme."""
    found = [one for occasion in survey.occasions for one in await _over(tx, programme, survey, occasion, now)]
    return [one for one in found if now < asks_until(programme, one.quarter)]


async def due_now(tx: Tx, programme: Programme, survey: Survey, now: datetime) -> list[Over]:
    """Of these, what it is time to ask about."""
    return [one for one in await over_now(tx, programme, survey, now) if asked_at(programme, survey, one.at) <= now]


async def _over(tx: Tx, programme: Programme, survey: Survey, occasion: Occasion, now: datetime) -> list[Over]:
    first, rules = oldest_asked(programme, now), programme.rules(occasion.activity)
    since = utc(programme, first.begins_on, time(0))
    match occasion.after:
        case After.MATTER:
            return await _matters(tx, programme, survey, occasion.activity, first.year, now)
        case After.END if rules is not None:
            there = await registers.present_until_the_end(tx, occasion.activity, since, now)
            return _of_those(programme, occasion.activity, rules, there)
        case After.DAYS if rules is not None:
            spans = fixed_spans(programme, occasion, now)
            there = [one for span in spans for one in await registers.present_within(tx, occasion.activity, span)]
            return _of_those(programme, occasion.activity, rules, there)
        case After.LEAVING if rules is not None:
            return await _left(tx, programme, occasion.activity, since, now)
    return []


def ways_asked(programme: Programme, survey: Survey) -> tuple[str, ...]:
    """The talks a survey asks about: those of the criterion that counts its answers."""
    counted = [one for one in programme.criteria if one.survey == survey.key and one.measure is Measure.ANSWERS]
    return tuple(dict.fromkeys(way for one in counted for way in one.ways)) or WAYS


async def _matters(tx: Tx, programme: Programme, survey: Survey, activity: str, year: int, now: datetime) -> list[Over]:
    """Matters that are closed, each for those who asked themselves.

    Nobody learns by our question that somebody else of her family was here: of a talk that nobody asked for here we
    ask only where the family has one phone.
    """
    ways, since = ways_asked(programme, survey), utc(programme, date(year, 1, 1), time(0))
    found = await registers.matters_over(tx, ways, since, now)
    themselves = await registers.asked_themselves(tx, ways, since)
    phones: dict[int, list[int]] = {}
    for one in await registers.residents_of(tx, [matter.family for matter in found]):
        phones.setdefault(one.family, []).append(one.id)
    return [
        Over(
            activity,
            matter.family,
            matter.over_at,
            counted_on(programme, matter.over_at, matter.talked_at),
            _who(phones.get(matter.family, []), themselves),
        )
        for matter in found
    ]


def _who(phones: list[int], themselves: set[int]) -> frozenset[int]:
    return frozenset(phones if len(phones) == 1 else themselves & set(phones))


def _of_those(programme: Programme, activity: str, rules: GatheringRules, there: Iterable[Presence]) -> list[Over]:
    """One for each family that was there, as late as it was there last; women are asked themselves."""
    found: dict[tuple[int, date], Over] = {}
    for one in there:
        on = counted_on(programme, one.over_at, one.last_there_at)
        before = found.get((one.family, on))
        women = frozenset(filter(None, [one.person])) | (before.persons or frozenset() if before else frozenset())
        persons = None if rules.unit is Unit.FAMILY else women
        at = max(one.over_at, before.at) if before else one.over_at
        found[one.family, on] = Over(activity, one.family, at, on, persons)
    return list(found.values())


async def _left(tx: Tx, programme: Programme, activity: str, since: datetime, now: datetime) -> list[Over]:
    """Women whose group is left or over, if it met while they were in it."""
    found = []
    for one, over_at in await sign_ups_due.left_between(tx, activity, since, now):
        if await registers.sessions_begun(tx, one.gathering, Span(one.queued_at, over_at)):
            persons = frozenset(filter(None, [one.person]))
            found.append(Over(activity, one.family, over_at, counted_on(programme, over_at, over_at), persons))
    return found

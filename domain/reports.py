"""What of a year's figures somebody may read, and what of small counts may be shown."""

from collections.abc import Mapping
from dataclasses import replace

from domain.access import Reach, Right, reach, reads
from domain.criteria import COUNSELLING, Criterion
from domain.disclosure import FEWEST
from domain.figures import Figure, Verdict, Year
from domain.people import Person
from domain.programme import Programme

# All the small ones together.
OTHER = "other"


def criteria_read(year: Year, person: Person | None) -> tuple[Criterion, ...]:
    """The criteria of a year this person may read, in their order; without a person all, for the command line."""
    return tuple(one for one in year.criteria if person is None or reads(person, one))


def visible(year: Year, programme: Programme, person: Person | None) -> Year:
    """The year as this person may read it: her own criteria, and what belongs to their activities, nothing else."""
    if person is None or reach(person, Right.REPORT) is Reach.ALL:
        return year
    hers = criteria_read(year, person)
    keys, activities = {one.key for one in hers}, {key for one in hers for key in one.activities}
    surveys = {one.key for one in programme.surveys if set(one.activities) <= activities}
    return replace(
        year,
        figures=tuple(one for one in year.figures if one.criterion in keys),
        talks=year.talks if COUNSELLING in activities else 0,
        themes={survey: said for survey, said in year.themes.items() if survey in surveys},
    )


def has_data(year: Year) -> bool:
    """Whether anything at all was counted, answered or entered in it."""
    return year.closed_on is not None or any(map(has_said, year.figures))


def has_said(figure: Figure) -> bool:
    """Whether anything was counted, asked or entered for it."""
    reached = figure.response is not None and figure.response.population > 0
    return bool(figure.value or figure.of or figure.unknown or figure.singles or reached)


def folded(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts that may be shown, biggest first; those of fewer than five are put together.

    If they are fewer than five even together, the smallest that was shown joins them: nothing can be subtracted. Of
    fewer than five in all, nothing is shown.
    """
    shown = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    rest = 0
    while shown and (shown[-1][1] < FEWEST or 0 < rest < FEWEST):
        rest += shown.pop()[1]
    return {**dict(shown), **({OTHER: rest} if rest >= FEWEST else {})}


def is_proven(figure: Figure) -> bool:
    """Whether a figure stands as it is: a count does, and a share of which the silent ones could change nothing."""
    if figure.joint is None:
        return figure.verdict is not Verdict.MET_AMONG_ANSWERED
    yes = figure.joint.yes
    return yes is not None and yes.exact and figure.verdict in (Verdict.MET, Verdict.NOT_MET)

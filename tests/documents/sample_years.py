"""Years as a report may meet them: every kind of figure, every verdict, ranges, a closed year and a running one."""

from datetime import date

from bot.settings import PROGRAMME
from bot.wiring import load_programme
from domain.figures import Figure, Known, Response, Share, Single, Verdict, Year
from domain.programme import Programme
from domain.reports import folded

# What must be written in a closed year, and what in a running one.
CLOSED, RUNNING = 2025, 2026


def programme() -> Programme:
    """The programme of Viby Syd."""
    return load_programme(PROGRAMME)


def exact(yes: int, answered: int, population: int, interval: tuple[float, float] | None = None) -> Share:
    """A share of which everything may be said."""
    silent = population - answered
    bounds = (yes / population, (yes + silent) / population)
    return Share(Known(yes, yes), answered, population, interval, bounds)


def _helped() -> Figure:
    response = Response(
        50,
        46,
        30,
        withheld=2,
        begun=3,
        declined=4,
        apart=2,
        by_language={"ar": (12, 20), "da": (10, 14)},
        by_mode={"chat": 24, "paper": 5, "house": 1},
    )
    return Figure(
        "counselling-helped",
        CLOSED,
        Verdict.MET_AMONG_ANSWERED,
        joint=exact(24, 30, 50, (0.69, 0.88)),
        parts={"help": Share(Known(26, 30), 30, 50), "tools": exact(25, 30, 50), "next-time": Share(None, 30, 50)},
        response=response,
        versions=("counselling-1a2b3c",),
        as_of=date(2026, 1, 31),
        registered=folded({"guided": 40, "bridged": 11, "referred": 6, "further": 3, "missed": 2}),
    )


def _focus() -> Figure:
    hidden = Share(Known(26, 30), 30, 38)
    response = Response(38, 36, 30, by_mode={"chat": 30})
    return Figure("focus-experienced", CLOSED, Verdict.MET, joint=hidden, response=response, as_of=date(2026, 1, 31))


def closed_year() -> Year:
    """A year that was closed, with every kind of figure."""
    courses = (Single("c1", date(2025, 2, 4), 8, 10), Single("c2", date(2025, 9, 2), 7, 9))
    evenings = tuple(Single(f"e{n}", date(2025, n, 6), 20 + n) for n in (2, 4, 9, 11))
    area = (("absence", 6.1, Verdict.MET), ("marks", 4.9, Verdict.NOT_MET), ("social-rules", None, Verdict.TOO_FEW))
    return Year(
        CLOSED,
        (
            Figure("counselling-families", CLOSED, Verdict.MET, 73, as_of=date(2026, 2, 3)),
            _helped(),
            Figure("course-completed", CLOSED, Verdict.NOT_MET, 7, singles=courses, as_of=date(2026, 2, 3)),
            Figure("mothers-women", CLOSED, Verdict.MET, 34, as_of=date(2026, 2, 3)),
            _focus(),
            Figure("group-mothers", CLOSED, Verdict.NOT_MET, 22, as_of=date(2026, 2, 3)),
            Figure("group-daycare", CLOSED, Verdict.MET, 12, of=15, unknown=3, as_of=date(2026, 2, 3)),
            Figure("group-plan", CLOSED, Verdict.TOO_FEW, 0, of=0, unknown=4, as_of=date(2026, 2, 3)),
            Figure(
                "group-experienced",
                CLOSED,
                Verdict.TOO_FEW,
                joint=Share(None, 6, 22),
                response=Response(22, 9, 6, by_mode={"chat": 6}),
                as_of=date(2026, 1, 31),
            ),
            Figure("evenings-held", CLOSED, Verdict.MET, 4, singles=evenings, as_of=date(2026, 2, 3)),
            Figure("evenings-families", CLOSED, Verdict.MET, 26.5, singles=evenings, as_of=date(2026, 2, 3)),
            *(
                Figure(key, CLOSED, verdict, value, source="BoSocData <2026>", as_of=date(2025, 12, 31))
                for key, value, verdict in area
            ),
        ),
        closed_on=date(2026, 2, 3),
        talks=138,
        criteria=programme().criteria,
        themes={"counselling": ("Flere tider om aftenen", "=1+1 & <b>"), "group": ("Et større rum",)},
    )


def running_year() -> Year:
    """A year under way: of a survey only whether it reaches the goal so far."""
    day = date(2026, 11, 23)
    counselling = Response(31, 24, 14, by_mode={"chat": 14})
    return Year(
        RUNNING,
        (
            Figure("counselling-families", RUNNING, Verdict.ON_THE_WAY, 41, as_of=day),
            Figure(
                "counselling-helped",
                RUNNING,
                Verdict.MET_AMONG_ANSWERED,
                joint=Share(Known(11, 14), 14, 31),
                response=counselling,
                as_of=date(2026, 10, 31),
            ),
            Figure(
                "course-completed",
                RUNNING,
                Verdict.ON_THE_WAY,
                9,
                singles=(Single("c3", date(2026, 2, 3), 9, 10),),
                as_of=day,
            ),
            Figure("mothers-women", RUNNING, Verdict.ON_THE_WAY, 21, as_of=day),
            Figure(
                "focus-experienced",
                RUNNING,
                Verdict.ON_THE_WAY,
                joint=Share(Known(0, 6), 9, 20),
                response=Response(20, 12, 9),
                as_of=date(2026, 7, 31),
            ),
            Figure("group-mothers", RUNNING, Verdict.ON_THE_WAY, 12, as_of=day),
            Figure("group-daycare", RUNNING, Verdict.TOO_FEW, 0, of=0, as_of=day),
            Figure("group-plan", RUNNING, Verdict.ON_THE_WAY, 2, of=4, unknown=1, as_of=day),
            Figure("evenings-held", RUNNING, Verdict.MET, 4, as_of=day),
            Figure("evenings-families", RUNNING, Verdict.ON_THE_WAY, 22.8, as_of=day),
        ),
        talks=66,
    )

"""The measurement itself: both bots hold the same conversation, and ratios are ours to the peer's."""

import pytest

from benchmarks.contestants import OURS, PEER, Contestant
from benchmarks.report import measure_figures
from benchmarks.rounds import Load, Measured, Plan, Start, measure
from benchmarks.table import compare, lines, table

PLAN = Plan(rounds=1, people=2, conversations=1, alone=1)
# /start and ten taps; every tap is let go and changes the screen, and the last one brings a text, a place and a file.
UPDATES, CALLS = 11, 1 + 10 + 9 + 3


@pytest.mark.slow
@pytest.mark.parametrize("contestant", [OURS, PEER], ids=lambda one: one.name)
async def test_a_bot_answers_everybody_with_the_same_calls(contestant: Contestant) -> None:
    stages: list[str] = []
    found = await measure(contestant, PLAN, 1, stages.append)
    assert (found.alone.updates, found.alone.calls) == (UPDATES, CALLS)
    # Two who want the same hour need a tap more.
    assert found.many.updates >= 2 * UPDATES
    assert found.start.cpu > 0
    assert 10 < found.idle <= found.peak
    assert stages == ["first start", "start", "one person", "2 people"]


@pytest.mark.slow
async def test_years_of_registers_are_written_and_their_figures_timed() -> None:
    found = await measure_figures(1, (1, 2))
    rows = [line.split("|")[1:3] for line in found[2:4]]
    assert [int(years) for years, _ in rows] == [1, 2]
    # More than three thousand rows of each plan and year.
    assert all(int(number.replace(",", "")) > 3000 * int(years) for years, number in rows)


def test_ratios_are_of_medians_ours_to_the_peers() -> None:
    ours, peer = [_measured(cpu) for cpu in (1.0, 2.0, 9.0)], [_measured(cpu) for cpu in (8.0, 0.1, 4.0)]
    first = compare(lines(PLAN), ours, peer)[0]
    assert (first["ours"], first["peer"], first["ratio"]) == (20.0, 40.0, 0.5)
    assert table([first]).splitlines()[-1] == "| 2 people: CPU per update | 20.0 ms |   40.0 ms |  0.50 | ≤ 0.5 |"


def _measured(cpu: float) -> Measured:
    load = Load(updates=100, calls=200, cpu=cpu, p50=0.1, p99=0.2, took=1.0)
    return Measured(Start(1.0, 0.5), Start(1.0, 0.5), 50.0, load, load, 60.0)

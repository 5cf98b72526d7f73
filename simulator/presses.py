"""Presses of inline buttons: each spins on the phone until it is answered or too old."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from simulator.clock import Clock
from simulator.refusals import bad_request
from simulator.updates import PRESS_LIFE

if TYPE_CHECKING:
    from simulator.people import Person

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
LONGEST_TEXT = 200


@dataclass(eq=False)
class Press:
    """One press by one person."""

    id: str
    person: Person
    at: datetime


class Presses:
    """Every press there was, by its id."""

    def __init__(self, clock: Clock, chance: Random) -> None:
        self._clock = clock
        self._chance = chance
        self._by_id: dict[str, Press] = {}
        self._open: defaultdict[int, set[Press]] = defaultdict(set)

    def begin(self, person: Person) -> Press:
        press = Press(str(self._chance.getrandbits(62)), person, self._clock.now())
        self._by_id[press.id] = press
        self._open[person.id].add(press)
        return press

    def alive(self, press: Press) -> bool:
        return self._clock.now() - press.at < PRESS_LIFE

    def answer(self, press_id: str) -> Press:
        """Stop the spinning; a second answer in time changes nothing."""
        press = self._by_id.get(press_id)
        if press is None or not self.alive(press):
            raise bad_request(TOO_OLD)
        self._open[press.person.id].discard(press)
        return press

    def spinning(self, person: Person) -> int:
        return sum(self.alive(press) for press in self._open[person.id])

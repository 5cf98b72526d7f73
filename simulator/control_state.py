"""What the page shows, as JSON: the people with their chats, the clock, and the bot as it really stands."""

import asyncio
import secrets
from typing import Any
from zoneinfo import ZoneInfo

from simulator.clock import Clock
from simulator.control_bot import BotState
from simulator.control_chat import Json, person_as_json
from simulator.scenes import Stage
from simulator.telegram import LocalTelegram

# Browsers and proxies give up on an answer that takes longer than half a minute.
LONGEST_WAIT = 25.0
# When something is due next is written into a file and the bot may end by itself: nobody tells us of either.
LOOK_AGAIN = 0.25


class State:
    """The whole state with a number that rises whenever something in it has changed."""

    def __init__(
        self, telegram: LocalTelegram, bot: BotState, stage: Stage, zone: ZoneInfo, *, roles: list[str], title: str
    ) -> None:
        self._telegram, self._bot, self._stage, self._zone = telegram, bot, stage, zone
        self._fixed = {"title": title, "roles": roles}
        # A page that waits for a server which was started again must not take the new numbers for the old ones.
        self._number = secrets.randbelow(2**32)
        self._seen = self._look()

    @property
    def changed(self) -> int:
        seen = self._look()
        if seen != self._seen:
            self._seen = seen
            self._number += 1
        return self._number

    def _look(self) -> tuple[Any, ...]:
        return self._telegram.changed, self._telegram.clock.next_due, self._bot.as_json()

    async def other_than(self, number: int | None) -> Json:
        """Give the state once it is not the one with this number, or after a while all the same."""
        looking = asyncio.create_task(self._look_again(number))
        try:
            await self._telegram.until(lambda: self.changed != number, seconds=LONGEST_WAIT)
        except TimeoutError:
            pass
        finally:
            looking.cancel()
        return self.as_json()

    async def _look_again(self, number: int | None) -> None:
        """Wake the waiting one when something has changed of which nobody tells us."""
        while self.changed == number:  # noqa: ASYNC110, for a file and another process raise no event here
            await asyncio.sleep(LOOK_AGAIN)
        self._telegram.touch()

    def as_json(self) -> Json:
        people = [person_as_json(person) for person in self._telegram.people.values()]
        clock = clock_as_json(self._telegram.clock, self._zone)
        here = {"bot": self._bot.as_json(), "stage": self._stage.as_json(), "people": people}
        return {"changed": self.changed, **self._fixed, "clock": clock, **here}


def clock_as_json(clock: Clock, zone: ZoneInfo) -> Json:
    due = clock.next_due
    return {
        "now": clock.now().astimezone(zone).isoformat(),
        "zone": zone.key,
        "frozen": clock.frozen,
        "next_due": due and due.astimezone(zone).isoformat(),
    }

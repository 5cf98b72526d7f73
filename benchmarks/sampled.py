"""Runs our bot and, from the moment it is poked, looks every few milliseconds of processor time at what it is doing.

`python -m benchmarks.sampled FILE` does what `python -m bot run` does, and writes what it saw when it ends. Looking
now and then leaves the bot as fast as it is; the standard library's profiler makes small functions look dear, and
loses its way where SQLAlchemy jumps between greenlets.
"""

import atexit
import json
import runpy
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import greenlet  # type: ignore[import-untyped]

EVERY = 0.005

Place = tuple[str, int, str]


class Looker:
    """Counts in which functions the main thread was found: at the bottom of the stack, and anywhere on it."""

    def __init__(self) -> None:
        self.own: Counter[Place] = Counter()
        self.all: Counter[Place] = Counter()

    def begin(self, *_: object) -> None:
        """Look from now on."""
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)

    def write(self, file: Path) -> None:
        """Stop looking; write down every place: file, line, name, times at the bottom, times on the stack."""
        signal.setitimer(signal.ITIMER_PROF, 0)
        file.write_text(json.dumps([(*place, self.own[place], times) for place, times in self.all.items()]))

    def _look(self, _signal: int, frame: FrameType | None) -> None:
        stack = list(_stack(frame))
        self.own[stack[0]] += 1
        self.all.update(set(stack))


def _stack(frame: FrameType | None) -> Iterator[Place]:
    """Every function under way, innermost first; through the greenlets, whose stacks end where they were entered."""
    current = greenlet.getcurrent()
    while frame is not None:
        code = frame.f_code
        yield code.co_filename, code.co_firstlineno, code.co_qualname
        frame = frame.f_back
        if frame is None and current.parent is not None:
            current = current.parent
            frame = current.gr_frame


def main() -> None:
    """Run the bot, looking."""
    file, looker = Path(sys.argv[1]), Looker()
    signal.signal(signal.SIGUSR1, looker.begin)
    atexit.register(looker.write, file)
    sys.argv = ["nabobot", "run"]
    runpy.run_module("bot", run_name="__main__")


if __name__ == "__main__":
    main()

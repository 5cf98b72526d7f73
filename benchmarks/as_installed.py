"""Our bot as it is where people use it: structlog loads `rich` where it finds it, and only the tests bring it."""

import runpy
import sys

ONLY_FOR_TESTS = ("rich",)


def main() -> None:
    """Hide what is not installed with the bot, and run it."""
    hidden: dict[str, None] = dict.fromkeys(ONLY_FOR_TESTS)
    sys.modules.update(hidden)  # type: ignore[arg-type]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

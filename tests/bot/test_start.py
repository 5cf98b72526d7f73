"""What the bot does not load before it serves anybody: every start would pay for it in time or memory."""

import subprocess
import sys
from pathlib import Path

from tests.town import KEY

# Printing, calendars, servers, migrations, other commands, and machinery of libraries that we have no use for.
LATER = (
    *("segno", "typst", "icalendar", "xlsxwriter", "alembic", "asyncpg", "uvicorn", "starlette.applications"),
    *("sqlalchemy.dialects.postgresql", "sqlalchemy.orm", "aiohttp.web", "simulator"),
    *("bot.demo", "bot.doctor", "bot.roster", "bot.slip", "bot.webhook", "storage.migrate", "storage.on_server"),
)
START = """
import sys
from bot.cli import main
import bot.run
from storage.cipher import Cipher
from storage.engine import Database
Database("sqlite+aiosqlite:///{file}", Cipher(["{key}"]))
print(*sys.modules)
"""


def test_what_is_not_needed_at_the_start_is_loaded_where_it_is_used(tmp_path: Path) -> None:
    script = START.format(key=KEY, file=tmp_path / "house.sqlite3")
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    loaded = set(out.split())
    assert {"bot.run", "handlers.house_rules", "storage.on_file", "telegram", "sqlalchemy"} <= loaded
    assert loaded.isdisjoint(LATER), sorted(loaded.intersection(LATER))

"""The command line: what scripts rely on, and one clear line for everything that goes wrong."""

import asyncio
import re
import stat
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.settings import PROGRAMME, Settings, read_settings
from bot.wiring import open_database
from domain.people import Invitation, Role
from simulator import Clock
from storage import invitations, people
from storage.engine import Tx

KEY = "tK0o5kS0z7mUuUYFxTnT8oUKqNMIK8Yw1G8R7C1q0cA="
TOKEN = "1234567:CANARY-secret_token"
T = TypeVar("T")
Nabobot = Callable[..., Result]


@pytest.fixture
def given(tmp_path: Path) -> dict[str, str]:
    """Settings of a house that has never been opened, far from any real one."""
    said = {"TOKEN": TOKEN, "DATA": str(tmp_path / "data"), "SECRET_KEY": KEY, "API_URL": "http://127.0.0.1:1"}
    silent = ("DATABASE_URL", "PROGRAMME", "PACE", "CLOCK_FILE", "WEBHOOK_URL", "WEBHOOK_SECRET", "LISTEN")
    return {f"NABOBOT_{name}": value for name, value in {**dict.fromkeys(silent, ""), **said}.items()}


@pytest.fixture
def nabobot(given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Nabobot:
    """The command line, in the surroundings of the test."""
    monkeypatch.setattr("bot.logs.start_logging", lambda *_: None)

    def run(*words: str, **settings: str) -> Result:
        surroundings = {**given, **{f"NABOBOT_{name}": value for name, value in settings.items()}}
        for name, value in surroundings.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("bot.command.read_settings", lambda **more: read_settings(surroundings, None, **more))
        return CliRunner().invoke(main, words)

    return run


def in_the_house(given: dict[str, str], doing: Callable[[Tx], Awaitable[T]]) -> T:
    """Do something in the database of the house."""

    async def done() -> T:
        database = await open_database(settings_of(given))
        async with database.transaction() as tx:
            found = await doing(tx)
        await database.close()
        return found

    return asyncio.run(done())


def settings_of(given: dict[str, str]) -> Settings:
    return read_settings(given, None)


def trouble(result: Result) -> str:
    """The one line with which a command that failed says why."""
    assert result.exit_code == 1
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("nabobot: ")
    assert "CANARY" not in line
    return line.removeprefix("nabobot: ")


def test_an_invitation_lets_in_whom_it_names_once(nabobot: Nabobot, given: dict[str, str]) -> None:
    result = nabobot("invite", "family-worker", "--name", "Mette", "--bot", "@nabo_bot")
    assert result.exit_code == 0
    link, *drawn = result.stdout.splitlines()
    payload = re.fullmatch(r"https://t\.me/nabo_bot\?start=([A-Za-z0-9_-]{32,64})", link)
    assert payload is not None
    assert len(drawn) > 15

    async def used(tx: Tx) -> list[Invitation | None]:
        person = await people.add_person(tx, 5, "da", Clock().now())
        return [await invitations.use_invitation(tx, payload[1], person.id, Clock().now()) for _ in range(2)]

    first, second = in_the_house(given, used)
    assert first is not None
    assert (first.role, first.name, second) == (Role.FAMILY_WORKER, "Mette", None)


def test_the_database_is_nobody_elses_to_read(nabobot: Nabobot, tmp_path: Path) -> None:
    assert nabobot("invite", "leader", "--bot", "x", SECRET_KEY="").exit_code == 0
    data = tmp_path / "data"
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert {path.name for path in data.iterdir()} >= {"nabobot.sqlite3", "secret.key"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in data.iterdir()} == {0o600}


def test_without_its_key_a_house_stays_shut(nabobot: Nabobot, tmp_path: Path) -> None:
    nabobot("invite", "leader", "--bot", "x", SECRET_KEY="")
    (tmp_path / "data" / "secret.key").unlink()
    assert trouble(nabobot("staff", "list", SECRET_KEY="")).startswith("NABOBOT_SECRET_KEY is missing, and so is")


def test_with_another_key_a_house_stays_shut(nabobot: Nabobot, given: dict[str, str]) -> None:
    async def named(tx: Tx) -> None:
        person = await people.add_person(tx, 5, "da", Clock().now())
        await people.name_person(tx, person.id, "Amina")

    in_the_house(given, named)
    other = KEY[::-1][1:] + "="
    assert "cannot be opened with the keys" in trouble(nabobot("staff", "list", SECRET_KEY=other))
    assert nabobot("staff", "list", SECRET_KEY=f"{other},{KEY}").exit_code == 0


def test_staff_are_listed_and_removed_by_name_or_number(nabobot: Nabobot, given: dict[str, str]) -> None:
    async def joined(tx: Tx) -> None:
        for number, name in enumerate(("Mette", "Sara", "Sara")):
            person = await people.add_person(tx, number, "da", Clock().now())
            await people.join_staff(tx, person.id, Role.FAMILY_WORKER, name, Clock().now())

    in_the_house(given, joined)
    listed = nabobot("staff", "list").stdout.splitlines()
    assert listed == ["1\tfamily-worker\tMette", "2\tfamily-worker\tSara", "3\tfamily-worker\tSara"]
    assert "more than one is called 'sara'; give one of the numbers 2, 3" in trouble(nabobot("staff", "remove", "sara"))
    assert nabobot("staff", "remove", "2").stdout.startswith("Sara is off the roster; 0 of her requests")
    assert nabobot("staff", "remove", "METTE").exit_code == 0
    assert nabobot("staff", "list").stdout.splitlines() == ["3\tfamily-worker\tSara"]
    assert "nobody in the roster is called 'Mette'" in trouble(nabobot("staff", "remove", "Mette"))


def test_a_programme_file_is_checked(nabobot: Nabobot, tmp_path: Path) -> None:
    assert nabobot("programme", "check", str(PROGRAMME)).stdout.startswith("✓ Helhedsplanen Viby Syd")
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(
        PROGRAMME.read_text("utf-8").replace('zone = "Europe/Copenhagen"', 'zone = "Europe/Viby"'), "utf-8"
    )
    assert "'Europe/Viby' is no time zone" in trouble(nabobot("programme", "check", str(wrong)))
    wrong.write_text("plan = [")
    assert "is not TOML" in trouble(nabobot("programme", "check", str(wrong)))
    assert "cannot be read" in trouble(nabobot("programme", "check", str(tmp_path / "none.toml")))


def test_a_partner_gets_her_slips_as_a_file(nabobot: Nabobot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert nabobot("slip", "skole", "--bot", "@nabo_bot", TOKEN="").stdout == "skole.pdf\n"
    page = (tmp_path / "skole.pdf").read_bytes()
    assert page.startswith(b"%PDF-")
    assert b"https://t.me/nabo_bot?start=skole" in page
    elsewhere = tmp_path / "print me.pdf"
    assert nabobot("slip", "skole", "--bot", "nabo_bot", "--out", str(elsewhere)).stdout == f"{elsewhere}\n"
    assert elsewhere.read_bytes() == page
    assert not (tmp_path / "data").exists()


def test_slips_that_cannot_be_made_say_why(nabobot: Nabobot, tmp_path: Path) -> None:
    unknown = trouble(nabobot("slip", "klinik", "--bot", "x"))
    assert unknown.startswith("the programme has no partner 'klinik'; it has: skole, dagtilbud, ")
    nowhere = str(tmp_path / "none" / "slips.pdf")
    assert trouble(nabobot("slip", "skole", "--bot", "x", "--out", nowhere)).startswith(f"{nowhere} cannot be used")
    assert "Telegram could not be asked (NotSent)" in trouble(nabobot("slip", "skole"))


def test_a_new_key_is_one_that_is_understood(nabobot: Nabobot) -> None:
    key = nabobot("key").stdout.strip()
    assert read_settings({"NABOBOT_TOKEN": TOKEN, "NABOBOT_SECRET_KEY": key}, None).secret_keys == (key,)


@pytest.mark.parametrize("command", ["run", "doctor", "invite leader"])
def test_mistakes_in_the_settings_are_lines_and_not_a_traceback(nabobot: Nabobot, command: str) -> None:
    result = nabobot(*command.split(), TOKEN="", PACE="fast")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert [line.split()[1].rstrip(":") for line in lines] == ["NABOBOT_TOKEN", "NABOBOT_PACE"]


def test_an_invitation_without_telegram_says_what_to_do(nabobot: Nabobot) -> None:
    assert "Telegram could not be asked (NotSent)" in trouble(nabobot("invite", "leader"))


def test_a_role_nobody_has_is_refused_with_those_there_are(nabobot: Nabobot) -> None:
    result = nabobot("invite", "boss")
    assert result.exit_code == 2
    assert "health-nurse" in result.stderr


@pytest.mark.parametrize("content", [b"", b"this is no database at all, but it is long enough to be one" * 99])
def test_a_file_that_is_no_database_of_ours_is_refused(nabobot: Nabobot, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "nabobot.sqlite3").write_bytes(content)
    assert "restore" in trouble(nabobot("staff", "list"))
    assert (tmp_path / "data" / "nabobot.sqlite3").read_bytes() == content


def test_help_is_there_at_once() -> None:
    script = "import sys; from bot.cli import main; main(['--help'], standalone_mode=False); print(*sys.modules)"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert "invite" in out
    slow = {"telegram", "sqlalchemy", "aiohttp", "alembic", "structlog", "babel", "simulator", "typst", "segno"}
    assert slow.isdisjoint(out.split())

"""The doctor: finds what is wrong, says what to do, and changes nothing."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.backup import NAME
from bot.doctor import catalogues, examine, helplines
from bot.forgotten import ForgottenList
from bot.safekeeping import Finding
from bot.settings import PROGRAMME, Settings
from bot.wiring import load_programme
from simulator import LocalTelegram
from storage import erasures
from tests.bot.street import MORNING, Street
from tests.conversations.libretranslate import Machine, serving


async def findings(settings: Settings) -> list[Finding]:
    return [finding async for finding in examine(settings)]


def unwell(found: list[Finding]) -> list[str]:
    return [finding.text for finding in found if not finding.well]


async def test_a_house_that_is_well_is_well_all_over(street: Street) -> None:
    found = await findings(street.settings)
    assert unwell(found) == []
    about = {finding.text.split(":")[0].split(" ")[0] for finding in found}
    kept = {"database", "key", "forgotten", "copies", "files"}
    assert about == {"settings", "programme", "helplines", "catalogue", "clock", "token", "webhook", *kept}


async def test_a_house_not_opened_yet_is_well_and_stays_unopened(
    telegram: LocalTelegram, address: str, tmp_path: Path
) -> None:
    settings = Street(telegram, address, tmp_path / "new").settings
    assert unwell(await findings(settings)) == []
    assert not (tmp_path / "new").exists()


async def test_a_lost_key_is_found(street: Street) -> None:
    assert unwell(await findings(replace(street.settings, secret_keys=()))) == [
        "key: set NABOBOT_SECRET_KEY to the one that sealed what is stored"
    ]


async def test_a_wrong_key_is_found(street: Street) -> None:
    amina = await street.resident()
    amina.tap("Count")
    await street.settle()
    wrong = replace(street.settings, secret_keys=("A" * 43 + "=",))
    assert "cannot be opened with the keys" in unwell(await findings(wrong))[0]


async def test_a_damaged_database_is_found(street: Street) -> None:
    file = street.settings.database_file
    assert file is not None
    await street.house.database.close()
    file.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8000)
    assert unwell(await findings(street.settings))[0].startswith("database: ")


async def test_a_token_telegram_does_not_know_is_found(street: Street) -> None:
    found = unwell(await findings(replace(street.settings, token="1000001:other")))
    assert found == ["token: Telegram does not know it; ask @BotFather for the one in force"]


async def test_telegram_out_of_reach_is_found(street: Street) -> None:
    found = unwell(await findings(replace(street.settings, api_url="http://127.0.0.1:1")))
    assert [line.split(":")[0] for line in found] == ["clock", "token"]


async def test_a_foreign_webhook_is_found(street: Street) -> None:
    street.telegram.webhook.url = "http://127.0.0.1:9/foreign"
    found = unwell(await findings(street.settings))
    street.telegram.webhook.url = ""
    assert found == ["webhook: one is set that is not ours; the token may have leaked: get a new one"]


async def test_a_broken_programme_is_found(street: Street, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[plan]\n")
    found = unwell(await findings(replace(street.settings, programme=broken)))
    assert found[0].startswith("programme: programme.")


def test_numbers_nobody_has_rung_for_half_a_year_are_found() -> None:
    programme = load_programme(PROGRAMME)
    newest = max(line.verified_on for line in programme.helplines)
    then = MORNING.replace(year=newest.year, month=newest.month, day=newest.day)
    assert [finding.well for finding in helplines(programme, then)] == [True]
    later = helplines(programme, then + timedelta(days=184))
    assert len(later) == len(programme.helplines)
    assert all("ring it, and write today's date" in finding.text for finding in later if not finding.well)


def test_every_language_that_has_a_catalogue_is_named() -> None:
    named = [finding.text.split()[1].rstrip(":") for finding in catalogues(PROGRAMME, load_programme(PROGRAMME))]
    assert {"da", "en"} <= set(named)


def warned(found: list[Finding]) -> list[str]:
    return [finding.text for finding in found if finding.warning]


LEFT = "holds what people wrote and is needed no more; delete it"


async def warned_once(street: Street) -> str:
    (found,) = warned(await findings(street.settings))
    return found


async def test_an_old_copy_is_a_warning_and_none_where_some_are_made_is_too(street: Street) -> None:
    street.settings.copies.mkdir(mode=0o700)
    assert warned(await findings(street.settings))[0].startswith("copies: none in ")
    old, fresh = (
        street.settings.copies / NAME.format(street.telegram.clock.now() - timedelta(days=days)) for days in (3, 1)
    )
    for path in (old, fresh):
        path.touch(mode=0o600)
    assert warned(await findings(street.settings)) == []
    fresh.unlink()
    found = await warned_once(street)
    assert found.startswith("copies: the newest of 1 is from ")
    assert found.endswith("; see why none is made any more")
    assert unwell(await findings(street.settings)) == []


async def test_what_was_put_aside_long_ago_or_left_half_done_is_a_warning(street: Street) -> None:
    aside, half = (street.settings.data / name for name in ("nabobot.before-restore", "nabobot-copying.sqlite3"))
    for path in (aside, half):
        path.touch(mode=0o600)
    assert await warned_once(street) == f"copies: {half} {LEFT}"
    half.unlink()
    os.utime(aside, (1, 1))
    assert await warned_once(street) == f"copies: {aside} {LEFT}"


async def test_whoever_is_missing_in_the_list_of_the_forgotten_is_found(street: Street) -> None:
    person = await street.known(await street.resident())
    async with street.house.database.transaction() as tx:
        await erasures.note_erasure(tx, person.id, MORNING)
    forgotten = ForgottenList(street.settings.forgotten_file)
    await forgotten.write_down(street.house.database, MORNING)
    assert "forgotten: all 1 stand in the list beside the database" in [
        one.text for one in await findings(street.settings)
    ]
    list_ = forgotten.path
    with list_.open("a") as file:
        file.write("a line of nobody\n")
    assert await warned_once(street) == f"forgotten: everybody is listed, and 1 lines of {list_} cannot be read"
    forgotten.path.unlink()
    assert unwell(await findings(street.settings)) == [f"forgotten: 1 are missing in {forgotten.path}; restart the bot"]
    await forgotten.make_whole(street.house.database, MORNING)
    assert unwell(await findings(street.settings)) == []


async def test_files_that_others_may_read_are_found(street: Street) -> None:
    file = street.settings.database_file
    assert file is not None
    file.chmod(0o640)
    street.settings.copies.mkdir()
    street.settings.copies.chmod(0o755)
    assert unwell(await findings(street.settings)) == [
        f"files: others may read {street.settings.copies}; `chmod 700 {street.settings.copies}`",
        f"files: others may read {file}; `chmod 600 {file}`",
    ]


async def test_the_translator_says_which_languages_it_knows(street: Street) -> None:
    machine = Machine(targets={"ar": ["da"], "fa": ["da", "en"], "de": ["da"], "so": ["en"], "da": ["da"]})
    async with serving(machine):
        settings = replace(street.settings, translate_url=machine.address)
        assert "translator: answers, into Danish from ar, fa, prs" in [one.text for one in await findings(settings)]
        machine.targets = {"de": ["da"]}
        assert unwell(await findings(settings)) == [
            "translator: answers, and translates none of our languages into Danish"
        ]
        machine.fault = 500
        assert "translator: it answered 500" in unwell(await findings(settings))[0]


async def test_a_translator_that_is_away_is_told_of(street: Street) -> None:
    found = unwell(await findings(replace(street.settings, translate_url="http://127.0.0.1:9")))
    assert len(found) == 1
    assert found[0].startswith("translator: ClientConnectorError; see NABOBOT_TRANSLATE_URL")

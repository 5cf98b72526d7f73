"""Sentences find their way from the code into the catalogues, and translations stay."""

from pathlib import Path

import pytest
from babel.messages import Catalog

from locales.calls import faults_in
from locales.catalogues import key_of, messages, path_of, read, strings_of
from locales.checking import as_former, short_name
from locales.extract import extract

RESIDENT_CODE = """
LATER = N_("Said later")
CHOSEN = {"yes": P_("button", "Chosen later")}
# Translators: warm and short; {theme} is written by the coordinator,
# {when} is a date and time.
shown = tr.html(
    "<b>{theme}</b>\\nWe start {when}.", theme=theme, when=shorten(ctx.tr.text("inside a call"))
)
left = tr.ntext("{n} place left", "{n} places left", left)
book = [tr.ptext("button", "Book"), tr.phtml("noun", "Book")]
long = tr.text("One sentence "
               "on two lines, 75 % of it.")
again = tr.text("Said later")
unseen = tr.text(LATER), other.method("not ours"), text("nor this")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for module, source in {
        "handlers/evenings/screens.py": RESIDENT_CODE,
        "handlers/evenings/staff_screens.py": 'tr.text("Staff of evenings")',
        "handlers/staff/board.py": 'tr.text("Staff board")',
        "bot/staff_alerts.py": 'tr.text("Staff alert")',
        "documents/leaflet.py": 'tr.text("Leaflet")',
        "simulator/page.py": 'tr.text("Not the bot\'s")',
    }.items():
        (tmp_path / module).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / module).write_text(source)
    (tmp_path / "locales").mkdir()
    return tmp_path


def folder_of(checkout: Path) -> Path:
    return checkout / "locales"


def sentences(catalog: Catalog) -> set[tuple[str, str | None]]:
    return set(map(key_of, messages(catalog)))


def replaced(path: Path, old: str, new: str) -> None:
    before = path.read_text()
    assert old in before
    path.write_text(before.replace(old, new))


def test_residents_and_staff_have_catalogues_of_their_own(checkout: Path) -> None:
    extract(checkout, folder_of(checkout))
    assert sentences(read(folder_of(checkout) / "nabobot.pot")) == {
        ("<b>{theme}</b>\nWe start {when}.", None),
        ("Book", "button"),
        ("Book", "noun"),
        ("Leaflet", None),
        ("One sentence on two lines, 75 % of it.", None),
        ("Chosen later", "button"),
        ("Said later", None),
        ("inside a call", None),
        ("{n} place left", None),
    }
    staff = {("Staff of evenings", None), ("Staff board", None), ("Staff alert", None)}
    assert sentences(read(folder_of(checkout) / "staff.pot")) == staff
    assert sentences(read(path_of(folder_of(checkout), "da", "staff"))) == staff
    assert path_of(folder_of(checkout), "en", "nabobot").exists()
    assert not path_of(folder_of(checkout), "en", "staff").exists()


def test_translators_read_the_comment_and_the_file_but_no_line_number(checkout: Path) -> None:
    extract(checkout, folder_of(checkout))
    template = (folder_of(checkout) / "nabobot.pot").read_text()
    assert (
        "#. Translators: warm and short; {theme} is written by the coordinator, {when}\n"
        "#. is a date and time.\n"
        "#: handlers/evenings/screens.py\n"
        "#, python-brace-format\n"
        'msgid ""\n'
        '"<b>{theme}</b>\\n"\n'
        '"We start {when}."\n'
    ) in template
    assert "python-format" not in template
    assert "Date" not in template


def test_the_same_code_gives_the_same_files(checkout: Path) -> None:
    extract(checkout, folder_of(checkout), ("ar",))
    first = {path: path.read_bytes() for path in folder_of(checkout).rglob("*.po*")}
    replaced(checkout / "handlers/evenings/screens.py", "LATER =", "\n\n\nLATER =")
    extract(checkout, folder_of(checkout))
    assert {path: path.read_bytes() for path in folder_of(checkout).rglob("*.po*")} == first
    assert len(first) == 6


def test_translations_stay_and_what_is_no_longer_said_goes(checkout: Path) -> None:
    extract(checkout, folder_of(checkout), ("ar",))
    danish, arabic = (path_of(folder_of(checkout), code, "nabobot") for code in ("da", "ar"))
    replaced(danish, 'msgid "Leaflet"\nmsgstr ""', '# by hand\n#, fuzzy\nmsgid "Leaflet"\nmsgstr "Folder"')
    replaced(danish, 'msgid "Said later"\nmsgstr ""', 'msgid "Said later"\nmsgstr "Sagt senere"')
    replaced(arabic, 'msgstr[5] ""', 'msgstr[5] "{n} مكان"')
    replaced(checkout / "handlers/evenings/screens.py", "Said later", "Said late")
    extract(checkout, folder_of(checkout))
    folder = read(danish).get("Leaflet")
    assert folder is not None
    assert (folder.string, folder.fuzzy, folder.user_comments) == ("Folder", True, ["by hand"])
    later = read(danish).get("Said late")
    assert later is not None
    # Put otherwise, it keeps the words it had until somebody has looked at them.
    was = as_former(short_name(None, "Said later"))
    assert (later.string, later.fuzzy, later.user_comments) == ("Sagt senere", True, [was])
    replaced(checkout / "handlers/evenings/screens.py", "Said late", "Another thing")
    extract(checkout, folder_of(checkout))
    assert "Sagt senere" not in danish.read_text()
    places = read(arabic).get("{n} place left")
    assert places is not None
    assert strings_of(places) == ("", "", "", "", "", "{n} مكان")


@pytest.mark.parametrize(
    "line",
    [
        'tr.text(f"Hello {name}")',
        'tr.html("Hello " + name)',
        'tr.html("Hello %s" % name)',
        'tr.text("Hello {}".format(name))',
        'tr.ntext("{n} place", f"{n} places", n)',
        'tr.ptext(context, "Book")',
        'tr.ntext("{n} place", many, n)',
        "# Translators: nothing follows\nx = 1",
        '# Translators: too far away\n\nx = tr.text("Hello")',
        'N_("Hello " + name)',
        'P_("button", "Hello " + name)',
        'P_(context, "Hello")',
    ],
)
def test_a_sentence_that_would_not_reach_translators_is_found(line: str) -> None:
    assert len(list(faults_in(line))) == 1


def test_sound_code_has_no_faults() -> None:
    assert list(faults_in(RESIDENT_CODE)) == []

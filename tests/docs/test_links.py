"""Links, pictures, files and names in the pages lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import CHECKOUT, DOCS, PAGES, ROOMS, blocks, prose, spans

# What was measured and what has changed is told of the day it was written.
OF_TODAY = [page for page in PAGES if page.name not in ("benchmarks.md", "CHANGELOG.md")]

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FILE = re.compile(rf"(?:{'|'.join((*ROOMS, 'docs', 'requirements'))})(?:/[\w.-]+)+/?")
# A name that could only be code: dots between, underscores, or capitals within.
NAME = re.compile(r"(?:\w+\.)*(\w*[a-z]\w*[A-Z]\w*|\w+_\w*)(?:\(\))?")
# Files that the pages tell people to make.
TO_BE_MADE = {
    "programmes/our-plan.toml",
    "locales/so/LC_MESSAGES/nabobot.po",
    "tests/conversations/test_wait.py",
}
SOURCES = (".py", ".toml", ".po")
# What belongs to other programs.
NOT_OURS = {"pg_dump", "pg_restore", "batch_alter_table"}


def anchor(heading: str) -> str:
    """What a heading is called in a link, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def anchors(page: Path) -> set[str]:
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)}


def links(page: Path) -> list[str]:
    return [link for link in LINK.findall(prose(page)) if not link.startswith(("https://", "http://"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_and_pictures_resolve(page: Path) -> None:
    for link in links(page):
        path, _, part = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {link}"
        assert not part or part in anchors(target), f"{page.name}: {link}"


@pytest.mark.parametrize("page", OF_TODAY, ids=lambda page: page.name)
def test_files_that_are_named_are_there(page: Path) -> None:
    named = {span for span in spans(prose(page)) if FILE.fullmatch(span)} - TO_BE_MADE
    assert sorted(path for path in named if not (CHECKOUT / path).exists()) == []


@pytest.mark.parametrize("page", OF_TODAY, ids=lambda page: page.name)
def test_names_that_are_named_are_in_the_code(page: Path) -> None:
    named = {found[1] for span in spans(prose(page)) if (found := NAME.fullmatch(span))}
    # Settings are put together in the code; test_settings.py looks after them.
    named = {name for name in named if not name.startswith("NABOBOT_")}
    assert sorted(named - _words_of_the_code() - NOT_OURS) == []


def _words_of_the_code() -> set[str]:
    paths = [path for room in ROOMS for path in (CHECKOUT / room).rglob("*") if path.suffix in SOURCES]
    text = "\n".join(path.read_text("utf-8") for path in [*paths, CHECKOUT / "pyproject.toml"])
    return set(re.findall(r"\w+", "\n".join([text, *blocks(DOCS / "add-a-feature.md", "python")])))


def test_the_readme_leads_to_every_page() -> None:
    pages = {page.relative_to(CHECKOUT).as_posix() for page in PAGES} - {"README.md"}
    assert pages <= {link.partition("#")[0] for link in links(PAGES[0])}


def test_the_readme_stays_short() -> None:
    assert len(PAGES[0].read_text("utf-8").splitlines()) < 200

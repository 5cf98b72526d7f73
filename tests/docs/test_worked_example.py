"""The worked example of docs/add-a-feature.md works: it is done in a copy of the checkout, step by step."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from locales.catalogues import RESIDENTS, path_of, read
from locales.extract import written
from tests.docs.pages import CHECKOUT, DOCS, SPEAKING, blocks

PAGE = DOCS / "add-a-feature.md"
TEST = "tests/conversations/test_wait.py"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for room in (*SPEAKING, "simulator", "programmes", "tests/conversations"):
        shutil.copytree(CHECKOUT / room, tmp_path / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "tests/town.py"):
        shutil.copy(CHECKOUT / file, tmp_path / file)
    return tmp_path


def steps(language: str) -> list[tuple[str, str]]:
    """The blocks that say in their first line which file they belong to, and the rest of each."""
    found = (re.match(r"# (\S+\.py)\n(.*)", block, re.DOTALL) for block in blocks(PAGE, language))
    return [(step[1], step[2]) for step in found if step]


def append(path: Path, text: str) -> None:
    before = f"{path.read_text('utf-8')}\n\n" if path.exists() else ""
    path.write_text(before + text, "utf-8")


def apply(path: Path, change: str) -> None:
    """Change a file as a diff without line numbers says."""
    lines = change.splitlines()
    old = "\n".join(line[1:] for line in lines if line[0] in " -")
    new = "\n".join(line[1:] for line in lines if line[0] in " +")
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} holds this {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new), "utf-8")


def translate(copy: Path) -> None:
    """Write the page's Danish sentences into the catalogue."""
    path = path_of(copy / "locales", "da", RESIDENTS)
    catalog = read(path, "da")
    for message in read_po(io.StringIO("\n".join(blocks(PAGE, "po"))), locale="da"):
        if message.id:
            kept = catalog.get(message.id, message.context)
            assert kept is not None, f"the code does not say {message.id!r}"
            kept.string = message.string
    path.write_bytes(written(catalog, "da"))


def run(copy: Path, *words: str) -> str:
    """Run a module in the copy; it must end well."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=copy, env=environment, capture_output=True, text=True, timeout=100
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_worked_example_works(copy: Path) -> None:
    for name, text in steps("python"):
        append(copy / name, text)
    for name, change in steps("diff"):
        apply(copy / name, change)
    run(copy, "locales.extract")
    translate(copy)
    run(copy, "locales.check")
    changed = sorted({name for name, _ in steps("python")})
    run(copy, "ruff", "check", "--no-cache", *changed)
    run(copy, "ruff", "format", "--check", "--no-cache", *changed)
    assert "1 passed" in run(copy, "pytest", "-q", "-p", "no:cacheprovider", TEST)

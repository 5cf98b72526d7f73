"""What the pages tell people to type exists."""

import re
from collections.abc import Iterator
from importlib.util import find_spec

import click
import pytest

from bot.cli import main
from tests.docs.pages import CHECKOUT, PAGES, README, code

# Pages may say that these are still to come; when they come, the pages must say something else.
STILL_TO_COME: frozenset[str] = frozenset()
MAKEFILE = (CHECKOUT / "Makefile").read_text("utf-8")
TYPED = [(page.name, words) for page in PAGES for words in code(page)]


def typed(program: str) -> Iterator[tuple[str, list[str]]]:
    """Every call of a program that a page shows, with the words behind it."""
    for page, words in TYPED:
        for found in re.finditer(rf"(?:^|bin/){program} ([^…\n]+)", words):
            yield page, found[1].split()


def leaf(words: list[str]) -> tuple[str, click.Command, list[str]]:
    """Follow words down the command line; give the command's name, itself, and the words left."""
    command: click.Command = main
    name: list[str] = []
    while isinstance(command, click.Group) and words:
        word, *words = words
        assert word in command.commands, f"there is no command nabobot {' '.join([*name, word])}"
        command = command.commands[word]
        name.append(word)
    return " ".join(name), command, words


def leaves(command: click.Command = main, name: str = "") -> Iterator[str]:
    """The names of all commands that do something."""
    if not isinstance(command, click.Group):
        yield name
        return
    for word, inner in command.commands.items():
        yield from leaves(inner, f"{name} {word}".strip())


CALLS = [(page, words) for page, words in typed("nabobot") if words[0] not in STILL_TO_COME]


@pytest.mark.parametrize(("page", "words"), CALLS, ids=[f"{page} {' '.join(words)}" for page, words in CALLS])
def test_each_shown_command_exists_with_its_options(page: str, words: list[str]) -> None:
    _, command, rest = leaf(words)
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in rest if word.startswith("--")} <= known
    choices = [
        one.type.choices
        for one in command.params
        if isinstance(one, click.Argument) and isinstance(one.type, click.Choice)
    ]
    assert all(rest[0] in allowed or rest[0].isupper() for allowed in choices if rest)


def test_every_command_is_shown() -> None:
    shown = {leaf(words)[0] for _, words in CALLS}
    made = {target for _, words in typed("make") for target in words}
    shown |= {name for name in leaves() if name in made and f"/nabobot {name}\n" in MAKEFILE}
    assert shown >= set(leaves())


def test_what_is_still_to_come_has_not_come() -> None:
    assert not STILL_TO_COME & main.commands.keys()


def test_each_shown_target_of_make_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    shown = {words[0] for _, words in typed("make")}
    assert {"demo", "test", "run", "check", "install"} <= shown
    assert shown <= targets


def test_each_shown_module_can_be_run() -> None:
    shown = {words[1] for _, words in typed("python") if words[0] == "-m"}
    assert "locales.extract" in shown
    assert [module for module in shown if find_spec(module) is None] == []


def test_each_role_is_named_in_the_readme() -> None:
    role = next(one for one in main.commands["invite"].params if isinstance(one.type, click.Choice))
    assert isinstance(role.type, click.Choice)
    assert set(role.type.choices) <= set(code(README))

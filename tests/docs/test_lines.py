"""Every line that the program can write into the log or to whoever started it stands in docs/operations.md."""

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.docs.pages import CHECKOUT, DOCS, SPEAKING, rows, section, spans

OPERATIONS = DOCS / "operations.md"
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
# What speaks for itself names the setting or the place in the file, and each has many wordings.
WORDED_BY_PLACE = {"SettingsProblem", "ProgrammeError", "CatalogueIncomplete"}
OUR_OWN = {
    "DatabaseProblem",
    "Stopped",
    "TakenAlready",
    "WrongKey",
    "NoSuchField",
    "NotInRoster",
    "NoSuchPartner",
    "NoSuchYear",
    "NothingPlanned",
    "Unreadable",
    "CannotShow",
    "CopyProblem",
    "Undescribed",
    "NothingToPrint",
    "NotSpoken",
    "Unprintable",
    "NothingToReport",
    "NotWritten",
    "NoSuchLanguage",
    "NobodyStandsForIt",
}


@cache
def modules() -> list[tuple[Path, ast.Module]]:
    found = (path for room in SPEAKING for path in sorted((CHECKOUT / room).rglob("*.py")))
    return [(path, ast.parse(path.read_text("utf-8"))) for path in found if "migrations" not in path.parts]


def events() -> set[str]:
    """The name of every event that is logged."""
    calls = (node for _, tree in modules() for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in LEVELS and _is_log(call.func.value)
        if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }


def _is_log(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and node.func.attr == "get_logger"
    return isinstance(node, ast.Name) and node.id == "log"


def documented(heading: str) -> list[str]:
    return [span for row in rows(section(OPERATIONS, heading)) for span in spans(row[0])]


def test_every_event_of_the_log_is_explained_and_no_other() -> None:
    assert set(documented("## The log")) == events()
    assert len(events()) > 20


def words(node: ast.AST, module: Path) -> str:
    """The literal words in an expression; of a constant by name, what it holds."""
    found = []
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            found.append(part.value)
        elif isinstance(part, ast.Name) and part.id.isupper():
            name = ".".join(module.relative_to(CHECKOUT).with_suffix("").parts)
            found.append(str(getattr(importlib.import_module(name), part.id)))
    return " ".join(found)


def refusals() -> Iterator[tuple[str, str]]:
    """Where one of our own errors is raised, and its words."""
    for path, tree in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call):
                continue
            if ast.unparse(node.exc.func) in OUR_OWN:
                yield f"{path.relative_to(CHECKOUT)}:{node.lineno}", words(node.exc, path)


def test_every_refusal_is_explained() -> None:
    fragments = documented("## Error lines")
    found = dict(refusals())
    assert len(found) > 8
    unexplained = {where: said for where, said in found.items() if not any(one in said for one in fragments)}
    assert unexplained == {}


def test_every_explained_line_can_be_said() -> None:
    said = "\n".join(
        node.value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    assert [fragment for fragment in documented("## Error lines") if fragment not in said] == []


def test_every_kind_of_refusal_is_known_here() -> None:
    nodes = (node for _, tree in modules() for node in ast.walk(tree))
    kinds = {node.name for node in nodes if isinstance(node, ast.ClassDef) and "Mishap" in map(ast.unparse, node.bases)}
    assert kinds
    assert kinds <= OUR_OWN | WORDED_BY_PLACE

"""Finding the sentences in the code: every call of a Translator, and what is wrong with the way it is written.

Babel's own reader of Python overlooks a call that stands inside the arguments of another.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

TRANSLATORS_COMMENT = "Translators:"
# Of what is translated only where it is shown: a sentence alone, and one that is known by its context.
MARKER, MARKER_IN_CONTEXT = "N_", "P_"


@dataclass(frozen=True)
class Shape:
    """Where in a call the sentences stand, and the context if it takes one."""

    sentences: tuple[int, ...]
    context: int | None = None


SHAPES = {
    "text": Shape((0,)),
    "html": Shape((0,)),
    "ntext": Shape((0, 1)),
    "nhtml": Shape((0, 1)),
    "ptext": Shape((1,), context=0),
    "phtml": Shape((1,), context=0),
    MARKER: Shape((0,)),
    MARKER_IN_CONTEXT: Shape((1,), context=0),
}
MARKERS = {MARKER, MARKER_IN_CONTEXT}


@dataclass(frozen=True)
class Call:
    """A call of a Translator; what is no literal text in it is None."""

    line: int
    name: str
    sentences: tuple[str | None, ...]
    context: str | None
    comment: str
    put_together: bool

    @property
    def msgid(self) -> str | tuple[str, ...] | None:
        """Give what the catalogues know the sentence by, if it is written here."""
        written = tuple(sentence for sentence in self.sentences if sentence)
        if len(written) < len(self.sentences) or (SHAPES[self.name].context is not None and self.context is None):
            return None
        return written if len(written) > 1 else written[0]


def calls_in(source: str) -> list[Call]:
    """Find the calls of a Translator in a module, in the order of their lines."""
    lines = source.splitlines()
    nodes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and _name(node) in SHAPES)
    return sorted((_call(node, lines) for node in nodes if node.args), key=lambda call: call.line)


def faults_in(source: str) -> Iterator[str]:
    """Say where a sentence could not reach the translators, or a comment belongs to none."""
    calls = calls_in(source)
    for call in calls:
        if call.put_together:
            yield f"line {call.line}: {call.name}() takes a whole sentence with {{placeholders}}, not one put together"
        elif call.msgid is None and any(call.sentences):
            yield f"line {call.line}: {call.name}() needs its context and its sentences written out where they are used"
    said = "".join(call.comment for call in calls)
    for number, line in enumerate(source.splitlines(), 1):
        if _is_for_translators(line) and _uncommented(line) not in said:
            yield f"line {number}: no sentence follows this comment for translators"


def _name(node: ast.Call) -> str:
    """Name what is called: a method of whatever object, or one of the markers."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) and node.func.id in MARKERS else ""


def _call(node: ast.Call, lines: list[str]) -> Call:
    shape = SHAPES[_name(node)]
    sentences = [argument for place, argument in enumerate(node.args) if place in shape.sentences]
    comment = _comment_above(lines, node.lineno) or _comment_above(lines, node.args[0].lineno)
    return Call(
        line=node.lineno,
        name=_name(node),
        sentences=tuple(map(_literal, sentences)),
        context=_literal(node.args[shape.context]) if shape.context is not None else None,
        comment=comment,
        put_together=any(_is_put_together(sentence) for sentence in sentences),
    )


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _is_put_together(node: ast.expr) -> bool:
    """See an f-string, a sum, or something filled in before it is translated."""
    return any(
        isinstance(part, ast.JoinedStr | ast.BinOp)
        or (
            isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in {"format", "join"}
        )
        for part in ast.walk(node)
    )


def _comment_above(lines: list[str], number: int) -> str:
    """Read the comment for translators that ends right above a line."""
    words: list[str] = []
    for line in reversed(lines[: number - 1]):
        if not line.lstrip().startswith("#"):
            break
        words.insert(0, _uncommented(line))
        if _is_for_translators(line):
            return " ".join(words)
    return ""


def _is_for_translators(line: str) -> bool:
    return line.lstrip().startswith("#") and _uncommented(line).startswith(TRANSLATORS_COMMENT)


def _uncommented(line: str) -> str:
    return line.strip().lstrip("#").strip()

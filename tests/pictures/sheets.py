"""The sheet on which all pictures of a language stand side by side, and that of one screen in every language."""

import base64
from collections.abc import Iterable
from html import escape
from pathlib import Path

STYLE = """
body { margin: 16px; font: 14px/1.4 system-ui, sans-serif; background: #fff; color: #222; }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 14px; align-items: start; }
figure { margin: 0; border: 1px solid #ddd; }
figure.faulty { border: 3px solid #c00; }
img { display: block; width: 100%; }
figcaption { padding: 4px 8px; font-size: 12px; overflow-wrap: anywhere; }
b { color: #c00; }
"""

Shot = tuple[str, Path, tuple[str, ...]]


def sheet(title: str, shots: Iterable[Shot]) -> str:
    """A page with each picture, what it is called and what is wrong with it; the pictures are in the page itself."""
    figures = "".join(_figure(*shot) for shot in shots)
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
    return f"<!doctype html><html><head>{head}</head><body><h1>{escape(title)}</h1><main>{figures}</main></body></html>"


def _figure(name: str, file: Path, faults: tuple[str, ...]) -> str:
    said = f"<b>{escape('; '.join(faults))}</b>" if faults else ""
    kind = ' class="faulty"' if faults else ""
    caption = f"<figcaption>{escape(name)} {said}</figcaption>"
    return f'<figure{kind}><img src="{_taken_in(file)}" alt="">{caption}</figure>'


def _taken_in(file: Path) -> str:
    return f"data:image/png;base64,{base64.b64encode(file.read_bytes()).decode()}"

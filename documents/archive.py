"""A folder of tables in one file (ZIP), with a codebook: what a programme keeps when the registers are gone."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from documents.coming_list import table

# The same tables give the same file: when it was packed stands in its name, and nowhere in it.
_ALWAYS = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name, in what it is counted, and what it means."""

    name: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the name of its file, what its columns mean, and its rows."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[str]]

    def file(self) -> bytes:
        """The table as an office program opens it."""
        return table([one.name for one in self.columns], self.rows)


def packed(sheets: Sequence[Sheet], codebook: Sheet) -> bytes:
    """All of them in one file, the codebook first."""
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as folder:
        for one in (codebook, *sheets):
            folder.writestr(zipfile.ZipInfo(f"{one.name}.csv", _ALWAYS), one.file(), zipfile.ZIP_DEFLATED)
    return into.getvalue()

"""From a sheet to the finished figure: both drawings and the table."""

from __future__ import annotations

from collections.abc import Mapping

from .figure import Figure
from .sheet import Sheet, table_of
from .sheet_compact import compact
from .sheet_wide import wide


def finished(sheet: Sheet, judgements: Mapping[str, str]) -> Figure:
    """The sheet drawn wide and compact, with its table; `judgements` are words for the marks."""
    return Figure(
        title=sheet.title,
        description=sheet.description,
        wide=wide(sheet),
        compact=compact(sheet),
        table=table_of(sheet, judgements),
    )

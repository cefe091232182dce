"""The evidence profile as a PDF, set by Typst: landscape, headings that repeat, tagged for screen readers."""

import json
import logging
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from evidence.plots.export import beyond_the_package, font_paths
from evidence.profiles.table import ProfileTable
from publication.exports.cells import printable
from publication.exports.fonts import lacking_for
from publication.exports.layout import Sheet, sheets_of

logger = logging.getLogger(__name__)
TEMPLATE = Path(__file__).with_name("profile.typ")


def pdf(table: ProfileTable) -> bytes:
    """The profile and the summary of findings, each beginning on a page of its own.

    The same evidence in the same language gives the same bytes on one machine.
    """
    return set_by_typst(TEMPLATE, _data(table))


def set_by_typst(template: Path, said: dict[str, Any]) -> bytes:
    """What is said, in a template of ours, as a PDF."""
    import typst  # slow import: a compiler, only when somebody takes a file away

    data = json.dumps(_printable(said), ensure_ascii=False)
    lacking = lacking_for(data)
    if lacking:
        logger.warning(lacking)
    made = typst.compile(
        template.read_bytes(),
        format="pdf",
        font_paths=font_paths(),
        ignore_system_fonts=not beyond_the_package(data),
        sys_inputs={"data": data},
    )
    return bytes(made)


def _data(table: ProfileTable) -> dict[str, Any]:
    return {
        "title": f"{_('Evidence profile')}: {table.title}",
        "language": table.language.partition("-")[0],
        "footer": _("Evidence {hash}").format(hash=table.evidence_hash),
        "sheets": [_sheet(each) for each in sheets_of(table)],
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return asdict(sheet) | {"groups": sheet.groups}


def _printable(value: Any) -> Any:
    """The value with no control character in any text of it."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value

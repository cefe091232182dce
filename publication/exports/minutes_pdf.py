"""Minutes as a PDF, set by Typst: upright, tagged for screen readers."""

import json
from dataclasses import asdict
from pathlib import Path

from evidence.plots.export import beyond_the_package, font_paths
from publication.exports.pdf import printable_all
from publication.minutes import Minutes

TEMPLATE = Path(__file__).with_name("minutes.typ")


def minutes_pdf(minutes: Minutes) -> bytes:
    """The minutes; the same rounds give the same bytes on one machine."""
    import typst  # slow import: a compiler, only when somebody takes a file away

    said = asdict(minutes) | {"language": minutes.language.partition("-")[0]}
    data = json.dumps(printable_all(said), ensure_ascii=False)
    made = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        font_paths=font_paths(),
        ignore_system_fonts=not beyond_the_package(data),
        sys_inputs={"data": data},
    )
    return bytes(made)

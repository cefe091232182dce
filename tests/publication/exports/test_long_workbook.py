"""A long workbook: every row keeps its height, and what is written is held no longer."""

import tracemalloc
from collections.abc import Iterator

from openpyxl import load_workbook

from publication.exports.tables import workbook_on_disk

LONG = " ".join(["word"] * 60)


def rows(n: int) -> Iterator[list[object]]:
    return ([number, LONG if number % 2 else "short"] for number in range(n))


def held_for(n: int) -> int:
    """Bytes at the most while a workbook of so many rows is written."""
    tracemalloc.start()
    workbook_on_disk(rows(n), title="Comments").close()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_every_row_has_the_height_of_its_text():
    with workbook_on_disk(rows(200), title="Comments") as made:
        page = load_workbook(made).active

    heights = [page.row_dimensions[n].height for n in range(1, 201)]
    # None is a single line, as every sheet has it.
    assert heights == [None, 120] * 100


def test_what_is_written_is_held_no_longer():
    held_for(100)

    assert held_for(8000) - held_for(800) < 100_000

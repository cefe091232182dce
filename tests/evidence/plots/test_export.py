"""PNG and PDF by Typst, read back by their first bytes and their own words."""

import struct

import pytest

from evidence.plots.export import beyond_the_package, exported
from evidence.plots.forest import forest
from evidence.synthesis.analysis import pool
from tests.evidence.plots.drawings import size

COUNTS = {"events_1": [10], "total_1": [100], "events_2": [20], "total_2": [100]}


@pytest.fixture(scope="module")
def figure():
    pooled = pool(COUNTS, measure="RR", method="mh", model="random", labels=["#eval(1) $x$"])
    return forest(pooled, title="Deaths")


def export(figure, format: str, **options) -> bytes:
    return exported(
        figure.wide, format, title=figure.title, description=figure.description, **options
    )


def test_png_has_the_pixels_asked_for(figure):
    made = export(figure, "png", ppi=96)
    width, height = struct.unpack(">II", made[16:24])

    assert made.startswith(b"\x89PNG")
    # an SVG pixel is 1/96 inch; six points of margin on each side
    assert (width, height) == pytest.approx([side + 16 for side in size(figure.wide)], abs=2)


def test_pdf_is_tagged_and_carries_its_fonts(figure):
    made = export(figure, "pdf")

    assert made.startswith(b"%PDF")
    assert b"SourceSansPro" in made
    assert b"/StructTreeRoot" in made


def test_text_in_a_figure_is_never_typsts_markup(figure):
    assert export(figure, "pdf").startswith(b"%PDF")


def test_same_figure_gives_the_same_bytes(figure):
    assert export(figure, "pdf") == export(figure, "pdf")
    assert export(figure, "png", ppi=72) == export(figure, "png", ppi=72)


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("Müller-Lüdenscheidt 2001, τ² = 0.05 → 10⁸, 95 % CI [−0.2, 1.3]", False),
        ("Żółć, Иванов, Ελλάς, 3ª, µg", False),
        ("佐藤 2001", True),
        ("دراسة أحمد 2001", True),
        ("כהן 2012", True),
        ("김 2015", True),
    ],
)
def test_fonts_of_the_machine_are_asked_for_scripts_that_the_package_lacks(text, lacking):
    assert beyond_the_package(text) is lacking

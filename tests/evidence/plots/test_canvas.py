from evidence.plots.canvas import Canvas, coordinate, paint
from tests.evidence.plots.drawings import root, texts


def document(canvas: Canvas) -> str:
    return canvas.document(100, 50, key="k", title="T & t", description="<d>", kind="plot-wide")


def test_text_is_escaped_and_read_back_as_written():
    canvas = Canvas()
    canvas.text(1, 2, 'A & B <script>alert("x")</script>')

    svg = document(canvas)

    assert texts(svg) == ['A & B <script>alert("x")</script>']
    assert "<script>" not in svg


def test_title_and_description_are_escaped_and_named():
    element = root(document(Canvas()))

    assert element.get("aria-labelledby") == "k-title k-desc"
    assert [each.text for each in list(element)[:2]] == ["T & t", "<d>"]


def test_characters_that_xml_cannot_hold_are_replaced():
    canvas = Canvas()
    canvas.text(1, 2, "a\x00b\x1bc\ufffe")

    assert texts(document(canvas)) == ["a\ufffdb\ufffdc\ufffd"]


def test_coordinates_are_short():
    assert [coordinate(x) for x in (1.0, 1.239, -0.001, 12.5)] == ["1", "1.24", "0", "12.5"]


def test_paint_names_a_class_and_the_colour_without_a_stylesheet():
    assert paint("paper", "one") == {
        "class": "fill-paper stroke-one",
        "fill": "#ffffff",
        "stroke": "#1d5799",
    }

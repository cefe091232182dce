"""Comments from a society's table."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from audit.models import Event
from hearing.comment_sheet import COLUMNS
from hearing.models import Comment
from hearing.paragraphs import numbers_of


@pytest.fixture
def look(opened, secretariat, client_of):
    """Brings a file: `look(content)`."""
    address = reverse("comments_import", args=["livers", opened.ref])

    def bring(content: bytes, **said):
        file = SimpleUploadedFile("table.xlsx", content)
        given = {"collected_by": "Society of Livers", "file": file} | said
        return client_of(secretariat).post(address, given)

    return bring


def xlsx(*rows) -> bytes:
    book = Workbook()
    for row in (COLUMNS, *rows):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def take_over(client, address, page):
    hidden = dict(
        re.findall(r'<input type="hidden" name="(rows|collected_by)" value="([^"]*)"', page)
    )
    return client.post(address, hidden | {"step": "take-over"})


def test_table_is_looked_at_then_taken_over_in_one_step(opened, look, secretariat, client_of):
    number = numbers_of(opened.draft)["q1r1", "statement"]
    content = xlsx(
        [number, None, "doing it", "For whom?\nAnd when?", "organisation", "Nurses", "yes"],
        [None, "livers:q1r1", None, "'=1+1 is what it costs", None, None, None],
        [None, "", None, "良いと思います", "individual", "匿名希望", "no"],
    )

    page = look(content).content.decode()
    assert Comment.objects.count() == 0
    address = reverse("comments_import", args=["livers", opened.ref])
    client = client_of(secretariat)
    answer = take_over(client, address, page)

    assert answer.headers["Location"].endswith("/inbox/")
    kept = Comment.objects.order_by("number").values_list(
        "number", "part", "paragraph", "body", "kind", "name", "consent", "collected_by"
    )
    who = "Society of Livers"
    assert list(kept) == [
        (1, "q1r1", number, "For whom?\nAnd when?", "organisation", "Nurses", True, who),
        (2, "q1r1", None, "=1+1 is what it costs", "anonymous", "", False, who),
        (3, "document", None, "良いと思います", "individual", "匿名希望", False, who),
    ]
    assert Event.objects.get(verb="comments-imported").facts["numbers"] == [1, 3]
    again = take_over(client, address, page)
    assert (again.status_code, Comment.objects.count()) == (422, 3)


def test_every_problem_is_named_by_row_and_nothing_can_be_taken_over(look):
    answer = look(
        xlsx(
            [99, None, None, "Fine."],
            [None, "q9r9", None, ""],
            [None, None, None, "x" * 5001, "robot", None, "perhaps"],
        )
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    for sentence in (
        "Row 2, paragraph: The draft has no paragraph 99.",
        "Row 3, comment: The comment is empty.",
        "Row 3, part: The draft has no part “q9r9”.",
        "Row 4, comment: Longer than 5000 characters.",
        "Row 4, kind: There is no kind “robot”; there are anonymous, individual, organisation.",
        "Row 4, may be named: Say yes or no.",
    ):
        assert sentence in page
    assert "take-over" not in page
    assert Comment.objects.count() == 0


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 200_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (_bomb, "The spreadsheet unpacks to more than such a list can be."),
        (lambda: b"0" * 100_000_000, "The file is larger than 10 MB."),
        (lambda: b"PK\x03\x04 and nothing", "The spreadsheet is damaged"),
        (lambda: b"\xff\xfe\x00", "neither XLSX nor CSV in UTF-8"),
        (lambda: b"name,part\r\nA,document", "names no column “comment”"),
        (lambda: b"comment\r\n" + b"x\r\n" * 1001, "more than 1000 comments"),
        (lambda: b"comment\r\n" + b"x" * 1_000_001, "field larger than field limit"),
        (
            lambda: b"comment\r\n" + (b"x" * 100_000 + b"\r\n") * 11,
            "more than 1,000,000 characters",
        ),
    ],
    ids=["bomb", "100MB", "damaged", "binary", "columns", "rows", "cell", "characters"],
)
def test_hostile_and_malformed_files_are_refused_with_a_clear_error(look, content, sentence):
    answer = look(content())

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Comment.objects.count() == 0


def test_rows_that_were_tampered_with_are_refused(opened, secretariat, client_of):
    address = reverse("comments_import", args=["livers", opened.ref])
    said = {"step": "take-over", "rows": "made:up:rows", "collected_by": "Somebody"}

    answer = client_of(secretariat).post(address, said)

    assert answer.status_code == 422
    assert "did not come back whole" in answer.content.decode()


def test_template_names_the_columns_and_the_paragraphs(opened, secretariat, client_of):
    client = client_of(secretariat)
    address = f"/guidelines/livers/hearings/{opened.ref}/comments."

    book = load_workbook(io.BytesIO(client.get(f"{address}xlsx").content))
    head = client.get(f"{address}csv").content.decode("utf-8-sig").strip().split(",")

    assert [cell.value for cell in book["comments"][1]] == list(COLUMNS) == head
    number = numbers_of(opened.draft)["q1r1", "statement"]
    assert book["paragraphs"].max_row == 1 + len(opened.draft["paragraphs"])
    said = [cell.value for cell in book["paragraphs"][1 + number]]
    assert said == [number, "q1r1", "statement", "We suggest doing it."]


def test_no_id_stands_twice_after_a_look(opened, look):
    page = look(xlsx([None, "livers:q1r1", None, "For whom?", None, None, None])).content.decode()

    ids = re.findall(r'\bid="([^"]+)"', page)
    assert "Take these comments over" in page
    assert sorted(set(ids)) == sorted(ids)


def test_label_of_a_cell_stays_in_the_pages_direction(look):
    page = look(xlsx([None, "document", None, "لمن؟", "individual", "أحد", "no"])).content.decode()

    assert '<div dir="auto">لمن؟</div>' in page
    assert "<bdi>أحد</bdi>" in page
    assert re.findall(r"<td[^>]*\sdir=", page) == []

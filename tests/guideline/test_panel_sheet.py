"""A list of people as a spreadsheet: every problem by row and column, and no file that harms."""

import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from guideline.codes import ROLES
from guideline.panel_sheet import (
    COLUMNS,
    LARGEST_UNPACKED,
    Entry,
    Unreadable,
    entries_from,
    problems_in,
    read_sheet,
    template_file,
)

HEAD = ["Name", "E-mail", "Affiliation", "Role", "Perspective"]


def xlsx(*rows) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def csv_of(*rows, separator=",") -> bytes:
    return "\r\n".join(separator.join(map(str, row)) for row in rows).encode()


def said(content: bytes) -> list[str]:
    return [str(problem) for problem in read_sheet(content).problems]


@pytest.mark.parametrize(
    "made", [xlsx, csv_of, lambda *rows: b"\xef\xbb\xbf" + csv_of(*rows, separator=";")]
)
def test_list_is_read_from_either_kind_of_file(made):
    content = made(HEAD, ["A", "a@example.org", "Ward", "Chair", "nurse"], [], ["B"] + [""] * 4)

    sheet = read_sheet(content)

    assert sheet.problems == ()
    assert sheet.entries == (
        Entry(2, "A", "a@example.org", "Ward", "chair", "nurse"),
        Entry(4, "B"),
    )


def test_every_problem_is_named_by_row_and_column_at_once():
    content = xlsx(
        HEAD,
        ["A", "a@example", "", "boss", ""],
        ["", "", "Ward", "", ""],
        ["B", "b@example.org", "", "", "x" * 201],
        ["C", "B@example.org", "", "", ""],
        ["D", "", "", "", ""],
        ["d", "", "", "", ""],
    )

    roles = "chair, member, methodologist, commentator, secretariat, observer"
    assert said(content) == [
        "Row 2, email: “a@example” is no address.",
        f"Row 2, role: There is no role “boss”; there are {roles}.",
        "Row 3: Neither a name nor an address.",
        "Row 4, perspective: Longer than 200 characters.",
        "Row 5, email: The same person stands in row 4 already.",
        "Row 7, name: The same person stands in row 6 already.",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (csv_of(["What", "Where"], ["A", "B"]), "The first row names no column"),
        (csv_of(["Name", "Full name"], ["A", "B"]), "The column “Full name” stands there twice."),
        (csv_of(["Name"]), "The list holds nobody."),
        (
            csv_of(["Name"], *[[f"P{n}"] for n in range(1001)]),
            "The list has more than 1000 people.",
        ),
        (b"\xff\xfe\x00", "The file is neither XLSX nor CSV in UTF-8"),
        (b"a\0b", "The file is neither XLSX nor CSV in UTF-8"),
        (b"PK\x03\x04 and nothing more", "The spreadsheet is damaged"),
    ],
)
def test_file_that_cannot_be_read_says_why(content, sentence):
    assert [each.startswith(sentence) for each in said(content)] == [True]


def package(**members: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def test_bomb_is_refused_by_what_it_declares_and_by_its_ratio():
    huge = package(**{"xl/worksheets/sheet1.xml": b"\0" * (LARGEST_UNPACKED + 1)})
    dense = package(**{"xl/worksheets/sheet1.xml": b"\0" * 5_000_000})
    many = package(**{f"x{n}.xml": b"" for n in range(201)})

    for bomb in (huge, dense, many):
        assert said(bomb) == ["The spreadsheet unpacks to more than such a list can be."]


def test_bomb_that_lies_about_its_size_is_refused():
    content = b"a" * 100_000
    bomb = bytearray(package(**{"xl/worksheets/sheet1.xml": content}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", bomb, bomb.index(signature) + offset, 10)

    assert said(bytes(bomb)) == ["The spreadsheet is damaged, or protected by a password."]
    assert zlib.crc32(content) > 0


def test_document_type_in_a_workbook_is_refused():
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(HEAD, ["A"]))) as sound,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as evil,
    ):
        for member in sound.infolist():
            held = sound.read(member)
            if member.filename == "xl/workbook.xml":
                held = b'<!DOCTYPE x [<!ENTITY a "b">]>' + held
            evil.writestr(member.filename, held)

    assert said(made.getvalue()) == ["The spreadsheet holds what no spreadsheet program writes."]


def test_cells_are_text_whatever_they_hold():
    content = xlsx(["Name", "Perspective"], ["'=1+1", "two\nlines\x09and a tab"], [12, 1.5])

    assert read_sheet(content).entries == (
        Entry(2, "=1+1", perspective="two lines and a tab"),
        Entry(3, "12", perspective="1.5"),
    )


@given(st.binary(max_size=300) | st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail))
def test_no_file_breaks_the_reader(content):
    sheet = read_sheet(content)

    assert sheet.problems or sheet.entries


def test_what_a_page_sends_back_is_read_anew():
    entry = Entry(2, "A", "a@example.org")

    assert entries_from([entry.as_data()]) == (entry,)
    assert problems_in(entries_from([entry.as_data() | {"role": "boss"}])) != []
    for wrong in (None, [1], [{}], [entry.as_data() | {"name": 1}], [{"row": "x"}]):
        with pytest.raises(Unreadable):
            entries_from(wrong)


def test_sheet_to_fill_in_names_the_columns_and_offers_the_roles():
    page = load_workbook(io.BytesIO(template_file("xlsx"))).active

    assert [cell.value for cell in page[1]] == list(COLUMNS)
    assert page.data_validations.dataValidation[0].formula1 == f'"{",".join(ROLES)}"'
    assert template_file("csv").decode("utf-8-sig") == ",".join(COLUMNS) + "\r\n"

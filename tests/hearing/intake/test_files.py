"""Files by their content: what is taken, what is left out of it, and what is refused."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from hearing.intake.files import UnusableFile, judged, kept_name
from hearing.models.comment_file import LARGEST_FILE

SECRETS = (
    *(b"Secret Author", b"Secret Program", b"Secret Script", b"Secret Enclosure"),
    *(b"Secret Reviewer", b"/JavaScript", b"/EmbeddedFile"),
)


def pdf(*, pages: int = 1, script: bool = False, lock: str = "") -> bytes:
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "Secret Author", "/Producer": "Secret Program"})
    if script:
        action = DictionaryObject()
        action[NameObject("/S")] = NameObject("/JavaScript")
        action[NameObject("/JS")] = TextStringObject("app.alert('Secret Script')")
        writer.root_object[NameObject("/OpenAction")] = action
        writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
        writer.add_attachment("enclosed.exe", b"Secret Enclosure")
        note = DictionaryObject({NameObject("/Subtype"): NameObject("/Text")})
        note[NameObject("/T")] = TextStringObject("Secret Reviewer")
        writer.pages[0][NameObject("/Annots")] = ArrayObject([note])
    if lock:
        writer.encrypt(lock)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def picture(kind: str, size: tuple[int, int] = (3, 2)) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif[0x0112] = 6  # to be turned by a quarter
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, format=kind, exif=exif)
    return made.getvalue()


def test_pdf_keeps_its_pages_and_loses_author_script_and_enclosures():
    sent = pdf(pages=2, script=True)
    assert [each for each in SECRETS if each not in sent] == []

    kind, kept = judged(sent)

    assert (kind, len(PdfReader(io.BytesIO(kept)).pages)) == ("pdf", 2)
    assert [
        each for each in (b"Secret", b"secret.exe", b"/JavaScript", b"/JS") if each in kept
    ] == []


@pytest.mark.parametrize(("kind", "code"), [("PNG", "png"), ("JPEG", "jpeg")])
def test_picture_stands_upright_without_notes_on_its_camera(kind, code):
    sent = picture(kind)
    assert b"Secret Camera" in sent

    found, kept = judged(sent)

    assert (found, Image.open(io.BytesIO(kept)).size) == (code, (2, 3))
    assert b"Secret Camera" not in kept


def test_text_is_kept_as_it_was_typed_without_its_byte_order_mark():
    assert judged("\ufeff表,1\r\n".encode()) == ("text", "表,1\r\n".encode())


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"a" * (LARGEST_FILE + 1), "The file is larger than 10 MB."),
        (b"MZ\x90\x00", "The file is no PDF, no picture (PNG, JPEG) and no plain text (UTF-8)."),
        (b"PK\x03\x04", "The file is no PDF, no picture (PNG, JPEG) and no plain text (UTF-8)."),
        (b"\xff\xfea\x00", "The file is no PDF, no picture (PNG, JPEG) and no plain text (UTF-8)."),
        (b"%PDF-1.7 and no more", "The PDF cannot be read."),
        (b"\x89PNG\r\n\x1a\n and no more", "The picture cannot be read."),
        (pdf(lock="secret"), "The PDF is locked with a password."),
        (pdf(pages=501), "A PDF has one to 500 pages."),
    ],
    ids=["empty", "large", "program", "archive", "utf-16", "pdf", "picture", "locked", "pages"],
)
def test_what_is_not_taken_says_why(content, why):
    with pytest.raises(UnusableFile) as refusal:
        judged(content)

    assert str(refusal.value) == why


def test_picture_that_unfolds_to_too_many_points_is_refused():
    with pytest.raises(UnusableFile) as refusal:
        judged(picture("PNG", (8000, 5001)))

    assert str(refusal.value) == "The picture has more than 40 million points."


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("table.pdf", "table.pdf"),
        ("C:\\Users\\someone\\table.pdf", "table.pdf"),
        ("../../etc/passwd", "passwd"),
        ("fdp.\u202etable\x07.exe", "fdp.table.exe"),
        ("x" * 200 + ".pdf", "x" * 96 + ".pdf"),
        ("\ud800", "without a name"),
        ("a/", "without a name"),
    ],
)
def test_name_has_no_path_and_nothing_unseen(typed, name):
    assert kept_name(typed) == name

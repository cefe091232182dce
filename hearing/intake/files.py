"""Files beside comments, judged by their content and rewritten without what tells of their author.

A name, an ending or a declared type proves nothing and is not looked at. Pictures are drawn anew; of a
PDF the information dictionaries, scripts, actions and enclosed files are left out.
"""

import io
import re
import unicodedata
import warnings

from django.utils.translation import gettext as _

from hearing.intake.texts import UnusableText, kept
from hearing.models.comment_file import LARGEST_FILE

# A picture of this many pixels takes 120 MB to draw; a photograph has a third of it.
MOST_PIXELS = 40_000_000
MOST_PAGES = 500
LONGEST_NAME = 100
# Of a page: what acts, and what says who worked on it (ISO 32000-1, table 30).
_LEFT_OUT = ("/AA", "/Annots", "/B", "/Metadata", "/PieceInfo")
_BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


class UnusableFile(ValueError):
    """A file that is not taken: too large, of no known kind, or not what its beginning says."""


def judged(content: bytes) -> tuple[str, bytes]:
    """The kind of a file and its content as it is kept; UnusableFile says why there is none."""
    if not content:
        raise UnusableFile(_("The file is empty."))
    if len(content) > LARGEST_FILE:
        raise UnusableFile(_("The file is larger than 10 MB."))
    kind = next((kind for begin, kind in _BEGINNINGS.items() if content.startswith(begin)), "text")
    clean = {"pdf": _pdf, "png": _picture, "jpeg": _picture, "text": _text}[kind](content)
    if len(clean) > LARGEST_FILE:
        raise UnusableFile(_("The file is larger than 10 MB."))
    return kind, clean


def kept_name(name: str) -> str:
    """What the author called it: no path, nothing unseen, at most a hundred characters."""
    try:
        name = kept(name)
    except UnusableText:
        name = ""
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(each for each in last if unicodedata.category(each)[0] != "C")
    return seen.strip()[-LONGEST_NAME:] or str(_("without a name"))


def _text(content: bytes) -> bytes:
    try:
        text = kept(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, UnusableText):
        text = ""
    if not text or any(_is_control(each) for each in text):
        raise UnusableFile(
            _("The file is no PDF, no picture (PNG, JPEG) and no plain text (UTF-8).")
        )
    return text.encode()


def _is_control(character: str) -> bool:
    return unicodedata.category(character) == "Cc" and character not in "\t\n\r\f"


def _picture(content: bytes) -> bytes:
    from PIL import Image, ImageOps  # slow import

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise UnusableFile(_("The picture has more than 40 million points."))
                kind = picture.format or "PNG"
                upright = ImageOps.exif_transpose(picture)
                # A new picture has none of the old one's notes: place, time, camera, comments.
                drawn = Image.new(upright.mode, upright.size)
                if upright.mode == "P" and (palette := upright.getpalette()):
                    drawn.putpalette(palette)
                drawn.paste(upright)
    except UnusableFile:
        raise
    except Exception as error:
        raise UnusableFile(_("The picture cannot be read.")) from error
    made = io.BytesIO()
    drawn.save(made, format=kind, **({"quality": 90} if kind == "JPEG" else {}))
    return made.getvalue()


def _pdf(content: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter  # slow import

    try:
        reader = PdfReader(io.BytesIO(content))
        encrypted, pages = reader.is_encrypted, 0 if reader.is_encrypted else len(reader.pages)
        writer = PdfWriter()
        for page in reader.pages[:MOST_PAGES] if not encrypted else ():
            writer.add_page(page, excluded_keys=_LEFT_OUT)
        # Pages alone were taken over: scripts, actions and enclosed files hang on what was left behind.
        writer.metadata = None
        made = io.BytesIO()
        writer.write(made)
    except Exception as error:
        raise UnusableFile(_("The PDF cannot be read.")) from error
    if encrypted:
        raise UnusableFile(_("The PDF is locked with a password."))
    if not 0 < pages <= MOST_PAGES:
        raise UnusableFile(_("A PDF has one to 500 pages."))
    return made.getvalue()

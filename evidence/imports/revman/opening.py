"""Which kind of file it is, by its content: RevMan 5's XML, a package of RevMan Web, or its CSV alone."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from .elements import LARGEST
from .package import read_package
from .problems import Place, Problem, Refused, told
from .review import Review
from .rm5 import read_rm5

MOST_MEMBERS = 500
_ZIP = b"PK\x03\x04"
_UTF16 = (b"\xff\xfe<\0", b"\xfe\xff\0<")

Reading = tuple[Review | None, tuple[Problem, ...]]


def read_review(content: bytes, name: str = "") -> Reading:
    """The review in a file's content; `name` only tells problems apart."""
    if len(content) > LARGEST:
        return None, (Problem("too-large", value=f"{len(content)} bytes"),)
    start = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return None, (Problem("empty-file"),)
    if content.startswith(_ZIP):
        return _read_zip(content)
    if start.startswith(b"<") or content.startswith(_UTF16):
        return read_rm5(content)
    if b"\0" in content[:4096] or b"\n" not in content.replace(b"\r", b"\n"):
        return None, (Problem("unknown-file", value=name),)
    return read_package({name: content})


def read_path(path: Path) -> Reading:
    """The review in a file, or in the CSV files below a directory; raises OSError.

    What is larger than LARGEST is refused before it is read.
    """
    files = sorted(path.rglob("*.csv")) if path.is_dir() else [path]
    size = sum(each.stat().st_size for each in files)
    if size > LARGEST:
        return None, (Problem("too-large", value=f"{size} bytes"),)
    if not path.is_dir():
        with path.open("rb") as opened:  # a pipe has no size to ask for
            return read_review(opened.read(LARGEST + 1), path.name)
    return read_package({str(each.relative_to(path)): each.read_bytes() for each in files})


def _read_zip(content: bytes) -> Reading:
    try:
        files = dict(_members(content))
    except Refused as refused:
        return None, (refused.problem,)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        # RuntimeError: encrypted, or packed in a way that is not known (NotImplementedError).
        return None, (Problem("broken-zip", value=str(error)),)
    inside = [name for name in files if name.lower().endswith(".rm5")]
    if inside:
        review, problems = read_rm5(files[inside[0]])
        return review, told(
            [Problem(each.code, each.place.at(file=inside[0]), each.value) for each in problems]
        )
    return read_package(files)


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The CSV and .rm5 files within; no more than LARGEST however small they were packed."""
    left = LARGEST
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = package.infolist()
        if len(members) > MOST_MEMBERS:
            raise Refused(Problem("too-large", value=f"{len(members)} files"))
        for member in members:
            if PurePosixPath(member.filename).suffix.lower() not in (".csv", ".rm5"):
                continue
            with package.open(member) as opened:
                found = opened.read(left + 1)
            left -= len(found)
            if left < 0:
                raise Refused(Problem("too-large", Place(file=member.filename)))
            yield member.filename, found

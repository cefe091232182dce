"""`manage.py synthesize FILE`: cases or a spreadsheet in, figures out, without a database.

Neither this module nor what it imports knows Django: manage.py calls it directly, and the command of
the same name hands over to it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from .case import Case
from .computing import Computed, Problem
from .document import BadDocument, computed, read_document, result_line
from .parallel import mapped

# The options of an analysis, for a spreadsheet; a JSON file has them with each case.
ANALYSIS = {
    "kind": "kind of analysis; else the one that the columns suggest",
    "measure": "RR, OR, RD, PETO, MD, SMD, HR or GIV",
    "method": "IV, MH or PETO",
    "model": "RE (random) or FE (fixed)",
    "tau2": "DL, REML, PM or ML",
    "ci": "wald, hksj or hksj_adhoc",
    "profile": "revman5, general or metafor",
    "level": "of confidence, between 0 and 1",
    "transform": "of proportions: logit, freeman-tukey or binomial-normal",
    "estimator": "of trim and fill: L0 or R0",
    "likelihood": "of the bivariate model: binomial or normal",
}
# Django's own options of every command mean nothing here.
DJANGO = {"--settings": 1, "--pythonpath": 1, "--verbosity": 1, "-v": 1}
DJANGO_FLAGS = ("--traceback", "--no-color", "--force-color", "--skip-checks")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The file, the form of the output, and the options of an analysis."""
    parser.add_argument("file", metavar="FILE", help="JSON or CSV; - reads standard input")
    parser.add_argument("--text", action="store_true", help="print a table for people")
    parser.add_argument(
        "--strict", action="store_true", help="refuse a case with an option that changes nothing"
    )
    for name, meaning in ANALYSIS.items():
        parser.add_argument(f"--{name}", help=f"{meaning} (CSV only)", type=_type_of(name))


def _type_of(name: str) -> Callable[[str], object]:
    return float if name == "level" else str


def main(arguments: Sequence[str]) -> int:
    """The exit code: 0, 1 where a case was refused, 2 for a file or arguments that cannot be read."""
    parser = argparse.ArgumentParser(prog="manage.py synthesize", description=__doc__)
    add_arguments(parser)
    for name in DJANGO:
        parser.add_argument(name, help=argparse.SUPPRESS)
    for name in DJANGO_FLAGS:
        parser.add_argument(name, action="store_true", help=argparse.SUPPRESS)
    try:
        return run(vars(parser.parse_args(arguments)), sys.stdout, sys.stderr)
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def run(given: dict[str, object], out: TextIO, err: TextIO) -> int:
    """Read, compute and print; problems and notes go to `err`, one a line."""
    analysis = {name: given[name] for name in ANALYSIS if given.get(name) is not None}
    try:
        cases, problems = _read(str(given["file"]), analysis)
    except (OSError, BadDocument) as error:
        err.write(f"{given['file']}: {error}\n")
        return 2
    work = partial(_line, strict=bool(given.get("strict")), as_text=bool(given.get("text")))
    lines = mapped(work, cases)
    refused = problems + [line.problem for line in lines if line.problem]
    for problem in refused:
        err.write(f"{problem}\n")
    for line in lines:
        for name in line.unread:
            err.write(f"{line.id}: option {name} changes nothing here\n")
    _print([line.text for line in lines], out, as_text=bool(given.get("text")))
    return 1 if refused else 0


@dataclass(frozen=True, slots=True)
class _Line:
    """A case as it is printed, with what is to be told of it."""

    id: str
    text: str
    problem: Problem | None
    unread: tuple[str, ...]


def _line(case: Case | Problem, *, strict: bool, as_text: bool) -> _Line:
    id_, got = _id_of(case), computed(case)
    if strict:
        got = _strictly(id_, got)
    if as_text:
        from .text import lines_of  # only people need it

        text = "".join(f"{line}\n" for line in lines_of(id_, case, got))
    else:
        text = result_line(id_, got)
    return _Line(id_, text, got.problem, got.unread)


def _read(path: str, analysis: dict[str, object]) -> tuple[Sequence[Case | Problem], list[Problem]]:
    content = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        if analysis:
            raise BadDocument(
                f"--{next(iter(analysis))} is for CSV; a JSON file has it with each case"
            )
        try:
            return read_document(content.decode("utf-8-sig")), []
        except UnicodeDecodeError as error:
            raise BadDocument(f"the file is no UTF-8: {error}") from error
    from .from_csv import read_csv  # only a spreadsheet needs it

    file = Path("standard input" if path == "-" else path)
    case, problems = read_csv(content, file.stem, analysis, file=file.name)
    return ([] if problems else [case]), problems


def _id_of(case: Case | Problem) -> str:
    return case.case if isinstance(case, Problem) else case.id


def _strictly(id_: str, got: Computed) -> Computed:
    if not got.unread or got.block is None:
        return got
    text = f"no such option: {', '.join(got.unread)}"
    return Computed(None, Problem(id_, "unknown-option", text, column=got.unread[0]))


def _print(texts: Sequence[str], out: TextIO, *, as_text: bool) -> None:
    if as_text:
        out.writelines(texts)
        return
    lines = ",\n".join(texts)
    out.write('{"results": [' + (f"\n{lines}\n" if lines else "") + "]}\n")

"""Plain scalars under the core schema of YAML 1.2 (section 10.3.2), for reading and for writing."""

import re
from datetime import datetime

NULL = re.compile(r"null|Null|NULL|~|")
TRUE = re.compile(r"true|True|TRUE")
FALSE = re.compile(r"false|False|FALSE")
DECIMAL = re.compile(r"[-+]?[0-9]+")
OCTAL = re.compile(r"0o[0-7]+")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN")
# What YAML 1.1 takes for something else than text; older readers are common (PyYAML, R's yaml).
OLDER = re.compile(
    r"y|Y|n|N|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|=|<<"
    r"|[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?"
    r"|[-+]?([0-9][0-9_]*)?\.?[0-9_]+([eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*\."
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(([Tt]|[ \t]+)[0-9]{1,2}:.*)?"
)
# Dates that YAML 1.1 reads as dates and writes again as they were: they stay without quotes.
CANONICAL_DATE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?[-+][0-9]{2}:[0-9]{2})?"
)

# Longer numbers are typing errors or attacks; Python itself stops at 4300 digits.
LONGEST_NUMBER = 400

# With anything else in front it is text.
NO_TEXT_BEGINS = frozenset("-+.0123456789~nNtTfF")

Scalar = str | int | float | bool | None


class BadScalar(ValueError):
    """A plain scalar that is a number, but not one that can be used."""


def resolve(text: str) -> Scalar:
    """The value of a plain scalar; BadScalar for infinities, not-a-number and endless digits.

    `yes`, `no`, `on`, `off`, dates and `1:30` are text: the core schema knows none of them.
    """
    if text and text[0] not in NO_TEXT_BEGINS:
        return text
    if NULL.fullmatch(text):
        return None
    if TRUE.fullmatch(text):
        return True
    if FALSE.fullmatch(text):
        return False
    return _number(text)


def _number(text: str) -> Scalar:
    if NOT_FINITE.fullmatch(text):
        raise BadScalar("is not a finite number")
    if len(text) > LONGEST_NUMBER and (DECIMAL.fullmatch(text) or FLOAT.fullmatch(text)):
        raise BadScalar("has too many digits")
    if DECIMAL.fullmatch(text):
        return int(text)
    if OCTAL.fullmatch(text) or (len(text) <= LONGEST_NUMBER and HEXADECIMAL.fullmatch(text)):
        return int(text, 0)
    return float(text) if FLOAT.fullmatch(text) else text


def is_text(text: str) -> bool:
    """Whether a plain scalar reads as text in YAML 1.2, and does not change in the hands of YAML 1.1."""
    if CANONICAL_DATE.fullmatch(text):
        return _is_date(text)
    if len(text) > LONGEST_NUMBER:
        return text[0] not in NO_TEXT_BEGINS
    patterns = (NULL, TRUE, FALSE, DECIMAL, OCTAL, HEXADECIMAL, FLOAT, NOT_FINITE, OLDER)
    return not any(pattern.fullmatch(text) for pattern in patterns)


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True

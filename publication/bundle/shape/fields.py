"""The kinds of value that a bundle is made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from typing_extensions import TypeAliasType

LONGEST_TEXT = 50_000
NOT_BLANK = r"\S"
# PostgreSQL's integer ends at 2 147 483 647.
LARGEST_COUNT = 1_000_000_000
LARGEST_FIGURE = 1e15

# Tags of a choice between shapes; they end in `!` so that a path can leave them out.
TEXT, LANGUAGES = "text!", "languages!"


class Part(BaseModel):
    """A mapping of the bundle: its keys and no others, nothing coerced, nothing infinite."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        allow_inf_nan=False,
        validate_by_alias=True,
        validate_by_name=False,
        serialize_by_alias=True,
    )


@dataclass(frozen=True)
class OneOf:
    """One word of a fixed list."""

    words: Sequence[str]

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.literal_schema(list(self.words))


def _kind_of_text(value: object) -> str:
    return LANGUAGES if isinstance(value, dict) else TEXT


Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=100)]
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Plain = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
Filled = Annotated[str, StringConstraints(max_length=LONGEST_TEXT, pattern=NOT_BLANK)]
Line20 = Annotated[str, StringConstraints(max_length=20)]
Line100 = Annotated[str, StringConstraints(max_length=100)]
Line200 = Annotated[str, StringConstraints(max_length=200)]
Line300 = Annotated[str, StringConstraints(max_length=300)]
Line500 = Annotated[str, StringConstraints(max_length=500)]

# Text may stand in several languages: `{en: Liver, ja: 肝臓}`.
Text = TypeAliasType(
    "Text",
    Annotated[
        Annotated[Plain, Tag(TEXT)] | Annotated[dict[Language, Filled], Tag(LANGUAGES)],
        Discriminator(_kind_of_text),
    ],
)
FilledText = TypeAliasType(
    "FilledText",
    Annotated[
        Annotated[Filled, Tag(TEXT)]
        | Annotated[dict[Language, Filled], Tag(LANGUAGES), Field(min_length=1)],
        Discriminator(_kind_of_text),
    ],
)

Count = Annotated[int, Field(ge=0, le=LARGEST_COUNT)]
Number = Annotated[int, Field(ge=1, le=LARGEST_COUNT)]
Year = Annotated[int, Field(ge=1500, le=2999)]
Figure = Annotated[float, Field(ge=-LARGEST_FIGURE, le=LARGEST_FIGURE)]
NotNegative = Annotated[float, Field(ge=0, le=LARGEST_FIGURE)]
Share = Annotated[float, Field(ge=0, le=1)]
Percent = Annotated[float, Field(ge=0, le=100)]
Limits = Annotated[list[Figure], Field(min_length=2, max_length=2)]

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(:\d\d(\.\d{1,6})?)?) ?([Zz]|[-+]\d\d:\d\d)", re.ASCII
)


def _date(text: str) -> str:
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise PydanticCustomError("date", "must be a date such as 2018-07-31")


def moment(text: str) -> datetime:
    """A date and time with its offset; ValueError where it is none."""
    match = _MOMENT.fullmatch(text)
    if not match:
        raise ValueError(text)
    offset = match[5].upper().replace("Z", "+00:00")
    found = datetime.fromisoformat(f"{match[1]}T{match[2]}{offset}")
    # Years 1 and 9999 have no place in every time zone.
    if not 1900 <= found.year <= 2999:
        raise ValueError(text)
    return found


def _moment(text: str) -> str:
    try:
        return moment(text).isoformat()
    except ValueError:
        raise PydanticCustomError(
            "moment",
            "must be a date and time with an offset such as 2020-02-01T09:00:00+09:00",
        ) from None


def in_zone(text: str, zone: str) -> str:
    """A moment as the clocks of a time zone show it."""
    return moment(text).astimezone(UTC).astimezone(ZoneInfo(zone)).isoformat()


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise PydanticCustomError("zone", "must be a time zone such as Asia/Tokyo")
    return name


Date = Annotated[str, AfterValidator(_date), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    str, AfterValidator(_moment), WithJsonSchema({"type": "string", "format": "date-time"})
]
TimeZone = Annotated[str, AfterValidator(_zone)]

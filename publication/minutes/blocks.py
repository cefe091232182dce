"""What minutes are made of: blocks of text, of no file format."""

from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import gettext as _

Kind = Literal["heading", "subheading", "statement", "text", "facts", "table", "list", "signatures"]


@dataclass(frozen=True, slots=True)
class Block:
    """One block: a heading or text; facts as (name, text); a table's rows, the first its headings."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """Everything that stands in the document, in order."""

    title: str
    subject: str
    language: str
    footer: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)


def signatures() -> Block:
    """Lines to sign on."""
    return Block("signatures", rows=((_("Chair"),), (_("Keeper of the minutes"),)))

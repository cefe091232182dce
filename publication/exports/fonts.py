"""Whether this machine's fonts can write what the package's own cannot: a PDF has boxes where they lack."""

import re
from functools import cache
from typing import Any

from django.core.checks import Tags, Warning, register
from django.utils.translation import gettext as _

from evidence.plots.export import font_paths

JAPANESE = "日本"
_OF_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@cache
def can_write(letters: str) -> bool:
    """Whether a font has these letters, which differ: those that every font lacks become the same box."""
    import typst  # slow import: a compiler, only when somebody takes a file away

    drawn = typst.compile(letters.encode(), format="svg", font_paths=font_paths())
    return len(set(re.findall(rb'<symbol id="([^"]+)"', bytes(drawn)))) == len(letters)  # type: ignore[arg-type]  # one page


def lacking() -> str:
    """What to say of a machine that cannot write Japanese; empty of one that can."""
    if can_write(JAPANESE):
        return ""
    return _("No font on this machine has Japanese letters; PDFs show boxes in their place.")


def lacking_for(text: str) -> str:
    """The same of a PDF with this text; empty also where it has no Japanese."""
    return lacking() if _OF_JAPANESE.search(text) else ""


@register(Tags.compatibility, deploy=True)
def check_fonts(**_asked: Any) -> list[Warning]:
    """`manage.py check --deploy` says where PDFs would have boxes."""
    said = lacking()
    hint = _("Install one, such as Noto Sans CJK (Debian: fonts-noto-cjk).")
    return [Warning(said, hint=hint, id="publication.W001")] if said else []

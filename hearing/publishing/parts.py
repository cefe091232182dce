"""The published comments about one part of a draft; what is said of a question is said of its recommendations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from guideline.models import Guideline
from hearing.drafts import parts_of
from hearing.intake.parts import SECTION
from hearing.models import Comment, Hearing
from hearing.questions import questions_of_parts
from voting.models import Recommendation


@dataclass(frozen=True, slots=True)
class PartAsked:
    """The part that the table is asked for, with the section of its question where it is a recommendation."""

    part: str = ""
    section: str = ""
    is_known: bool = True

    @property
    def parts(self) -> list[str]:
        """Its comments are about one of these; no part at all asks for every comment."""
        return [each for each in (self.part, self.section) if each]


def part_asked(hearing: Hearing, part: str) -> PartAsked:
    """What an address asks for. A draft without recommendations leaves it to the guideline whose they are."""
    if not part:
        return PartAsked()
    ref = questions_of_parts(hearing.draft).get(part) or _question_of(hearing.guideline, part)
    section = f"{SECTION}{ref}" if ref else ""
    known = (
        bool(ref) or part in parts_of(hearing.draft) or _public(hearing).filter(part=part).exists()
    )
    return PartAsked(part, "" if section == part else section, known)


def commented_in(guideline: Guideline, hearings: Iterable[Hearing]) -> dict[str, list[Hearing]]:
    """The hearings with published comments on each recommendation or its question, by its id, in one statement."""
    told = [each for each in hearings if each.is_published]
    if not told:
        return {}
    section = Concat(Value(SECTION), OuterRef("question__ref"))
    firsts = {f"own_{each.pk}": _first_from(each, OuterRef("ref")) for each in told}
    firsts |= {f"section_{each.pk}": _first_from(each, section) for each in told}
    rows = guideline.recommendations.order_by().values("ref", "question__ref", **firsts)
    return {row["ref"]: [each for each in told if _is_said_of(row, each)] for row in rows}


def _first_from(hearing: Hearing, part: Any) -> Subquery:
    """The first part with a comment from this one on, as the index of parts goes.

    Asked whether there is a comment on just this one, PostgreSQL may look through all to find none.
    """
    rows = _public(hearing).filter(part__gte=part).order_by("part", "number")
    return Subquery(rows.values("part")[:1])


def _is_said_of(row: dict[str, Any], hearing: Hearing) -> bool:
    section = f"{SECTION}{row['question__ref']}"
    return row[f"own_{hearing.pk}"] == row["ref"] or row[f"section_{hearing.pk}"] == section


def _question_of(guideline: Guideline, part: str) -> str | None:
    rows = Recommendation.objects.filter(guideline=guideline, ref=part)
    return rows.values_list("question__ref", flat=True).first()


def _public(hearing: Hearing) -> QuerySet[Comment]:
    """Its published comments, in no order."""
    public = Q() if hearing.imported else Q(published_at__isnull=False)
    return Comment.objects.filter(public, hearing=hearing.pk).order_by()

"""The published comments about one part of a draft; what is said of a question is said of its recommendations."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
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
    known = bool(ref) or part in parts_of(hearing.draft) or _on(hearing, part).exists()
    return PartAsked(part, "" if section == part else section, known)


def commented_in(guideline: Guideline, hearings: Iterable[Hearing]) -> dict[str, list[Hearing]]:
    """The hearings with published comments on each recommendation or its question, by its id, in one statement.

    It looks for one comment of each, and counts none.
    """
    told = [each for each in hearings if each.is_published]
    section = Concat(Value(SECTION), OuterRef("question__ref"))
    said = {
        f"in_{each.pk}": Exists(_on(each, OuterRef("ref"))) | Exists(_on(each, section))
        for each in told
    }
    rows = guideline.recommendations.order_by().values("ref", **said) if told else []
    return {row["ref"]: [each for each in told if row[f"in_{each.pk}"]] for row in rows}


def _question_of(guideline: Guideline, part: str) -> str | None:
    rows = Recommendation.objects.filter(guideline=guideline, ref=part)
    return rows.values_list("question__ref", flat=True).first()


def _on(hearing: Hearing, part: object) -> QuerySet[Comment]:
    """The published comments on a part."""
    public = Q() if hearing.imported else Q(published_at__isnull=False)
    return Comment.objects.filter(public, hearing=hearing.pk, part=part).order_by()

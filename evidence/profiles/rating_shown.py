"""The judgements on a body of evidence as cells: five domains, other considerations, certainty."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from evidence.codes import DOMAINS_DOWN, DOMAINS_UP
from evidence.grade.certainty import AccuracyCertainty, Certainty
from evidence.models import Judgement, Rating
from evidence.profile import BodyChain
from evidence.profiles.footnotes import Footnotes
from evidence.profiles.table import CertaintyCell, Consideration, Domain
from evidence.profiles.words import (
    CONSIDERATIONS,
    DOMAIN_WORDS,
    labelled,
    localized,
    seriousness,
    steps_in_words,
)
from guideline.models import Guideline


@dataclass(frozen=True)
class RatingShown:
    """A body, or one part of a test's accuracy, with the rating that stands for it."""

    body: BodyChain
    part: str
    guideline: Guideline

    @property
    def rating(self) -> Rating | None:
        """Of this part, else of the body as a whole."""
        return self.body.ratings.get("") or self.body.ratings.get(self.part)

    @property
    def design(self) -> str:
        """The design that was rated; empty where nobody did."""
        return self.rating.design if self.rating else ""

    def domains(self, footnotes: Footnotes) -> tuple[Domain, ...]:
        """The five domains that may lower the certainty, in GRADE's order."""
        return tuple(_domain(name, self._judged.get(name), footnotes) for name in DOMAINS_DOWN)

    def other(self, domains: tuple[Domain, ...], footnotes: Footnotes) -> tuple[Consideration, ...]:
        """Publication bias where it is suspected, and what raises the certainty."""
        suspected = [each for each in domains if each.domain == "publication_bias" and each.levels]
        raised = [self._judged[name] for name in DOMAINS_UP if name in self._judged]
        return (
            *(_consideration(each, each.because, footnotes) for each in suspected),
            *(
                _consideration(row, localized(row.because), footnotes)
                for row in raised
                if row.levels
            ),
        )

    @property
    def certainty(self) -> CertaintyCell:
        """The derived certainty with every step."""
        certainty = self._certainty
        if certainty is None or self.rating is None:
            return CertaintyCell(None, _("not rated"))
        return CertaintyCell(
            level=certainty.level,
            text=labelled(self.guideline, certainty.level),
            sentence=steps_in_words(certainty, self.guideline),
            basis=self.rating.basis,
            warnings=certainty.warnings,
        )

    @property
    def _certainty(self) -> Certainty | None:
        found = self.body.certainty
        if isinstance(found, AccuracyCertainty):
            return found.sensitivity if self.part == "sensitivity" else found.specificity
        return found

    @property
    def _judged(self) -> Mapping[str, Judgement]:
        rows = self.rating.judgements.all() if self.rating else ()
        return {row.domain: row for row in rows}


def other_in_words(other: tuple[Consideration, ...], *, rated: bool) -> str:
    """The column in one cell."""
    if other:
        return "; ".join(each.text for each in other)
    return _("none") if rated else "–"


def _domain(name: str, judged: Judgement | None, footnotes: Footnotes) -> Domain:
    levels = judged.levels if judged else None
    because = localized(judged.because) if judged else ""
    code = seriousness(levels)
    basis = judged.basis if judged else ""
    text = str(DOMAIN_WORDS[code])
    return Domain(name, levels, code, text, because, basis, footnotes.number(because))


def _consideration(judged: Domain | Judgement, because: str, footnotes: Footnotes) -> Consideration:
    text = str(CONSIDERATIONS[judged.domain, judged.levels])
    return Consideration(judged.domain, judged.levels, text, because, footnotes.number(because))

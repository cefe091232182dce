"""Rules on the way from evidence to decision."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy, ngettext

from guideline.words import words
from publication.checks.finding import Found, Rule
from publication.checks.material import Material
from publication.checks.places import etd_place
from voting.codes import CRITERIA


def criterion_not_judged(material: Material) -> Iterator[Found]:
    """Criteria without a judgement on which a vote was held all the same."""
    for question, each in material.recommendations():
        if not each.rounds:
            continue
        judged = {name for name, row in each.etd.items() if row.judgement}
        missing = [words(name).rstrip("?") for name in CRITERIA if name not in judged]
        if missing:
            own = any(row.recommendation_id for row in each.etd.values())
            yield (
                etd_place(question.question, each.recommendation if own else None),
                ngettext(
                    "{recommendation} was voted on without a judgement on {n} criterion: {missing}.",
                    "{recommendation} was voted on without a judgement on {n} criteria: {missing}.",
                    len(missing),
                ).format(
                    recommendation=each.recommendation.ref,
                    n=len(missing),
                    missing=", ".join(missing),
                ),
            )


RULES = (
    Rule(
        "criterion-not-judged",
        "warning",
        gettext_lazy("All twelve criteria are judged before a vote, be it as not known."),
        "Alonso-Coello P et al., 2016, BMJ 353:i2016",
        criterion_not_judged,
    ),
)

"""Rules on test accuracy."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evidence.risk_of_bias import APPLICABILITY
from publication.checks.arithmetic.counts import weight_at
from publication.checks.finding import Found, Rule
from publication.checks.material import Material

MOST = 50.0


def applicability_not_lowered(material: Material) -> Iterator[Found]:
    """Most studies of doubtful applicability, and indirectness not lowered."""
    for rated in material.ratings():
        if rated.held.outcome.outcome.type != "diagnostic" or not rated.leaves("indirectness"):
            continue
        studies = list({row.study.ref: row.study for row in rated.held.body.results}.values())
        high = [_is_doubtful(study.risk_of_bias or {}) for study in studies]
        if weight_at(high, [1.0] * len(studies)) > MOST:
            yield (
                rated.place,
                _(
                    "{n} of {studies} studies raise concerns about applicability (QUADAS-2), yet "
                    "indirectness is not lowered and no reason is given."
                ).format(n=sum(high), studies=len(studies)),
            )


def two_gate_not_lowered(material: Material) -> Iterator[Found]:
    """Accuracy from cases and healthy controls without a step for risk of bias."""
    for rated in material.ratings():
        diagnostic = rated.held.outcome.outcome.type == "diagnostic"
        if diagnostic and rated.rating.design == "case-control" and rated.leaves("risk_of_bias"):
            yield (
                rated.place,
                _(
                    "Studies that choose cases and controls apart overstate accuracy, yet risk of "
                    "bias is not lowered and no reason is given."
                ),
            )


def _is_doubtful(judged: dict) -> bool:
    further = judged.get("applicability") or {}
    return any(further.get(name) == "high" for name in APPLICABILITY)


RULES = (
    Rule(
        "applicability-not-lowered",
        "warning",
        gettext_lazy(
            "With most studies of doubtful applicability indirectness lowers, or it is said why not."
        ),
        "Schünemann HJ et al., 2020, GRADE guidelines 21 part 1, J Clin Epidemiol 122:129",
        applicability_not_lowered,
    ),
    Rule(
        "two-gate-not-lowered",
        "warning",
        gettext_lazy("Two-gate studies of accuracy are lowered for bias, or it is said why not."),
        "Lijmer JG et al., 1999, JAMA 282:1061",
        two_gate_not_lowered,
    ),
)

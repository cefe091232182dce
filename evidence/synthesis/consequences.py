"""What a test would do to a thousand people: true and false results, predictive values.

Of 1000 people, 1000·prevalence·sens are true positives and 1000·(1 − prevalence)·spec true
negatives; the limits are those of sensitivity or specificity, prevalence taken as known. Predictive
values follow by Bayes from the likelihood ratios: odds after = odds before × LR. Source: Schünemann
HJ et al. BMJ 2008;336:1106-10 (figures per 1000 as GRADE shows them); Zwinderman AH, Bossuyt PM.
Stat Med 2008;27:687-97.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .accuracy_summary import Estimate, Ratios
from .inputs import InvalidInput

PEOPLE = 1000


@dataclass(frozen=True, slots=True)
class Consequences:
    """Results per 1000 tested at one prevalence, with limits.

    `ppv` and `npv` are None where the likelihood ratios are; at a prevalence of 0 or 1 they are
    known.
    """

    prevalence: float
    tp: Estimate
    fn: Estimate
    tn: Estimate
    fp: Estimate
    ppv: Estimate | None
    npv: Estimate | None


def consequences(
    sens: Estimate, spec: Estimate, ratios: Ratios | None, prevalences: Sequence[float]
) -> tuple[Consequences, ...]:
    """Consequences at each prevalence, a fraction from 0 to 1; InvalidInput for any other."""
    return tuple(_at(each, sens, spec, ratios) for each in prevalences)


def _at(prevalence: float, sens: Estimate, spec: Estimate, ratios: Ratios | None) -> Consequences:
    if not 0 <= prevalence <= 1:
        text = f"prevalence {prevalence} is not a fraction from 0 to 1"
        raise InvalidInput("prevalence-outside-0-1", text, column="prevalence")
    diseased, healthy = PEOPLE * prevalence, PEOPLE * (1 - prevalence)
    return Consequences(
        prevalence,
        tp=_times(diseased, sens),
        fn=_rest(diseased, sens),
        tn=_times(healthy, spec),
        fp=_rest(healthy, spec),
        ppv=_after(prevalence, ratios.lr_pos) if ratios else None,
        npv=_rest(1.0, _after(prevalence, ratios.lr_neg)) if ratios else None,
    )


def _times(people: float, share: Estimate) -> Estimate:
    return Estimate(people * share.value, people * share.lower, people * share.upper)


def _rest(people: float, share: Estimate) -> Estimate:
    """Those without the result: the limits change places."""
    return Estimate(*(people * (1 - each) for each in (share.value, share.upper, share.lower)))


def _after(prevalence: float, ratio: Estimate) -> Estimate:
    """Chance of disease after a result with this likelihood ratio."""
    values = (_bayes(prevalence, each) for each in (ratio.value, ratio.lower, ratio.upper))
    return Estimate(*values)


def _bayes(prevalence: float, ratio: float) -> float:
    diseased = prevalence * ratio
    return diseased / (diseased + 1 - prevalence) if prevalence < 1 else 1.0

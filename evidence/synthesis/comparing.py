"""Two tests compared: the bivariate model with the test as a covariate of both logits.

logit sens and logit spec are μ + δ·[test is the second] + study effects; δ = 0 on both is tested by
the likelihood ratio and by Wald. Source: Macaskill P, Takwoingi Y, Deeks JJ, Gatsonis C, in:
Cochrane Handbook for Systematic Reviews of Diagnostic Test Accuracy, version 2, 2023;
Takwoingi Y, Leeflang MM, Deeks JJ. Ann Intern Med 2013;158:544-54 (why studies with both tests
count more).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .accuracy_fallback import FEWEST_FOR_CORRELATION, why_not
from .accuracy_summary import Estimate, delta_se, from_log, from_logit, logistic
from .between_studies import MixedFit
from .bivariate import fit_regression
from .distributions import chi2_p, normal_p, normal_quantile
from .inputs import BoolArray, Column, FloatArray, InvalidInput, columns_of, one_of, refuse_negative

PAIRINGS = ("independent", "shared")
FEWEST_PER_TEST = 2
NO_SPREAD = ("no-spread", "sens-no-spread", "spec-no-spread")
SPREAD = "same-spread-for-both-tests"
ASSUMPTIONS = {
    "independent": (SPREAD, "pairing-ignored"),
    "shared": (SPREAD, "study-effects-shared-by-tests"),
}


@dataclass(frozen=True, slots=True)
class Contrast:
    """The second test less the first, or over it, on one side.

    `logit_difference` with its `se` and Wald `p`; `difference` of the proportions and their `ratio`
    with limits by the delta method; `p_lr` by the likelihood ratio with this side's δ alone left
    out, None where that fit did not converge.
    """

    first: Estimate
    second: Estimate
    logit_difference: float
    se: float
    p: float
    p_lr: float | None
    difference: Estimate
    ratio: Estimate


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two tests side by side; `p_lr` and `p_wald` are of no difference on either side, 2 df.

    `assumptions` are words for what the model takes for granted, `no-correlation` among them where
    studies were fewer than four or the correlation sat at its limit; `paired` counts studies with
    both tests. Where `reason` is not empty (`fewer-than-two-studies`, `sens-all-or-none`,
    `spec-all-or-none`, `not-converged`) nothing could be compared, and the rest is None.
    """

    tests: tuple[str, str]
    assumptions: tuple[str, ...]
    studies: int
    paired: int
    reason: str
    sens: Contrast | None = None
    spec: Contrast | None = None
    p_lr: float | None = None
    p_wald: float | None = None
    fit: MixedFit | None = None


def compare(
    tests: Sequence[str],
    tp: Column,
    fp: Column,
    fn: Column,
    tn: Column,
    *,
    studies: Sequence[str],
    first: str | None = None,
    pairing: str = "independent",
    points: int = 15,
    level: float = 0.95,
) -> Comparison:
    """Compare the two `tests` of rows (r,) with counts (r,), from `studies` (r,) by name.

    `pairing` independent: every row has study effects of its own, as if no study had both tests.
    shared: rows of a study share one pair of effects, so its two tests are compared within it. Both
    tests have the same spread between studies. `first` is the test compared against, else the first
    row's. Raises InvalidInput for anything but two tests, and for bad counts.
    """
    pairing = one_of(pairing, PAIRINGS, "pairing")
    columns = {"tp": tp, "fp": fp, "fn": fn, "tn": tn}
    counts, names = columns_of(columns, tuple(columns), studies)
    for name, column in zip(columns, counts, strict=True):
        refuse_negative(column, name, names)
    pair = _two_tests(tests, first, len(names))
    second = np.array([test == pair[1] for test in tests])
    cells = _Rows(counts, second, _groups(names, pairing))
    fit, spread = cells.fullest(points)
    words = ASSUMPTIONS[pairing] + (("no-correlation",) if spread == "uncorrelated" else ())
    known = (pair, words, len(set(names)), _paired(names, tests))
    if fit is None:
        return Comparison(*known, cells.refusal() or "not-converged")
    without = [
        cells.fit(kept, points, spread) for kept in ((False, True), (True, False), (False, False))
    ]
    p_lr = [_p_lr(fit, each, df) for each, df in zip(without, (1, 1, 2), strict=True)]
    return _compared(known, fit, p_lr, level)


def _compared(
    known: tuple[tuple[str, str], tuple[str, ...], int, int],
    fit: MixedFit,
    p_lr: list[float | None],
    level: float,
) -> Comparison:
    if fit.beta_cov is None:
        return Comparison(*known, "not-converged")
    return Comparison(
        *known,
        "",
        sens=_contrast(fit.beta, fit.beta_cov, 0, p_lr[0], level),
        spec=_contrast(fit.beta, fit.beta_cov, 1, p_lr[1], level),
        p_lr=p_lr[2],
        p_wald=_p_wald(fit.beta[2:], fit.beta_cov[2:, 2:]),
        fit=fit,
    )


def _two_tests(tests: Sequence[str], first: str | None, rows: int) -> tuple[str, str]:
    names = list(dict.fromkeys(tests))
    if len(tests) != rows:
        raise InvalidInput("lengths-differ", f"{len(tests)} tests for {rows} rows", column="tests")
    if len(names) != 2:
        raise InvalidInput("not-two-tests", f"{len(names)} tests, not two", column="tests")
    if first is not None and first not in names:
        raise InvalidInput(
            "unknown-option", f"first {first!r} is none of the tests", column="first"
        )
    return (names[1], names[0]) if first == names[1] else (names[0], names[1])


def _groups(names: Sequence[str], pairing: str) -> list[int]:
    """The number of the group of each row: its own, or its study's."""
    if pairing == "independent":
        return list(range(len(names)))
    order = {name: i for i, name in enumerate(dict.fromkeys(names))}
    return [order[name] for name in names]


def _paired(names: Sequence[str], tests: Sequence[str]) -> int:
    seen: dict[str, set[str]] = {}
    for name, test in zip(names, tests, strict=True):
        seen.setdefault(name, set()).add(test)
    return sum(len(each) == 2 for each in seen.values())


@dataclass(frozen=True, slots=True)
class _Rows:
    """Counts TP, FP, FN, TN each (r,), which rows are the second test's, and their groups."""

    counts: list[FloatArray]
    second: BoolArray
    groups: list[int]

    def refusal(self) -> str:
        """A test of which everybody or nobody had the event on a side: its logit is infinite."""
        tp, fp, fn, tn = self.counts
        if min(self.second.sum(), (~self.second).sum()) < FEWEST_PER_TEST:
            return "fewer-than-two-studies"
        for side, hits, misses in (("sens", tp, fn), ("spec", tn, fp)):
            for rows in (self.second, ~self.second):
                if 0 in (hits[rows].sum(), misses[rows].sum()):
                    return f"{side}-all-or-none"
        return ""

    def fullest(self, points: int) -> tuple[MixedFit | None, str]:
        """The model with the correlation, else without, and which; None where neither has a top."""
        if self.refusal():
            return None, ""
        enough = max(self.groups) + 1 >= FEWEST_FOR_CORRELATION
        for spread in ("correlated", "uncorrelated") if enough else ("uncorrelated",):
            fit = self.fit((True, True), points, spread)
            if why_not(fit) in ("", *NO_SPREAD):
                return fit, spread
        return None, ""

    def fit(self, kept: tuple[bool, bool], points: int, spread: str) -> MixedFit:
        """The model with δ of sens, of spec, or neither `kept`; β is μ_A, μ_B, then the δ kept."""
        tp, fp, fn, tn = self.counts
        widest = max(self.groups.count(group) for group in set(self.groups))
        shape = (max(self.groups) + 1, widest, 2)
        events, total, design = np.zeros(shape), np.zeros(shape), np.zeros((*shape, 4))
        filled = [0] * shape[0]
        for row, group in enumerate(self.groups):
            at = (group, filled[group])
            filled[group] += 1
            events[at] = tp[row], tn[row]
            total[at] = tp[row] + fn[row], tn[row] + fp[row]
            design[at][:, :2] = np.eye(2)
            design[at][:, 2:] = np.eye(2) * self.second[row]
        columns = [0, 1, *(2 + side for side in (0, 1) if kept[side])]
        return fit_regression(events, total, design[..., columns], points=points, spread=spread)


def _p_lr(full: MixedFit, part: MixedFit, df: int) -> float | None:
    """P of twice the difference of log likelihoods, None where the smaller model has no top."""
    if why_not(part) in ("not-converged", "endless-spread"):
        return None
    return chi2_p(max(0.0, 2 * (full.loglik - part.loglik)), df)


def _p_wald(delta: FloatArray, cov: FloatArray) -> float:
    """P of δ′·cov⁻¹·δ with two degrees of freedom."""
    return chi2_p(float(delta @ np.linalg.solve(cov, delta)), 2)


def _contrast(
    beta: FloatArray, cov: FloatArray, side: int, p_lr: float | None, level: float
) -> Contrast:
    pick = np.zeros((2, 4))
    pick[:, side] = 1.0
    pick[1, 2 + side] = 1.0
    logits, of_logits = pick @ beta, pick @ cov @ pick.T
    errors = np.sqrt(np.diag(of_logits))
    shares = [logistic(float(each)) for each in logits]
    se = float(np.sqrt(cov[2 + side, 2 + side]))
    slope = [share * (1 - share) for share in shares]
    gap = shares[1] - shares[0]
    half = normal_quantile(level) * delta_se((-slope[0], slope[1]), of_logits)
    log_se = delta_se((shares[0] - 1, 1 - shares[1]), of_logits)
    return Contrast(
        first=from_logit(float(logits[0]), float(errors[0]), level),
        second=from_logit(float(logits[1]), float(errors[1]), level),
        logit_difference=float(beta[2 + side]),
        se=se,
        p=normal_p(float(beta[2 + side]) / se),
        p_lr=p_lr,
        difference=Estimate(gap, gap - half, gap + half),
        ratio=from_log(math.log(shares[1] / shares[0]), log_se, level),
    )

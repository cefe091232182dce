"""The kind dta_bivariate: the bivariate model of diagnostic accuracy, exact or approximate."""

from __future__ import annotations

from evidence.synthesis.accuracy_analysis import POINTS, fit
from evidence.synthesis.accuracy_fit import AccuracyFit
from evidence.synthesis.accuracy_summary import Estimate
from evidence.synthesis.inputs import FloatArray, InvalidInput, one_of

from .accuracy_tables import counts_of
from .blocks import Block
from .case import Case
from .options import Options


def bivariate(case: Case, options: Options) -> Block:
    """Summary point, its errors, the spread between studies, ratios; areas by the normal model.

    The model named is fitted and stands even at a limit, as R leaves it; with the option `fall_back` a
    plainer one takes its place there. `model` and `attempts` say which and why.
    """
    interval = options.text("ci", "wald-logit")
    if interval != "wald-logit":
        raise InvalidInput("unknown-option", f"ci {interval!r} is not wald-logit", column="ci")
    integration, points = _integration(options)
    tp, fp, fn, tn = counts_of(case)
    got = fit(
        tp,
        fp,
        fn,
        tn,
        likelihood=options.word("likelihood", "binomial"),
        integration=integration,
        points=points,
        correction=_correction(options),
        estimator=options.word("estimator", "reml").lower(),
        level=options.number("level", 0.95),
        fall_back=options.flag("fall_back"),
        labels=case.labels,
    )
    return _summary(got) | _logits(got) | _ratios(got) | _areas(got)


def _integration(options: Options) -> tuple[str, int]:
    """`agq-15x15` is adaptive quadrature with 15 points a side."""
    word, _, points = options.word("integration", "agq").lower().partition("-")
    word = one_of(word, ("agq", "laplace"), "integration")
    given = points.partition("x")[0]
    if given and not given.isdecimal():
        text = f"integration {points!r} is no number of points"
        raise InvalidInput("unknown-option", text, column="integration")
    return word, int(given) if given else options.whole("points", POINTS)


def _correction(options: Options) -> str:
    """mada's words for which studies get 0.5, also spelt out as the reference does."""
    amount, rule = options.number("correction", 0.5), options.text("correction_rule", "all").lower()
    if amount not in (0.0, 0.5):
        raise InvalidInput("unknown-option", f"correction {amount} is not 0.5", column="correction")
    if amount == 0:
        return "none"
    if rule.startswith("only"):
        return "single"
    return "all" if rule.startswith("every") else rule


def _summary(got: AccuracyFit) -> Block:
    return {
        "k": got.k,
        "model": got.model,
        "attempts": [{"model": each.model, "outcome": each.outcome} for each in got.attempts],
        "left_out": list(got.left_out),
        "singular": got.bivariate is not None and bool(got.bivariate.limit),
        "converged": got.bivariate is not None and got.bivariate.converged,
        "loglik": got.loglik if got.recipe.likelihood == "binomial" else None,
        "loglik_normal": got.loglik if got.recipe.likelihood == "normal" else None,
    }


def _logits(got: AccuracyFit) -> Block:
    mean, cov, between = got.mean, got.mean_cov, got.between
    return {
        "logit_sens": _at(mean, 0),
        "logit_spec": _at(mean, 1),
        "se_logit_sens": _root(_at(cov, (0, 0))),
        "se_logit_spec": _root(_at(cov, (1, 1))),
        "cov_estimates": _at(cov, (0, 1)),
        "var_logit_sens": _at(between, (0, 0)),
        "var_logit_spec": _at(between, (1, 1)),
        "cov_logits": _at(between, (0, 1)),
        "corr_logits": got.corr_logits,
    }


def _at(figures: FloatArray | None, place: int | tuple[int, int]) -> float | None:
    return None if figures is None else float(figures[place])


def _root(variance: float | None) -> float | None:
    return None if variance is None else variance**0.5


def _ratios(got: AccuracyFit) -> Block:
    found = got.ratios
    return (
        _estimate("sens", got.sens)
        | _estimate("spec", got.spec)
        | _estimate("LR_pos", found.lr_pos if found else None)
        | _estimate("LR_neg", found.lr_neg if found else None)
        | _estimate("DOR", found.dor if found else None)
    )


def _estimate(name: str, figure: Estimate | None) -> Block:
    if figure is None:
        return {name: None, f"{name}_ci": None}
    return {name: figure.value, f"{name}_ci": (figure.lower, figure.upper)}


def _areas(got: AccuracyFit) -> Block:
    """The area as mada prints it, whole and between the observed rates, and as it is."""
    curve, seen = got.hsroc, got.observed_fpr
    by_mada = got.recipe.likelihood == "normal" and curve is not None
    return {
        "correction": got.recipe.correction,
        "AUC": got.auc,
        "AUC_sroc_rutter_gatsonis": curve.area_by_mada() if curve and by_mada else None,
        "partial_AUC": curve.area_by_mada(*seen) if curve and by_mada and seen else None,
        "HSROC": {
            "accuracy": curve.accuracy if curve else None,
            "threshold": curve.threshold if curve else None,
            "shape": curve.shape if curve else None,
            "var_accuracy": curve.var_accuracy if curve else None,
            "var_threshold": curve.var_threshold if curve else None,
        },
    }

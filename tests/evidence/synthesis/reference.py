"""Reads the reference cases in tests/data/synthesis and compares figures at their tolerances."""

from __future__ import annotations

import json
from pathlib import Path

DATA = Path(__file__).parents[2] / "data" / "synthesis"
MODEL = {"FE": "fixed", "RE": "random"}


def load(name):
    """The whole file tests/data/synthesis/NAME.json."""
    return json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))


def cases(name):
    """Its cases by id."""
    return {case["id"]: case for case in load(name)["cases"]}


def close(got, expected, tolerance):
    """|got - expected| <= max(abs, rel * |expected|); null agrees only with None or NaN."""
    if expected is None:
        return got is None or got != got
    if got is None:
        return False
    return abs(got - expected) <= max(tolerance["abs"], tolerance["rel"] * abs(expected))


def disagreements(got, expected, tolerance):
    """The figures of `expected` that `got`, a mapping of the same keys, does not reproduce."""
    return [
        (key, mine, wanted)
        for key, value in expected.items()
        for mine, wanted in pairs(got[key], value)
        if not agrees(mine, wanted, tolerance)
    ]


def agrees(mine, wanted, tolerance):
    if isinstance(wanted, bool | str):
        return mine == wanted
    return close(mine, wanted, tolerance)


def pairs(mine, wanted):
    """Figures side by side, lists of one length flattened."""
    if not isinstance(wanted, list):
        return [(mine, wanted)]
    if mine is None:
        return [(None, each) for each in wanted]
    assert len(mine) == len(wanted)
    return [pair for m, w in zip(mine, wanted, strict=True) for pair in pairs(m, w)]


def options_of(case):
    """The case's options as arguments of `pool`."""
    options = case["options"]
    return {
        "measure": options.get("measure", "GIV"),
        "method": options["method"],
        "model": MODEL[options["model"]],
        "tau2": (options.get("tau2") or "DL").split(",")[0],
        "ci": options.get("ci", "wald"),
        "profile": options["profile"],
    }


def pooled_block(pooled):
    """A result in the words of the reference."""
    return {
        "k": pooled.k,
        "est": pooled.estimate,
        "se": pooled.se,
        "ci": pooled.ci,
        "stat": pooled.statistic,
        "stat_dist": "z" if pooled.df is None else "t",
        "df": pooled.df,
        "p": pooled.p,
        "tau2": pooled.tau2,
        "Q": pooled.q,
        "Q_df": pooled.q_df,
        "Q_p": pooled.q_p,
        "I2_Q": pooled.i2,
        "H_Q": pooled.h,
        "est_natural": pooled.natural,
        "ci_natural": pooled.ci_natural,
    }


def studies_block(pooled):
    """Its studies in the words of the reference."""
    studies = pooled.studies
    return {
        "est": studies.estimate,
        "se": studies.se,
        "ci_lo": studies.ci_lower,
        "ci_hi": studies.ci_upper,
        "estimable": [bool(each) for each in studies.estimable],
        "weight_pct": studies.weight_pct,
    }

"""A body of evidence as a case of `manage.py synthesize`, so that anybody can compute it again elsewhere."""

from collections.abc import Callable, Mapping
from typing import Any

from evidence.appraisal import bias_group, population_group
from evidence.effects import POOLED_TYPES, inputs_of
from evidence.models import StudyResult
from evidence.profile import BodyChain
from evidence.synthesis_choices import completed, settled

OF_EFFECTS = (
    "pairwise",
    "subgroup",
    "leave_one_out",
    "cumulative",
    "influence",
    "meta_regression",
    "funnel",
    "egger",
    "trim_and_fill",
)
OF_ACCURACY = ("dta_bivariate", "dta_rows", "dta_moses")
# What may be asked for instead of the kept choice, or besides it.
OPTIONS = ("measure", "method", "model", "tau2", "ci", "profile", "estimator", "side")
GROUPS: Mapping[str, Callable[[StudyResult], str]] = {
    "population": population_group,
    "risk_of_bias": bias_group,
}


def kinds_of_case(body: BodyChain) -> tuple[str, ...]:
    """The kinds of cases that a body gives, the usual one first; none for what is not pooled."""
    if not body.results:
        return ()
    if body.outcome.type == "diagnostic":
        return OF_ACCURACY
    return OF_EFFECTS if body.outcome.type in POOLED_TYPES else ()


def case_of(body: BodyChain, kind: str, asked: Mapping[str, str], by: str) -> dict[str, Any]:
    """The case: rows that count, the kept choice with the options `asked`, groups `by` a key of GROUPS."""
    columns = inputs_of(body.outcome.type, body.rows)
    data: dict[str, list[Any]] = {"study": body.labels}
    if kind in OF_ACCURACY:
        data |= {name.upper(): values for name, values in columns.items()}
        options: dict[str, Any] = {"fall_back": True} if kind == "dta_bivariate" else {}
    else:
        data |= columns
        chosen = completed(body.outcome.type, body.body.synthesis) | dict(asked)
        options = settled(chosen) | {k: asked[k] for k in ("estimator", "side") if k in asked}
    years = [row.study.year for row in body.results]
    if kind == "subgroup":
        data["subgroup"] = [GROUPS[by](row) for row in body.results]
    elif kind == "cumulative":
        data["year"] = years
    elif kind == "meta_regression":
        data["moderator"] = years
    return {"id": body.outcome.ref, "kind": kind, "options": options, "data": data}

"""Whatever stands in a case, the answer is figures, null or a problem: no crash and no NaN."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.synthesis.inputs import InvalidInput
from evidence.synthesis_cases.computing import compute
from evidence.synthesis_cases.document import computed, read_document, result_line
from evidence.synthesis_cases.kinds import KINDS, kind_of

COUNT = st.integers(0, 40)
FIGURE = st.floats(-1e6, 1e6) | st.sampled_from([0.0, 1e-300, 1e100])
ERROR = st.floats(1e-6, 1e6)
METHODS = st.fixed_dictionaries(
    {},
    optional={
        "model": st.sampled_from(["FE", "RE"]),
        "tau2": st.sampled_from(["DL", "REML", "PM", "ML"]),
        "ci": st.sampled_from(["wald", "hksj", "hksj_adhoc"]),
        "profile": st.sampled_from(["revman5", "general", "metafor"]),
    },
)
ARM = COUNT.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
SPREAD = st.floats(0, 100)
MEASURES = {
    "counts": st.sampled_from(["RR", "OR", "RD", "PETO"]),
    "means": st.sampled_from(["MD", "SMD"]),
    "generic": st.sampled_from(["GIV", "HR"]),
    "logrank": st.sampled_from(["HR", "PETO"]),
}
ROWS = {
    "counts": st.tuples(ARM, ARM).map(lambda arms: (*arms[0], *arms[1])),
    "means": st.tuples(FIGURE, SPREAD, COUNT, FIGURE, SPREAD, COUNT),
    "generic": st.tuples(FIGURE, ERROR),
    "logrank": st.tuples(FIGURE, SPREAD),
}
NAMES = {
    "counts": ("events_1", "total_1", "events_2", "total_2"),
    "means": ("mean_1", "sd_1", "total_1", "mean_2", "sd_2", "total_2"),
    "generic": ("estimate", "se"),
    "logrank": ("O_E", "V"),
}
ARMS = ("pairwise", "subgroup", "leave_one_out", "revman5_stored", "egger", "trim_and_fill")
ARMS += ("cumulative", "influence", "meta_regression", "funnel")


def columns_of(names, rows):
    return {name: [row[i] for row in rows] for i, name in enumerate(names)}


@st.composite
def two_arms(draw):
    shape = draw(st.sampled_from(sorted(ROWS)))
    rows = draw(st.lists(ROWS[shape], max_size=7))
    options = draw(METHODS) | {"measure": draw(MEASURES[shape])}
    data = columns_of(NAMES[shape], rows)
    kind = draw(st.sampled_from(ARMS))
    if kind == "subgroup":
        data["subgroup"] = draw(
            st.lists(st.sampled_from("xyz"), min_size=len(rows), max_size=len(rows))
        )
    if kind == "meta_regression":
        data["moderator"] = draw(st.lists(FIGURE, min_size=len(rows), max_size=len(rows)))
    return {"id": "any", "kind": kind, "options": options, "data": data}


@st.composite
def proportions(draw):
    rows = draw(
        st.lists(
            COUNT.filter(bool).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
            max_size=6,
        )
    )
    transform = draw(st.sampled_from(["logit", "Freeman-Tukey", "binomial-normal GLMM"]))
    options = {"transform": transform}
    return {
        "id": "any",
        "kind": "proportion",
        "options": options,
        "data": columns_of(("events", "total"), rows),
    }


@st.composite
def accuracy(draw):
    rows = draw(st.lists(st.tuples(COUNT, COUNT, COUNT, COUNT), max_size=6))
    kind = draw(st.sampled_from(["dta_rows", "dta_moses", "dta_bivariate"]))
    options = {}
    if kind == "dta_moses":
        options = {"weighted": draw(st.booleans())}
    if kind == "dta_bivariate":
        options = {
            "likelihood": draw(st.sampled_from(["binomial", "normal"])),
            "integration": "laplace",
        }
        options["fall_back"] = draw(st.booleans())
    return {
        "id": "any",
        "kind": kind,
        "options": options,
        "data": columns_of(("TP", "FP", "FN", "TN"), rows),
    }


def refuse_constants(word):
    raise AssertionError(f"{word} in the output")


def result_of(case):
    """The result as a program reads it; NaN and Infinity are no JSON and fail here."""
    (read,) = read_document(json.dumps({"cases": [case]}))
    return json.loads(result_line("any", computed(read)), parse_constant=refuse_constants)


@given(two_arms())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_two_arms_give_figures_or_say_why_not(case):
    result = result_of(case)

    if "problem" in result:
        assert result["problem"]["code"] in {"unknown-option", "did-not-converge", "missing-column"}
        assert result["problem"]["text"]
    elif case["kind"] == "pairwise":
        assert (result["est"] is None) == (result["reason"] != "")
        assert len(result["studies"]["est"]) == len(next(iter(case["data"].values())))


@given(proportions())
@settings(max_examples=40, deadline=None)
def test_proportions_lie_between_nothing_and_all(case):
    result = result_of(case)

    if result.get("prop") is not None:
        assert 0 <= result["prop_ci"][0] <= result["prop"] <= result["prop_ci"][1] <= 1
    else:
        assert result["reason"] if "reason" in result else result["problem"]


@given(accuracy())
@settings(max_examples=40, deadline=None)
def test_accuracy_lies_between_nothing_and_all(case):
    result = result_of(case)

    for name in ("sens", "spec"):
        if result.get(name) is not None:
            lower, upper = result[f"{name}_ci"]
            assert 0 <= lower <= result[name] <= upper <= 1


@given(
    st.dictionaries(
        st.text(max_size=5) | st.sampled_from(["id", "kind", "data", "options"]),
        st.none()
        | st.integers()
        | st.text(max_size=4)
        | st.lists(st.integers(), max_size=2)
        | st.dictionaries(st.text(max_size=4), st.lists(st.integers(), max_size=2), max_size=2),
    )
)
@settings(max_examples=200, deadline=None)
def test_anything_in_place_of_a_case_is_answered(given_case):
    result = result_of(given_case)

    assert "problem" in result


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_what_it_misses(kind):
    (case,) = read_document(json.dumps({"cases": [{"id": "a", "kind": kind, "data": {}}]}))

    got = compute(case)

    assert (got.block, got.problem.code) == (None, "missing-column")


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(InvalidInput, match="pairwise"):
        kind_of("network")

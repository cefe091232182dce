import pytest

from tests.publication.bundle.samples import said, with_outcome

PLACE = "questions[0].outcomes[0]"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("results", [{"study": "s1"}]),
        ("certainty", {"design": "cohort"}),
        ("synthesis", {"measure": "RR"}),
        ("reported", {"estimate": 1}),
        ("narrative", {"text": "x"}),
    ],
)
def test_bodies_stand_alone(key, value):
    data = with_outcome({key: value, "bodies": [{"id": "b"}]})

    assert said(data) == [f"{PLACE}.{key}: stands beside bodies; it belongs in one of them"]


def test_bodies_may_stand_beside_what_is_empty():
    assert said(with_outcome({"results": [], "reported": None, "bodies": [{"id": "b"}]})) == []


@pytest.mark.parametrize(
    ("marks", "found"), [([None, False], "none of them is"), ([True, True], "2 of them are")]
)
def test_one_of_several_bodies_is_primary(marks, found):
    bodies = [{"id": f"b{n}", "primary": mark, "because": "x"} for n, mark in enumerate(marks)]

    assert said(with_outcome({"bodies": bodies})) == [
        f"{PLACE}.bodies: one of several bodies must be primary; {found}"
    ]


def test_the_primary_of_several_bodies_says_why():
    data = with_outcome({"bodies": [{"id": "b1", "primary": True}, {"id": "b2"}]})

    assert said(data) == [
        f"{PLACE}.bodies[0].because: is missing: why this body of several is the primary one"
    ]


def test_a_body_alone_is_primary_without_saying_so():
    assert said(with_outcome({"bodies": [{"id": "b"}]})) == []


def test_a_body_alone_cannot_stand_back():
    data = with_outcome({"bodies": [{"id": "b", "primary": False}]})

    assert said(data) == [f"{PLACE}.bodies[0].primary: the only body is the primary one"]


@pytest.mark.parametrize(
    ("domain", "way"),
    [("risk_of_bias", "down"), ("publication_bias", "down"), ("large_effect", "up")],
)
@pytest.mark.parametrize("because", [None, "", "  ", {}])
def test_a_step_needs_a_reason(domain, way, because):
    certainty = {"design": "cohort", domain: {way: 1, "because": because}}

    assert said(with_outcome({"certainty": certainty})) == [
        f"{PLACE}.certainty.{domain}.because: is missing: a step {way} needs its reason"
    ]


def test_a_domain_without_concern_needs_no_reason():
    certainty = {"design": "cohort", "imprecision": {"down": 0}, "dose_response": {"up": 0}}

    assert said(with_outcome({"certainty": certainty})) == []


def test_a_step_of_one_part_needs_a_reason_too():
    parts = {"sensitivity": {"design": "cohort", "imprecision": {"down": 1}}}

    assert said(with_outcome({"type": "diagnostic", "certainty": parts})) == [
        f"{PLACE}.certainty.sensitivity.imprecision.because: is missing: a step down needs its reason"
    ]


def test_only_accuracy_is_rated_in_parts():
    parts = {"sensitivity": {"design": "cohort"}}

    assert said(with_outcome({"type": "dichotomous", "certainty": parts})) == [
        f"{PLACE}.certainty: only a diagnostic outcome is rated in parts"
    ]


@pytest.mark.parametrize(
    ("kind", "measure", "known"),
    [
        ("dichotomous", "MD", "RR, OR, RD, PETO"),
        ("continuous", "RR", "MD, SMD"),
        ("generic", "DTA", "RR, OR, RD, PETO, MD, SMD, HR, GIV"),
        ("diagnostic", "RR", "DTA"),
    ],
)
def test_a_measure_fits_the_type(kind, measure, known):
    assert said(with_outcome({"type": kind, "synthesis": {"measure": measure}})) == [
        f"{PLACE}.synthesis.measure: must be {known} for a {kind} outcome, not {measure}"
    ]


def test_a_certainty_without_any_study_is_accepted():
    assert said(with_outcome({"certainty": {"design": "randomised-trial"}})) == []

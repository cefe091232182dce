"""Corrections in a bundle: what they may not say, and that the wording voted on travels with them."""

import pytest

from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked
from publication.chain import chain_of
from tests.publication.bundle.samples import minimal, said

pytestmark = pytest.mark.django_db

CORRECTION = {
    "round": 1,
    "before": "We sugest it.",
    "after": "We suggest it.",
    "because": "A letter was missing.",
    "by": "p1",
    "proposed": "2021-03-01T09:00:00+00:00",
    "confirmed_by": "p2",
    "confirmed": "2021-03-02T09:00:00+00:00",
}


def with_correction(statement="We suggest it.", **more):
    data = minimal()
    data["panel"] = [{"id": "p1", "role": "chair"}, {"id": "p2", "role": "methodologist"}]
    rounds = [{"statement": "We sugest it.", "counts": {"weak-for": 3}, "eligible": 3}]
    recommendation = {"id": "q1r1", "statement": statement, "rounds": rounds}
    data["questions"][0]["recommendations"] = [
        recommendation | {"corrections": [CORRECTION | more]}
    ]
    return data


def test_corrected_wording_comes_out_as_it_went_in_and_keeps_its_vote():
    data = with_correction()

    guideline = import_guideline(checked(data)).guideline

    assert (
        data_of(guideline)["questions"][0]["recommendations"]
        == (data["questions"][0]["recommendations"])
    )
    found = chain_of(guideline).recommendation("q1r1")
    assert (found.wording, found.derived.strength, found.wording_changed) == (
        "corrected",
        "weak",
        False,
    )


def test_wording_that_no_correction_explains_is_flagged_after_the_import_too():
    guideline = import_guideline(checked(with_correction("We recommend it."))).guideline

    assert "wording-changed" in chain_of(guideline).recommendation("q1r1").derived.flags


def test_wording_that_a_round_shares_with_the_draft_goes_without_saying():
    data = with_correction()
    (recommendation,) = data["questions"][0]["recommendations"]
    del recommendation["corrections"]
    recommendation["rounds"][0]["statement"] = "We suggest it."

    guideline = import_guideline(checked(data)).guideline

    (out,) = data_of(guideline)["questions"][0]["recommendations"]
    assert out["rounds"] == [{"counts": {"weak-for": 3}, "eligible": 3}]


def test_contradictions_are_named():
    place = "questions[0].recommendations[0].corrections[0]"

    assert said(with_correction(round=2, by="p9", confirmed_by="p9")) == [
        f"{place}.round: there is no round 2",
        f"{place}.by: nobody on the panel",
        f"{place}.confirmed_by: nobody on the panel",
        f"{place}.confirmed_by: must be somebody else than who proposed it",
    ]

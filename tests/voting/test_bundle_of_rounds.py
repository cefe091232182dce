"""Ways out, dissents and how rounds were held travel in the bundle, and derive the same there."""

import pytest

from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.normal import normal
from publication.bundle.opening import checked
from publication.chain import chain_of
from tests.publication.bundle.samples import said, with_round

SPLIT = {"strong-for": 1, "neither": 1}
WAY_OUT = {"choice": "no-recommendation", "by": "p1", "reason": "Nobody moved."}
RULE = {"preset": "over-70", "rounds": 1}


def bundle(**held):
    return with_round({"counts": SPLIT} | held, decision_rule=RULE)


def rounds(data):
    return data["questions"][0]["recommendations"][0]["rounds"]


@pytest.mark.django_db
def test_everything_beside_a_round_comes_back_as_it_was_sent():
    sent = bundle(
        counts={"strong-for": 5, "weak-for": 4, "neither": 3, "weak-against": 1},
        eligible=15,
        mode="hands",
        way_out=WAY_OUT
        | {
            "choice": "weak",
            "rule": "weak-by-majority",
            "at": "2021-05-01T10:00:00Z",
            "basis": "reported",
        },
        dissents=[
            {
                "by": "p2",
                "text": {"en": "The harms weigh more.", "ja": "害が大きい。"},
                "at": "2021-05-02T10:00:00Z",
            },
            {"withheld": True, "text": "Too little evidence."},
        ],
    )
    sent["guideline"]["dissent_names"] = "withheld"

    guideline = import_guideline(checked(sent)).guideline
    again = data_of(guideline)

    assert again == normal(checked(sent))
    assert rounds(again)[0]["way_out"]["at"] == "2021-05-01T10:00:00+00:00"
    assert data_of(guideline, with_ballots=False)["guideline"]["dissent_names"] == "withheld"
    derived = chain_of(guideline).recommendation("q1r1").derived
    assert (derived.outcome, derived.direction, derived.strength) == (
        "recommendation",
        "for",
        "weak",
    )
    assert (derived.flags[0], derived.agreement.percent) == ("way-out-by-chair", "69.2")


@pytest.mark.django_db
def test_round_without_the_new_keys_stays_as_it_was():
    again = data_of(import_guideline(checked(bundle())).guideline)

    assert set(rounds(again)[0]) == {"counts"}


@pytest.mark.parametrize(
    ("held", "problem"),
    [
        ({"way_out": WAY_OUT}, []),
        ({"way_out": WAY_OUT | {"by": "p9"}}, ["way_out.by: nobody on the panel"]),
        (
            {"way_out": WAY_OUT | {"choice": "weak"}},
            ["way_out.rule: is missing: a weak recommendation follows the votes by a rule"],
        ),
        (
            {"way_out": WAY_OUT | {"rule": "weak-by-majority"}},
            ["way_out.rule: stands with weak alone"],
        ),
        ({"dissents": [{"by": "p9", "text": "No."}]}, ["dissents[0].by: nobody on the panel"]),
        (
            {"dissents": [{"text": "No."}]},
            ["dissents[0].by: is missing; or say that it is withheld"],
        ),
        (
            {"dissents": [{"by": "p2", "withheld": True, "text": "No."}]},
            ["dissents[0].by: is withheld; leave it out"],
        ),
        (
            {"dissents": [{"by": "p2", "text": "No."}] * 2},
            ["dissents[1].by: has a dissent in this round already"],
        ),
    ],
)
def test_what_stands_beside_a_round_is_checked(held, problem):
    place = "questions[0].recommendations[0].rounds[0]."

    found = said(bundle(**held))

    assert [each.replace(place, "") for each in found] == problem


@pytest.mark.django_db
def test_way_out_that_the_votes_do_not_bear_is_flagged_and_decides_nothing():
    sent = bundle(way_out=WAY_OUT | {"choice": "weak", "rule": "weak-by-majority"})

    derived = chain_of(import_guideline(checked(sent)).guideline).recommendation("q1r1").derived

    assert (derived.outcome, derived.strength, derived.flags[0]) == (
        "no-consensus",
        None,
        "way-out-lapsed",
    )

import pytest

from evidence.models import Body, Rating
from guideline.models import Conflict
from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked
from publication.bundle.problems import BundleRefused
from tests.publication.bundle.samples import example, minimal, said, with_round
from voting.models import Round

pytestmark = pytest.mark.django_db

NOON = "2020-01-01T12:00:00+00:00"


def _imported(data):
    return import_guideline(checked(data)).guideline


def _rounds(guideline):
    return data_of(guideline)["questions"][0]["recommendations"][0]["rounds"]


def _many(number):
    """A guideline with so many questions, each with everything that the example has."""
    data = example()
    first = data["questions"][0]
    copies = [
        first
        | {"id": f"c{n}", "recommendations": [first["recommendations"][0] | {"id": f"c{n}r1"}]}
        for n in range(number)
    ]
    return data | {"questions": copies, "groups": [], "panel": [
        {"id": "p01", "role": "chair"}, {"id": "p02", "role": "member"}, {"id": "p04", "role": "member"}
    ]}  # fmt: skip


@pytest.mark.parametrize("number", [1, 3])
def test_an_export_takes_as_many_queries_for_one_question_as_for_three(
    number, django_assert_num_queries
):
    guideline = _imported(_many(number))

    with django_assert_num_queries(31):
        data_of(guideline)


def _held_here(secrecy):
    guideline = _imported(with_round({"ballots": {"p1": "weak-for", "p2": "abstain"}}))
    Round.objects.update(imported=False, secrecy=secrecy, opened_at=NOON, closed_at=NOON)
    return guideline


def test_a_round_that_promised_secrecy_leaves_as_a_tally():
    held = _rounds(_held_here("confidential"))[0]

    assert ("ballots" in held, held["counts"]) == (False, {"weak-for": 1, "abstain": 1})


def test_a_round_with_names_leaves_with_its_ballots():
    held = _rounds(_held_here("named"))[0]

    assert held["ballots"] == {"p1": "weak-for", "p2": "abstain"}


def test_a_rule_leaves_with_what_it_says_and_nothing_else():
    rule = {"neither_as": "abstention", "pause": 24}
    guideline = _imported(with_round({"ballots": {"p1": "weak-for"}}, decision_rule=rule))

    data = data_of(guideline)

    assert data["guideline"]["decision_rule"] == rule
    assert said(data) == []


@pytest.mark.parametrize("status", ["open", "withdrawn"])
def test_a_round_that_is_not_closed_stays_behind(status):
    guideline = _imported(with_round({"counts": {}}))
    because = "Wrong wording." if status == "withdrawn" else ""
    Round.objects.update(status=status, withdrawn_because=because)

    assert "rounds" not in data_of(guideline)["questions"][0]["recommendations"][0]


def test_ballots_of_somebody_who_has_lost_the_vote_leave_as_a_tally():
    guideline = _imported(with_round({"ballots": {"p1": "weak-for", "p2": "abstain"}}))
    Conflict.objects.create(member=guideline.panel.get(ref="p2"), action="leave-room")

    data = data_of(guideline)

    held = data["questions"][0]["recommendations"][0]["rounds"][0]
    assert (held, said(data)) == ({"counts": {"weak-for": 1, "abstain": 1}, "eligible": 2}, [])


def test_a_name_that_may_not_be_told_stays_behind():
    data = minimal() | {
        "hearings": [{"id": "h", "comments": [{"number": 1, "name": "A reader", "body": "x"}]}]
    }
    guideline = _imported(data)
    guideline.hearings.get().comments.update(consent=False)

    assert data_of(guideline)["hearings"][0]["comments"] == [{"number": 1, "body": "x"}]


def test_what_no_bundle_may_hold_is_refused_in_words():
    guideline = _imported(minimal())
    guideline.questions.update(number=0)

    with pytest.raises(BundleRefused) as raised:
        data_of(guideline)

    assert str(raised.value) == "questions[0].number: must be at least 1, not 0"


def test_an_export_without_ballots_gives_every_round_as_a_tally():
    guideline = _imported(with_round({"ballots": {"p1": "weak-for"}}))

    data = data_of(guideline, with_ballots=False)

    held = data["questions"][0]["recommendations"][0]["rounds"][0]
    assert (held, said(data)) == ({"counts": {"weak-for": 1}}, [])


# --- Two raters -----------------------------------------------------------------------------------


OWN = {"design": "cohort", "imprecision": {"down": 1, "because": "A secret worry"}}


def _rated(certainty):
    """A bundle whose one outcome two of the panel's methodologists rated."""
    data = with_round({"counts": {}}, raters="dual")
    data["panel"].append({"id": "p4", "role": "methodologist"})
    outcome = {"id": "o1", "certainty": certainty}
    return data | {"questions": [data["questions"][0] | {"outcomes": [outcome]}]}


def _certainty(data):
    return data["questions"][0]["outcomes"][0].get("certainty")


def test_rating_that_waits_for_the_other_rater_leaves_only_where_it_is_asked_for():
    guideline = _imported(_rated({"raters": [OWN | {"by": "p3"}]}))

    assert _certainty(data_of(guideline)) is None
    assert "A secret worry" not in str(data_of(guideline))
    assert _certainty(data_of(guideline, with_blind_ratings=True)) == {
        "raters": [{"by": "p3"} | OWN]
    }


def test_rating_given_again_after_reconciliation_stays_and_what_was_reconciled_leaves():
    first, again = OWN | {"by": "p3", "again": True}, {"by": "p4", "design": "cohort"}
    reconciled = {"by": "p4", "because": "Talked over"}
    guideline = _imported(
        _rated({"design": "cohort", "reconciled": reconciled, "raters": [again, first]})
    )

    assert _certainty(data_of(guideline)) == {
        "design": "cohort",
        "reconciled": reconciled,
        "raters": [again],
    }
    # Two raters stand in the panel's order.
    whole = data_of(guideline, with_blind_ratings=True)
    assert [each["by"] for each in _certainty(whole)["raters"]] == ["p3", "p4"]
    assert _certainty(whole)["raters"][0]["again"] is True


def test_bundle_without_what_is_not_reconciled_is_the_same_guideline():
    data = _rated({"raters": [OWN | {"by": "p3"}]})
    guideline = _imported(data)

    without = import_guideline(checked(data_of(guideline)))
    whole = import_guideline(checked(data))

    assert (without.is_new, whole.is_new) == (False, False)


def test_whole_that_a_rater_tries_beside_two_parts_that_count_does_not_drive_them_out():
    parts = {"sensitivity": {"design": "cohort"}, "specificity": {"design": "cohort"}}
    data = _rated(parts)
    data["questions"][0]["outcomes"][0]["type"] = "diagnostic"
    guideline = _imported(data)
    body = Body.objects.get()
    place = guideline.panel.get(ref="p3")
    Rating.objects.create(body=body, part="", design="cohort", edition="classic", rater=place)

    assert _certainty(data_of(guideline, with_blind_ratings=True)) == parts


@pytest.mark.parametrize(
    ("certainty", "problems"),
    [
        (
            {"raters": [OWN | {"by": "p9"}]},
            ["questions[0].outcomes[0].certainty.raters[0].by: nobody on the panel"],
        ),
        (
            {"raters": [OWN | {"by": "p3"}, OWN | {"by": "p3"}]},
            [
                "questions[0].outcomes[0].certainty.raters[1].by: p3 is already used by "
                "questions[0].outcomes[0].certainty.raters[0]"
            ],
        ),
        (
            {"raters": [OWN | {"by": "p3", "again": True}]},
            [
                "questions[0].outcomes[0].certainty.raters[0].again: "
                "nothing was reconciled before it"
            ],
        ),
        (
            {"imprecision": {"down": 0}, "raters": [OWN | {"by": "p3"}]},
            [
                "questions[0].outcomes[0].certainty.imprecision: stands in no rating that counts: "
                "that one has a design"
            ],
        ),
        (
            {"imprecision": {"down": 0}},
            ["questions[0].outcomes[0].certainty.design: is missing"],
        ),
        (
            {
                "design": "cohort",
                "raters": [{"by": "p3", "design": "cohort", "imprecision": {"down": 1}}],
            },
            [
                "questions[0].outcomes[0].certainty.raters[0].imprecision.because: "
                "is missing: a step down needs its reason"
            ],
        ),
        (
            {"design": "cohort", "reconciled": {"by": "p9", "because": "Talked over"}},
            ["questions[0].outcomes[0].certainty.reconciled.by: nobody on the panel"],
        ),
    ],
)
def test_what_two_raters_cannot_have_said_is_named(certainty, problems):
    assert said(_rated(certainty)) == problems

import pytest

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

    with django_assert_num_queries(23):
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


@pytest.mark.parametrize("status", ["open", "withdrawn"])
def test_a_round_that_is_not_closed_stays_behind(status):
    guideline = _imported(with_round({"counts": {}}))
    Round.objects.update(status=status)

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

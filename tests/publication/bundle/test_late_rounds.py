"""Rounds that changed after their close, and those that may not be told, leave and come back the same."""

import pytest

from guideline.models import Guideline
from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked
from publication.bundle.writing import as_json
from publication.chain import chain_of
from tests import factories
from tests.publication.bundle.samples import said, with_round
from voting.actions.ballots import cast_vote
from voting.actions.late_changes import revoke_voter
from voting.actions.rounds import close_round, open_round
from voting.models import Round, Voter

AT = "2020-02-09T09:00:00+00:00"


@pytest.fixture
def panel(guideline, chair, member):
    third = factories.make_user("third")
    factories.make_member(guideline=guideline, ref="third", user=third)
    return [chair, member, third]


def held(question, panel, choices, **terms):
    draft = factories.make_recommendation(question=question)
    round = open_round(by=panel[0], recommendation=draft, **terms)
    for person, choice in zip(panel, choices, strict=False):
        cast_vote(by=person, round=round, choice=choice)
    return close_round(by=panel[0], round=round)


def there_and_back(guideline):
    """The export, and what an import of it derives and exports again."""
    first = data_of(guideline)
    text = as_json(first)
    Guideline.objects.filter(pk=guideline.pk).update(slug="kept-apart")
    again = import_guideline(checked(first)).guideline
    assert as_json(data_of(again)) == text
    return first["questions"][0]["recommendations"], again


def derived(guideline):
    return [
        (each.derived.outcome, each.derived.votes, each.derived.eligible, each.derived.flags)
        for each in chain_of(guideline).recommendations()
    ]


def test_revoked_voters_and_withheld_tallies_survive_a_round_trip(guideline, question, panel):
    named = held(question, panel, ["weak-for", "strong-against", "weak-for"], secrecy="named")
    secret = held(question, panel, ["weak-for"] * 3, secrecy="secret")
    held(question, panel, ["strong-against"] * 2, secrecy="secret")
    for round in (named, secret):
        line = round.voters.get(member__user=panel[1])
        revoke_voter(by=panel[0], voter=line, reason="Held shares.")
    before = derived(guideline)

    drafts, again = there_and_back(guideline)

    assert derived(again) == before
    assert [outcome for outcome, *_rest in before] == [
        "recommendation",
        "recommendation",
        "inquorate",
    ]
    rounds = [draft["rounds"][0] for draft in drafts]
    assert [set(each) & {"ballots", "counts", "withheld"} for each in rounds] == [
        {"ballots"},
        {"counts"},
        {"withheld"},
    ]
    assert [each.get("revoked", [{}])[0].get("counted") for each in rounds] == [None, True, None]
    assert "strong-against" not in str(rounds)
    flags = [
        set(flags) & {"computed-anew", "void-ballot-counts", "too-few-secret-ballots"}
        for *_rest, flags in before
    ]
    assert flags == [
        {"computed-anew"},
        {"computed-anew", "void-ballot-counts"},
        {"too-few-secret-ballots"},
    ]


@pytest.mark.django_db
def test_revoked_voter_without_a_ballot_leaves_the_roll_of_an_import():
    data = with_round(
        {"ballots": {"p1": "weak-for"}, "revoked": [{"member": "p2", "at": AT, "because": "Left."}]}
    )

    import_guideline(checked(data))

    roll = list(
        Voter.objects.order_by("member__position").values_list("member__ref", "revoked_because")
    )
    assert ("p2", "Left.") in roll
    assert ("p2", "") not in roll
    assert Round.objects.get().voters.filter(revoked_at=None, member__ref="p2").count() == 0


@pytest.mark.parametrize(
    ("held", "problem"),
    [
        (
            {"counts": {}, "withheld": True},
            "questions[0].recommendations[0].rounds[0]: is withheld and tells its votes; it does one or the other",
        ),
        (
            {"ballots": {"p1": "weak-for"}, "revoked": [{"member": "p1", "at": AT, "because": "Left."}]},
            "questions[0].recommendations[0].rounds[0].revoked[0].member: p1 has a ballot that counts",
        ),
        (
            {"counts": {}, "revoked": [{"member": "p9", "at": AT, "because": "Left."}]},
            "questions[0].recommendations[0].rounds[0].revoked[0].member: nobody on the panel",
        ),
        (
            {"counts": {}, "revoked": [{"member": "p1", "at": AT, "because": "Left."}] * 2},
            "questions[0].recommendations[0].rounds[0].revoked[1].member: p1 is listed twice",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_said_of_a_roll_is_named(held, problem):
    assert said(with_round(held)) == [problem]

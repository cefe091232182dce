"""Polls in a bundle: what they may not say, that they come out as they went in, and without names."""

import pytest

from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked
from tests.publication.bundle.samples import minimal, said
from voting.actions.polls import answer_poll, close_poll, open_poll, withdraw_poll

pytestmark = pytest.mark.django_db

POLL = {
    "about": "q1r1",
    "opened": "2021-02-01T09:00:00+00:00",
    "closed": "2021-02-08T09:00:00+00:00",
    "answered": 4,
    "results": [
        {"criterion": "problem", "counts": {"probably-yes": 1, "yes": 3}},
        {"criterion": "equity", "comments": ["One centre.", "Two centres."]},
    ],
    "basis": "reported",
}


def with_poll(**more):
    data = minimal()
    data["questions"][0] |= {"recommendations": [{"id": "q1r1"}], "polls": [POLL | more]}
    return data


def test_polls_come_out_as_they_went_in_in_an_order_that_tells_nothing():
    mixed = [
        {
            "criterion": "equity",
            "comments": ["Two centres.", "One centre."],
            "counts": {"varies": 0},
        },
        {"criterion": "problem", "counts": {"yes": 3, "probably-yes": 1}},
    ]

    guideline = import_guideline(checked(with_poll(results=mixed))).guideline

    assert data_of(guideline)["questions"][0]["polls"] == [POLL]
    poll = guideline.questions.get().polls.get()
    assert (poll.recommendation.ref, poll.took_part()) == ("q1r1", 4)


def test_contradictions_are_named():
    wrong = with_poll(
        about="q9r9",
        results=[
            {"criterion": "problem", "counts": {"yes": 3, "large": 2}},
            {"criterion": "problem"},
            {"criterion": "test_accuracy", "counts": {"accurate": 1}},
        ],
    )
    wrong["questions"][0]["etd"] = {"certainty_of_link": {"judgement": "low"}}
    place = "questions[0].polls[0]"

    assert sorted(said(wrong)) == sorted(
        [
            "questions[0].etd.certainty_of_link: only a diagnostic question is asked this",
            f"{place}.about: there is no recommendation q9r9",
            f"{place}.results[0].counts.large: problem has no answer large",
            f"{place}.results[0].counts: 5 answers of 4 who answered",
            f"{place}.results[1]: says the same thing a second time",
            f"{place}.results[2].criterion: only a diagnostic question is asked this",
        ]
    )


def test_poll_held_here_leaves_without_names_and_one_that_is_not_closed_stays(
    question, chair, member
):
    poll = open_poll(by=chair, question=question)
    answer_poll(by=member, poll=poll, answers={"equity": ("reduced", "Between us.")})
    assert "polls" not in data_of(question.guideline)["questions"][0]
    close_poll(by=chair, poll=poll)
    withdraw_poll(by=chair, poll=open_poll(by=chair, question=question), reason="A slip.")

    (out,) = data_of(question.guideline)["questions"][0]["polls"]
    (public,) = data_of(question.guideline, with_ballots=False)["questions"][0]["polls"]

    assert out["answered"] == 1
    assert out["results"] == [
        {"criterion": "equity", "counts": {"reduced": 1}, "comments": ["Between us."]}
    ]
    assert public["results"] == [{"criterion": "equity", "counts": {"reduced": 1}}]


def test_criteria_of_tests_come_out_as_they_went_in():
    data = minimal()
    etd = {"test_accuracy": {"judgement": "accurate"}, "certainty_of_link": {"judgement": "low"}}
    data["questions"][0] |= {"type": "diagnostic", "etd": etd}

    guideline = import_guideline(checked(data)).guideline

    assert data_of(guideline)["questions"][0]["etd"] == etd

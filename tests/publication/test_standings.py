"""Who may vote on what, and what a vote would need."""

import pytest
from django.utils import timezone

from publication.standings import standings_of
from tests import factories


def place(guideline, *actions, question=None, declared=False):
    member = factories.make_member(guideline=guideline)
    for action in actions:
        factories.make_conflict(
            member=member,
            action=action,
            question=question,
            declared_at=timezone.now() if declared else None,
        )
    return member


def forecast(guideline) -> list[str]:
    return [f"{each.name}: {each.sentence}" for each in standings_of(guideline).forecasts]


def test_forecast_counts_who_may_vote_and_what_is_needed(guideline):
    question = factories.make_question(guideline=guideline, number=13)
    for _each in range(28):
        place(guideline)
    place(guideline, "leave-room")
    place(guideline, "discuss-only", question=question)
    place(guideline, "none", "leave-room", question=question)
    factories.make_member(guideline=guideline, role="methodologist")

    assert forecast(guideline) == ["Question 13: 28 of 31 may vote; 20 needed."]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("two-thirds", "10 of 10 may vote; 7 needed."),
        ("grade-grid", "10 of 10 may vote; 5 needed for a direction, 7 for strong."),
        (
            {"preset": "over-70", "weak": "1/2", "quorum": "3/4"},
            "10 of 10 may vote; 8 needed for strong, 6 for weak; 8 have to take part.",
        ),
    ],
)
def test_forecast_follows_the_guideline_s_rule(guideline, rule, said):
    guideline.decision_rule = rule
    guideline.save()
    factories.make_question(guideline=guideline, number=1)
    for _each in range(10):
        place(guideline)

    assert forecast(guideline) == [f"Question 1: {said}"]


def test_cells_say_what_each_place_does_on_each_question(guideline):
    first = factories.make_question(guideline=guideline, number=1)
    factories.make_question(guideline=guideline, number=2)
    factories.make_question(guideline=guideline, status="proposed")
    place(guideline, "leave-room", question=first)
    place(guideline, "vote-with-disclosure")
    place(guideline, "not-reported", question=first, declared=True)
    place(guideline, "not-reported", question=first)

    standings = standings_of(guideline)

    assert [[cell.word for cell in cells] for _member, cells in standings.rows] == [
        ["leaves", "votes"],
        ["discloses", "discloses"],
        ["undecided", "votes"],
        ["discloses", "votes"],
    ]
    assert standings.forecasts[0].sentence == (
        "3 of 4 may vote; 3 needed; 1 has an interest that waits for a decision."
    )

"""Meetings and interests of a bundle: what cannot be is named, what can comes out as it went in."""

import pytest

from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked
from tests.publication.bundle.samples import minimal, said, with_round

BEGINS = "2020-02-01T09:00:00+00:00"


def bundle(*, items=(), **meeting):
    data = with_round({"counts": {"weak-for": 2}})
    data["meetings"] = [{"id": "m1", "begins": BEGINS, "items": list(items)} | meeting]
    return data


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (bundle(attendance={"p9": "present"}), "meetings[0].attendance.p9: nobody on the panel"),
        (bundle(ends=BEGINS), "meetings[0].ends: must be later than the beginning"),
        (
            bundle(confirmed=BEGINS, confirmed_by="p9"),
            "meetings[0].confirmed_by: nobody on the panel",
        ),
        (bundle(items=[{}]), "meetings[0].items[0]: is about nothing"),
        (bundle(items=[{"question": "q9"}]), "meetings[0].items[0].question: there is no question"),
        (
            bundle(items=[{"recommendation": "r9"}]),
            "meetings[0].items[0].recommendation: there is no recommendation r9",
        ),
        (
            bundle(items=[{"recommendation": "q1r1", "round": 2}]),
            "meetings[0].items[0].round: there is no round 2",
        ),
        (
            bundle(items=[{"title": "x", "left": ["p1", "p1"]}]),
            "meetings[0].items[0].left[1]: p1 is listed twice",
        ),
    ],
)
def test_meeting_that_cannot_be_is_refused(data, problem):
    assert [each for each in said(data) if each.startswith(problem)] != []


def test_years_of_interests_stand_in_their_order():
    data = minimal() | {"society_interests": [{"kind": "fees", "year_from": 2020, "year_to": 2019}]}

    assert said(data) == ["society_interests[0].year_to: lies before the first year"]


@pytest.mark.django_db
def test_meetings_come_out_by_their_beginning_in_the_guideline_s_zone():
    data = bundle(items=[{"recommendation": "q1r1", "round": 1, "left": ["p2", "p1"]}])
    data["guideline"]["time_zone"] = "Asia/Tokyo"
    data["meetings"].append({"id": "m0", "begins": "2020-01-01T09:00:00+09:00"})

    guideline = import_guideline(checked(data)).guideline

    assert data_of(guideline)["meetings"] == [
        {"id": "m0", "begins": "2020-01-01T09:00:00+09:00"},
        {
            "id": "m1",
            "begins": "2020-02-01T18:00:00+09:00",
            "items": [{"recommendation": "q1r1", "round": 1, "left": ["p1", "p2"]}],
        },
    ]
    assert guideline.meetings.get(ref="m1").items.get().question.ref == "q1"
    assert "meetings" not in data_of(guideline, with_ballots=False)

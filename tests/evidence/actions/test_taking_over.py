"""A table of results is taken over whole, or not at all."""

import pytest

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.taking_over import TableRow, take_over_results
from evidence.models import Study, StudyResult
from tests import factories

FIGURES = {"events_1": 4, "total_1": 40, "events_2": 8, "total_2": 41}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


def new(line: int, label: str, **values) -> TableRow:
    return TableRow(line, None, label, FIGURES | values, design="cohort", year=2001)


def test_new_study_with_two_populations_is_added_once(outcome, methodologist):
    rows = [new(2, "Author", population="women"), new(3, "author ", population="men")]

    entered = take_over_results(by=methodologist, outcome=outcome, rows=rows)

    study = Study.objects.get()
    assert (study.label, study.design, study.year) == ("Author", "cohort", 2001)
    assert [(result.study, result.population) for result in entered] == [
        (study, "women"),
        (study, "men"),
    ]


def test_one_event_says_how_many(outcome, methodologist, told):
    take_over_results(by=methodologist, outcome=outcome, rows=[new(2, "Author")])

    assert told()[-1] == (
        "results-taken-over",
        "methodologist took over results on “Death” of question q1 from a table: 1.",
    )


def test_everything_wrong_is_told_at_once_and_nothing_stored(outcome, question, methodologist):
    judged = factories.make_study(
        question=question, label="Judged", risk_of_bias={"tool": "rob-2", "overall": "low"}
    )
    present = factories.make_result(body=factories.make_body(outcome=outcome))
    rows = [
        new(2, "Author"),
        new(3, "Author"),
        TableRow(4, None, "Judged", FIGURES, design="cohort"),
        TableRow(5, None, "Nobody", FIGURES),
        TableRow(6, judged, "Judged", FIGURES | {"risk_of_bias": "serious"}),
        TableRow(7, present.study, "A study", FIGURES),
    ]

    with pytest.raises(Blocked) as refused:
        take_over_results(by=methodologist, outcome=outcome, rows=rows)

    assert [str(blocker).partition(":")[0] for blocker in refused.value.blockers] == [
        "Row 3, Author",
        "Row 4, Judged",
        "Row 5, Nobody",
        "Row 6, Judged",
        "Row 7, A study",
    ]
    assert (StudyResult.objects.count(), Event.objects.count()) == (1, 0)


def test_figure_that_is_wrong_after_all_takes_everything_back(outcome, methodologist):
    rows = [new(2, "Author"), new(3, "Writer", events_1=41)]

    with pytest.raises(Blocked, match="41 events among 40"):
        take_over_results(by=methodologist, outcome=outcome, rows=rows)

    assert (StudyResult.objects.count(), Study.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_no_row_is_refused(outcome, methodologist):
    with pytest.raises(Blocked, match="no row"):
        take_over_results(by=methodologist, outcome=outcome, rows=[])


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("methodologist", True),
        ("chair", False),
        ("secretariat", False),
        ("member", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_may(request, outcome, permitted, role, allowed):
    user = request.getfixturevalue(role)
    rows = [new(2, "Author")]

    assert permitted(lambda: take_over_results(by=user, outcome=outcome, rows=rows)) is allowed

"""Searches recorded, and counts of a screening taken over."""

from datetime import date

import pytest

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.searches import import_flow, record_search
from evidence.models import Flow, Search
from tests import factories

COUNTS = {
    "duplicates": 51,
    "excluded_on_title": 380,
    "not_retrieved": 1,
    "excluded_on_full_text": [{"reason": "no outcome", "records": 40}],
}


def test_recorded_search_is_kept_and_told(question, methodologist, told):
    search = record_search(
        by=methodologist,
        question=question,
        source=" PubMed ",
        run_on=date(2018, 8, 1),
        strategy="A AND B",
        records=475,
    )

    assert (search.source, search.run_on, search.records) == ("PubMed", date(2018, 8, 1), 475)
    assert told() == [
        ("search-recorded", "methodologist recorded a search of PubMed for question q1.")
    ]


def test_everything_wrong_with_a_search_is_told_at_once(question, methodologist):
    with pytest.raises(Blocked) as refusal:
        record_search(
            by=methodologist,
            question=question,
            source=" ",
            covers_from=date(2018, 1, 2),
            covers_to=date(2018, 1, 1),
            records=-1,
        )

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "Say which source was searched.",
        "The search covers from a later day than it covers to.",
        "A search cannot find fewer than no records.",
    ]
    assert Search.objects.count() == 0


def test_counts_are_taken_over_and_replaced(question, methodologist, told):
    factories.make_search(question=question, records=475)
    import_flow(by=methodologist, question=question, **COUNTS)

    import_flow(by=methodologist, question=question, **COUNTS | {"duplicates": 50})

    flow = Flow.objects.get()
    assert (flow.duplicates, flow.excluded_on_title) == (50, 380)
    assert flow.excluded_on_full_text == [{"reason": "no outcome", "records": 40}]
    assert told()[-1] == (
        "flow-imported",
        "methodologist took over the counts of a screening for question q1.",
    )
    assert Event.objects.last().facts["changes"] == {"duplicates": [51, 50]}


def test_counts_that_exceed_what_was_found_are_refused(question, methodologist):
    factories.make_search(question=question, records=40)

    with pytest.raises(Blocked) as refusal:
        import_flow(by=methodologist, question=question, duplicates=51)

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "More records are taken away than the searches found."
    ]
    assert Flow.objects.count() == 0


def test_negative_counts_and_missing_reasons_are_told_together(question, methodologist):
    with pytest.raises(Blocked) as refusal:
        import_flow(
            by=methodologist,
            question=question,
            duplicates=-1,
            excluded_on_full_text=[{"reason": " ", "records": 3}],
        )

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "A count cannot be below zero.",
        "Give the reason for each count of excluded full texts.",
    ]


def test_counts_are_not_taken_over_beside_records(question, methodologist):
    factories.make_record(question=question)

    with pytest.raises(Blocked) as refusal:
        import_flow(by=methodologist, question=question, duplicates=1)

    assert [str(blocker) for blocker in refusal.value.blockers] == [
        "The records are screened here, so their counts are derived."
    ]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("methodologist", True),
        ("chair", False),
        ("member", False),
        ("secretariat", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_records_searches(request, permitted, question, role, allowed):
    user = request.getfixturevalue(role)

    assert permitted(lambda: record_search(by=user, question=question, source="PubMed")) is allowed
    assert permitted(lambda: import_flow(by=user, question=question)) is allowed

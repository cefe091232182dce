"""The page that records a search and takes over counts."""

from datetime import date

import pytest

from evidence.models import Flow, Search
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/evidence/searches/add/"
COUNTS = "/guidelines/livers/questions/q1/evidence/searches/counts/"
EVIDENCE = "/guidelines/livers/questions/q1/evidence/"


def test_recorded_search_goes_back_to_the_evidence(question, methodologist, client_of):
    answer = client_of(methodologist).post(
        ADDRESS, {"source": "PubMed", "run_on": "2018-08-01", "records": "475"}
    )

    search = Search.objects.get()
    assert answer.headers["Location"] == EVIDENCE
    assert (search.source, search.run_on, search.records) == ("PubMed", date(2018, 8, 1), 475)


def test_refused_search_keeps_what_was_typed(question, methodologist, client_of):
    answer = client_of(methodologist).post(
        ADDRESS, {"source": "", "strategy": "liver AND resection", "records": "-3"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "liver AND resection" in page
    assert 'href="#id_source"' in page
    assert 'href="#id_records"' in page
    assert Search.objects.count() == 0


def test_counts_are_taken_over(question, methodologist, client_of):
    factories.make_search(question=question, records=475)

    answer = client_of(methodologist).post(
        COUNTS,
        {
            "flow-duplicates": "51",
            "flow-excluded_on_full_text": "wrong comparator: 30\nno outcome: all of them: 10\n",
        },
    )

    flow = Flow.objects.get()
    assert answer.headers["Location"] == EVIDENCE
    assert flow.duplicates == 51
    assert flow.excluded_on_full_text == [
        {"reason": "wrong comparator", "records": 30},
        {"reason": "no outcome: all of them", "records": 10},
    ]


def test_counts_taken_over_are_shown_to_be_mended(question, methodologist, client_of):
    factories.make_flow(
        question=question, excluded_on_full_text=[{"reason": "no outcome", "records": 10}]
    )

    assert "no outcome: 10" in client_of(methodologist).get(ADDRESS).content.decode()


def test_each_wrong_line_of_counts_is_named_and_kept(question, methodologist, client_of):
    answer = client_of(methodologist).post(
        COUNTS, {"flow-excluded_on_full_text": "no outcome: 10\nanimals\nchildren: many"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2: write the reason" in page
    assert "Line 3: write the reason" in page
    assert "children: many" in page
    assert Flow.objects.count() == 0


def test_counts_are_not_asked_for_beside_records(question, methodologist, client_of):
    factories.make_record(question=question)

    page = client_of(methodologist).get(ADDRESS).content.decode()

    assert "so their counts are derived" in page
    assert COUNTS not in page


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("methodologist", 200),
        ("chair", 403),
        ("secretariat", 403),
        ("member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, question, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status

"""The page where records are pasted, decided on and made into studies."""

import pytest

from evidence.models import Record, Study
from evidence.views.record_screen import AT_A_TIME
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/evidence/records/"


@pytest.fixture
def record(question):
    return factories.make_record(question=question, ref="r1", title="A trial of livers")


def test_pasted_records_are_added(question, methodologist, client_of):
    answer = client_of(methodologist).post(f"{ADDRESS}add/", {"add-text": "First\r\nSecond"})

    assert answer.headers["Location"] == ADDRESS
    assert [row.title for row in Record.objects.all()] == ["First", "Second"]


def test_wrong_lines_are_all_named_and_the_paste_is_kept(question, methodologist, client_of):
    answer = client_of(methodologist).post(
        f"{ADDRESS}add/", {"add-text": "First\nB\t\tsoon\n\tx\t2001"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2: “soon” is no year." in page
    assert "Line 3 has no title." in page
    assert "B\t\tsoon" in page
    assert Record.objects.count() == 0


def test_button_keeps_a_record_for_its_full_text(record, methodologist, client_of):
    answer = client_of(methodologist).post(
        f"{ADDRESS}r1/decide/", {"stage": "title", "r1-decision": "include"}
    )

    record.refresh_from_db()
    assert answer.headers["Location"] == ADDRESS
    assert record.title_abstract == "include"


def test_full_text_excluded_without_a_reason_is_shown_again(record, methodologist, client_of):
    Record.objects.update(title_abstract="include")

    answer = client_of(methodologist).post(
        f"{ADDRESS}r1/decide/", {"stage": "full-text", "r1-decision": "exclude"}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give the reason for excluding the full text." in page
    assert "A trial of livers" in page
    assert Record.objects.get().full_text == ""


def test_refused_decision_keeps_the_reason_typed(record, methodologist, client_of):
    answer = client_of(methodologist).post(
        f"{ADDRESS}r1/decide/", {"stage": "title", "r1-reason": "Only animals"}
    )

    assert answer.status_code == 422
    assert "Only animals" in answer.content.decode()


def test_included_record_becomes_a_study(record, methodologist, client_of):
    Record.objects.update(title_abstract="include", full_text="include")

    client_of(methodologist).post(
        f"{ADDRESS}r1/include/", {"r1-label": "Author 2001", "r1-design": "cohort"}
    )

    record.refresh_from_db()
    assert record.study == Study.objects.get(label="Author 2001")


def test_study_without_a_design_keeps_the_label_typed(record, methodologist, client_of):
    Record.objects.update(title_abstract="include", full_text="include")

    answer = client_of(methodologist).post(f"{ADDRESS}r1/include/", {"r1-label": "Author 2001"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Author 2001" in page
    assert 'href="#id_r1-design"' in page
    assert Study.objects.count() == 0


def test_page_shows_what_waits_and_all_when_asked(record, methodologist, client_of):
    factories.make_record(question=record.question, title="A settled one", title_abstract="exclude")

    waiting = client_of(methodologist).get(ADDRESS).content.decode()
    everything = client_of(methodologist).get(ADDRESS, {"show": "all"}).content.decode()

    assert "A trial of livers" in waiting
    assert "A settled one" not in waiting
    assert "A settled one" in everything


def test_long_lists_come_in_pages(question, methodologist, client_of):
    Record.objects.bulk_create(
        Record(question=question, ref=f"r{number}", title=f"Title {number}", position=number)
        for number in range(AT_A_TIME + 1)
    )

    first = client_of(methodologist).get(ADDRESS).content.decode()
    second = client_of(methodologist).get(ADDRESS, {"page": "2"}).content.decode()

    assert f"Title {AT_A_TIME}" not in first
    assert "Page 1 of 2" in first
    assert f"Title {AT_A_TIME}" in second


def test_page_costs_the_same_for_one_record_and_for_three(
    question, methodologist, client_of, query_counts
):
    def more():
        study = factories.make_study(question=question)
        factories.make_record(question=question, study=study)

    def page():
        return client_of(methodologist).get(ADDRESS, {"show": "all"})

    assert query_counts(page, more) == 1


@pytest.mark.parametrize("verb", ["add/", "r1/decide/", "r1/include/"])
def test_looking_at_a_verb_changes_nothing(record, methodologist, status_of, verb):
    assert status_of(methodologist, f"{ADDRESS}{verb}") == 405


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

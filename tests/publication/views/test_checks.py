"""The page of the checks: findings by question, the filter, the rules, and what somebody may see."""

import re

import pytest

from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked
from tests import factories
from tests.publication.checks.sound import etd, question, sound

pytestmark = pytest.mark.django_db
ADDRESS = "/guidelines/livers/checks/"


@pytest.fixture
def guideline(db):
    """A guideline with a finding on its evidence, one on its draft and one that tells of its vote."""
    data = sound()
    data["guideline"]["slug"] = "livers"
    first = question(data)
    first["searches"][1]["source"] = "PubMed"
    first["etd"] = etd(balance="favours-comparison")
    first["recommendations"][0]["remarks"] = "Very low certainty evidence."
    return import_guideline(checked(data)).guideline


def _member(guideline, role, **conflict):
    user = factories.make_user()
    place = factories.make_member(guideline=guideline, user=user, role=role)
    if conflict:
        factories.make_conflict(member=place, **conflict)
    return user


def _findings(page: str) -> list[str]:
    """The ids of the rules behind the findings of a page, in their order."""
    return re.findall(r'· <a href="#([a-z-]+)">', page)


def test_findings_stand_by_question_the_gravest_first(guideline, client_of):
    page = client_of(_member(guideline, "chair")).get(ADDRESS).content.decode()

    assert _findings(page) == ["prose-against-certainty", "balance-against-vote", "one-database"]
    assert "Only PubMed was searched." in page
    assert "3 findings" in page


def test_finding_leads_to_the_page_that_mends_it(guideline, client_of):
    chair = client_of(_member(guideline, "chair")).get(ADDRESS).content.decode()
    observer = client_of(_member(guideline, "observer")).get(ADDRESS).content.decode()

    assert 'href="/guidelines/livers/questions/q1/decision/"' in chair
    assert 'href="/guidelines/livers/questions/q1/evidence/"' in observer


@pytest.mark.parametrize(
    ("severity", "rules"),
    [
        ("error", ["prose-against-certainty", "balance-against-vote"]),
        ("warning", ["one-database"]),
        ("note", []),
        ("nonsense", ["prose-against-certainty", "balance-against-vote", "one-database"]),
    ],
)
def test_findings_are_chosen_by_severity(guideline, client_of, severity, rules):
    client = client_of(_member(guideline, "chair"))

    page = client.get(ADDRESS, {"severity": severity}).content.decode()

    assert _findings(page) == rules


def test_who_left_the_room_sees_nothing_of_draft_and_vote(guideline, client_of):
    first = guideline.questions.get(ref="q1")
    leaver = _member(guideline, "chair", question=first, action="leave-room")

    page = client_of(leaver).get(ADDRESS).content.decode()

    assert _findings(page) == ["one-database"]
    assert "favours the comparison" not in page


def test_who_may_see_no_draft_sees_the_evidence_only(guideline, client_of):
    page = client_of(_member(guideline, "observer")).get(ADDRESS).content.decode()

    assert _findings(page) == ["one-database"]


def test_rules_stand_with_their_sources_and_who_may_edit_switches_them(guideline, client_of):
    chair = client_of(_member(guideline, "chair")).get(ADDRESS).content.decode()
    member = client_of(_member(guideline, "member")).get(ADDRESS).content.decode()

    assert "Lefebvre C et al., 2023" in member
    assert "/checks/one-database/" in chair
    assert "/checks/one-database/" not in member


def test_switched_off_rule_stands_with_its_reason(guideline, client_of):
    factories.make_switched_off_check(
        guideline=guideline, rule="one-database", because="There is only one."
    )

    page = client_of(_member(guideline, "member")).get(ADDRESS).content.decode()

    assert "one-database" not in _findings(page)
    assert "There is only one." in page


def test_guideline_without_findings_says_so(client_of):
    data = sound()
    data["guideline"]["slug"] = "clean"
    clean = import_guideline(checked(data)).guideline

    page = client_of(_member(clean, "member")).get("/guidelines/clean/checks/").content.decode()

    assert "The checks find nothing." in page


def test_stranger_finds_no_such_guideline(guideline, client_of):
    assert client_of(factories.make_user()).get(ADDRESS).status_code == 404


def test_question_evidence_and_overview_say_how_much_is_found(guideline, client_of):
    client = client_of(_member(guideline, "chair"))

    for page in ("questions/q1/", "questions/q1/evidence/"):
        shown = client.get(f"/guidelines/livers/{page}").content.decode()
        assert "3 findings of the checks" in shown
    assert "Checks (3)" in client.get("/guidelines/livers/").content.decode()


def test_count_beside_a_question_tells_nothing_of_a_vote(guideline, client_of):
    first = guideline.questions.get(ref="q1")
    leaver = client_of(_member(guideline, "member", question=first, action="leave-room"))

    page = leaver.get("/guidelines/livers/questions/q1/evidence/").content.decode()

    assert "1 finding of the checks" in page


def test_page_costs_the_same_for_one_question_and_for_two(
    guideline, client_of, django_assert_num_queries
):
    client = client_of(_member(guideline, "chair"))
    client.get(ADDRESS)

    with django_assert_num_queries(32):
        client.get(ADDRESS)
    # A question with a history is never deleted; set aside, it is checked no more.
    guideline.questions.filter(ref="q2").update(status="dropped")
    with django_assert_num_queries(32):
        client.get(ADDRESS)

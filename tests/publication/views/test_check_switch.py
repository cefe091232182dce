"""The page of one rule: switching it off with a reason, and on again."""

import pytest

from publication.models import SwitchedOffCheck

ADDRESS = "/guidelines/livers/checks/search-is-old/"


def test_page_says_what_the_rule_says(guideline, chair, client_of):
    page = client_of(chair).get(ADDRESS).content.decode()

    assert "The search ends no more than two years before publication" in page
    assert "Shojania KG et al., 2007" in page
    assert "Switch the rule off" in page


def test_chair_switches_it_off_and_on_again(guideline, chair, client_of):
    client = client_of(chair)

    answer = client.post(ADDRESS, {"because": "We search again."})
    off = SwitchedOffCheck.objects.get()
    page = client.get(ADDRESS).content.decode()
    client.post(ADDRESS, {"on": "on"})

    assert answer.headers["Location"] == "/guidelines/livers/checks/"
    assert (off.rule, off.because, off.by) == ("search-is-old", "We search again.", chair)
    assert "We search again." in page
    assert SwitchedOffCheck.objects.count() == 0


def test_reason_is_asked_for(guideline, chair, client_of):
    page = client_of(chair).post(ADDRESS, {"because": " "}).content.decode()

    assert "This field is required." in page
    assert SwitchedOffCheck.objects.count() == 0


def test_twice_off_says_so(guideline, chair, client_of):
    client = client_of(chair)
    client.post(ADDRESS, {"because": "We search again."})

    answer = client.post(ADDRESS, {"because": "Once more."})

    assert answer.status_code == 409
    assert "The rule is switched off already." in answer.content.decode()


@pytest.mark.parametrize(("role", "status"), [("methodologist", 403), ("stranger", 404)])
def test_nobody_else_opens_it(request, guideline, client_of, role, status):
    person = request.getfixturevalue(role)

    assert client_of(person).get(ADDRESS).status_code == status
    assert client_of(person).post(ADDRESS, {"because": "No."}).status_code == status
    assert SwitchedOffCheck.objects.count() == 0


def test_unknown_rule_is_not_found(guideline, chair, client_of):
    assert client_of(chair).get("/guidelines/livers/checks/no-such-rule/").status_code == 404

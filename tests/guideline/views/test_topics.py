"""The page that arranges topics."""

import pytest

from tests import factories

ADDRESS = "/guidelines/livers/topics/"


def test_topics_are_added_renamed_moved_and_taken_out(guideline, chair, client_of):
    browser = client_of(chair)
    for title in ("First", "Second"):
        browser.post(ADDRESS, {"title": title})

    browser.post(f"{ADDRESS}second/move/", {"to": "up"})
    refused = browser.post(f"{ADDRESS}second/rename/", {"second-title": ""})
    browser.post(f"{ADDRESS}second/rename/", {"second-title": "Other"})
    browser.post(f"{ADDRESS}first/delete/")

    assert refused.status_code == 422
    assert [str(topic) for topic in guideline.topics.all()] == ["Other"]


def test_topic_with_questions_says_why_it_stays(guideline, chair, client_of):
    topic = factories.make_topic(guideline=guideline, ref="t1")
    factories.make_question(guideline=guideline, topic=topic)

    page = client_of(chair).get(ADDRESS).content.decode()

    assert "It holds 1 questions" in page
    assert f"{ADDRESS}t1/delete/" not in page


@pytest.mark.parametrize(
    ("role", "status"), [("methodologist", 200), ("secretariat", 200), ("member", 403)]
)
def test_who_opens_it(request, guideline, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status

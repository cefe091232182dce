"""A published version, read from what was frozen."""

from django.test import Client
from django.utils import timezone

from tests import factories


def page(address="/published/published/1.0/") -> str:
    return Client().get(address).content.decode()


def test_reader_without_account_sees_statement_grade_votes_and_reasons(published):
    found = page()

    assert "Livers, published" in found
    assert "We suggest it." in found
    assert "weak, for" in found
    assert "certainty-low" in found
    assert "3 weak for." in found
    assert "3 of 3 votes are weak for; more than 70 % needs 3." in found


def test_later_edit_of_the_guideline_changes_nothing(published):
    before = page()
    question = published.questions.get()

    question.text = "Should it never be done?"
    question.save()
    published.recommendations.update(statement="We recommend against it.")

    assert page() == before
    assert "never" not in before


def test_version_shows_what_it_can_be_checked_by(published):
    version = published.versions.get()

    assert version.content_hash in page()


def test_older_version_leads_to_the_newest(published):
    version = published.versions.get()
    factories.make_version(
        guideline=published, number="1.1", content=version.content, what_changed="Figure replaced."
    )

    found = page()

    assert "This is an older version." in found
    assert "The newest is version 1.1." in found
    assert "Figure replaced." in found
    assert "This is an older version." not in page("/published/published/1.1/")


def test_reasons_lead_to_no_page_of_the_committee(published):
    assert "/guidelines/" not in page()


def test_number_that_was_never_published_is_not_there(published):
    assert Client().get("/published/published/9.9/").status_code == 404


def told(guideline):
    """Its hearing, published with the version."""
    guideline.hearings.update(published_at=timezone.now())
    return guideline.hearings.get()


def test_recommendation_leads_to_comments_where_it_or_its_question_has_some(published):
    hearing = told(published)
    link = f"/hearings/published/{hearing.ref}/answers/?on="
    assert link not in page()

    factories.make_comment(
        hearing=hearing,
        part=f"section:{published.questions.get().ref}",
        published_at=timezone.now(),
    )
    assert page().count(link) == 1


def test_held_back_comment_leads_nowhere(published):
    hearing = told(published)
    factories.make_comment(hearing=hearing, part=f"section:{published.questions.get().ref}")

    assert "?on=" not in page()


def test_statements_do_not_grow_with_recommendations_and_comments(
    published, client, django_assert_max_num_queries
):
    hearing, counts = told(published), []
    for _round in range(2):
        factories.make_comment(
            hearing=hearing,
            part=f"section:{published.questions.get().ref}",
            published_at=timezone.now(),
        )
        factories.make_recommendation(question=published.questions.get())
        with django_assert_max_num_queries(50) as seen:
            client.get("/published/published/1.0/")
        counts.append(len(seen))

    assert counts[0] == counts[1]

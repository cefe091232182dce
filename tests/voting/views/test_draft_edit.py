"""The page of a draft's wording."""

from django.urls import reverse

from voting.actions.rounds import open_round


def url(recommendation) -> str:
    return reverse("draft_edit", args=[recommendation.guideline.slug, recommendation.ref])


def test_methodologist_rewords_a_draft(recommendation, methodologist, client_of):
    answer = client_of(methodologist).post(
        url(recommendation), {"statement": "We suggest B.", "remarks": "In adults."}
    )

    recommendation.refresh_from_db()
    assert (recommendation.statement, recommendation.remarks) == ("We suggest B.", "In adults.")
    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/"


def test_there_is_no_field_for_what_is_derived(recommendation, chair, client_of):
    page = client_of(chair).get(url(recommendation)).content.decode()

    assert 'name="remarks"' in page
    for derived in ("strength", "direction", "certainty"):
        assert f'name="{derived}"' not in page


def test_other_languages_of_the_statement_stay(recommendation, chair, client_of):
    recommendation.statement = {"en": "We suggest A.", "ja": "Aを提案する。"}
    recommendation.save()

    client_of(chair).post(url(recommendation), {"statement": "We suggest B."})

    recommendation.refresh_from_db()
    assert recommendation.statement == {"en": "We suggest B.", "ja": "Aを提案する。"}


def test_running_round_blocks_the_wording(recommendation, chair, client_of):
    open_round(by=chair, recommendation=recommendation)

    answer = client_of(chair).post(url(recommendation), {"statement": "We suggest B."})

    assert answer.status_code == 409
    assert "Round 1 is voting on this wording." in answer.content.decode()
    assert "We suggest B." in answer.content.decode()
    recommendation.refresh_from_db()
    assert recommendation.statement == "We suggest doing it."


def test_empty_statement_is_refused_and_the_rest_is_kept_in_the_form(
    recommendation, chair, client_of
):
    answer = client_of(chair).post(url(recommendation), {"statement": "", "remarks": "In adults."})

    assert "error-summary" in answer.content.decode()
    assert "In adults." in answer.content.decode()


def test_who_may_not_edit_is_refused(recommendation, member, stranger, client_of):
    for person, status in ((member, 403), (stranger, 404)):
        answer = client_of(person).post(url(recommendation), {"statement": "Mine."})
        assert answer.status_code == status

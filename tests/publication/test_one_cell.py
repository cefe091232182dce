"""One cell of one 2x2 table is changed on its page, and followed through everything that rests on it."""

import re

import pytest

from audit.models import Event
from audit.sentences import sentence
from evidence.actions.signing import sign_profile
from evidence.models import StudyResult
from guideline.models import Question
from publication.chain import chain_of
from tests import factories

TABLE = {"total_1": "100", "events_2": "20", "total_2": "100"}


@pytest.fixture
def voted(guideline, methodologist, chair):
    """A closed vote on a recommendation, with the evidence signed for."""
    round = factories.round_at("closed", guideline=guideline)
    sign_profile(by=methodologist, question=round.recommendation.question)
    return round


def text(client, address: str) -> str:
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def test_one_cell_is_followed_to_the_recommendation(voted, guideline, methodologist, client_of):
    question = voted.recommendation.question
    result = StudyResult.objects.get()
    base = f"/guidelines/livers/questions/{question.ref}/"
    outcome = result.body.outcome
    client = client_of(methodologist)
    assert "has lapsed" not in text(client, f"{base}evidence/")

    answer = client.post(
        f"{base}outcomes/{outcome.ref}/results/{result.pk}/",
        TABLE | {"events_1": "14", "reason": "Misread in table 2."},
    )

    assert answer.status_code == 302
    # The pooled effect: 14/100 over 20/100, before 10/100 over 20/100.
    chained = chain_of(guideline, question).question(question.ref)
    assert chained.outcomes[0].primary.pooled.natural == pytest.approx(0.7, abs=1e-9)
    # The signature lapsed, in a sentence.
    evidence = text(client, f"{base}evidence/")
    assert "so the signature has lapsed" in evidence
    changed = f"Survival, {result.study}: events, intervention 10 → 14"
    assert re.search(
        f"{changed}, changed by methodologist on [^<]+, reason: Misread in table 2.", evidence
    )
    # The recommendation says so, and leads to what changed.
    assert chained.recommendations[0].evidence_changed
    compare = f"{base}evidence/compare/?from=round-{voted.pk}"
    page = text(client, base)
    assert "evidence changed since the vote" in page
    assert compare in page
    why = f"/guidelines/livers/recommendations/{voted.recommendation.ref}/why/"
    assert compare in text(client, why)
    # The log, the history and the comparison.
    event = Event.objects.order_by("sequence").last()
    assert sentence(event).startswith("methodologist changed the result of")
    assert event.facts["changes"] == {"events_1": [10, 14]}
    history = text(client, f"{base}history/")
    assert '<td data-label="Before:">10</td> <td data-label="After:">14</td>' in history
    compared = text(client, compare)
    assert f"<li>{changed}</li>" in compared
    assert re.search(r"Pooled: RR 0\.50 .*?</td> <td[^>]*>Pooled: RR 0\.70 ", compared)


def test_nothing_says_changed_before_anything_is(voted, guideline, methodologist, client_of):
    question = Question.objects.get(pk=voted.recommendation.question_id)
    page = text(client_of(methodologist), f"/guidelines/livers/questions/{question.ref}/")

    assert "evidence changed since the vote" not in page
    assert "/evidence/compare/" not in page


def test_round_is_a_moment_only_for_those_who_see_rounds(voted, guideline, observer, client_of):
    compare = f"/guidelines/livers/questions/{voted.recommendation.question.ref}/evidence/compare/"
    address = f"{compare}?from=round-{voted.pk}"
    member = guideline.panel.filter(role="member").first().user

    assert "vote on" in text(client_of(member), address)
    assert client_of(observer).get(address).status_code == 404
    assert "vote on" not in text(client_of(observer), compare)

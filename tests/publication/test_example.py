"""The example's evidence: every body of it is rated in full, and no page says otherwise."""

import re

import pytest

from evidence.codes import DOMAINS_DOWN, RATING_PARTS
from publication.bundle.importing import import_guideline
from publication.bundle.opening import open_bundle
from publication.chain import chain_of
from tests.factories import make_user
from tests.publication.bundle.samples import PROJECT_EXAMPLE

pytestmark = pytest.mark.django_db

FIVE = set(DOMAINS_DOWN)
# A criterion of the decision may wait for its judgement ("not judged yet"); a domain may not.
UNRATED = re.compile(r"not rated|not judged(?! yet)")


@pytest.fixture
def example():
    return import_guideline(open_bundle(PROJECT_EXAMPLE)).guideline


def test_every_body_of_every_outcome_is_rated_in_all_five_domains(example):
    bodies = [
        (f"{question.question.ref}/{outcome.outcome.ref}/{body.body.ref}", outcome, body)
        for question in chain_of(example).clinical
        for outcome in question.outcomes
        for body in outcome.bodies
    ]

    lacking, silent, not_marked = {}, [], []
    for where, outcome, body in bodies:
        parts = RATING_PARTS if outcome.outcome.type == "diagnostic" else ("",)
        for part in parts:
            rating = body.ratings.get(part)
            rows = list(rating.judgements.all()) if rating else []
            judged = {row.domain: row for row in rows}
            if missing := FIVE - judged.keys():
                lacking[where, part] = missing
            silent += [(where, row.domain) for row in rows if row.levels and not row.because]
            if rating and rating.basis != "reconstructed":
                not_marked.append(where)

    assert (len(bodies), lacking, silent, not_marked) == (77, {}, [], [])
    assert [where for where, _outcome, body in bodies if body.level is None] == []


@pytest.mark.once
def test_no_page_of_a_question_calls_its_evidence_unrated(example, client):
    place = example.panel.get(role="chair")
    place.user = make_user()
    place.save(update_fields=["user"])
    client.force_login(place.user)
    pages = [
        f"/guidelines/{example.slug}/questions/{question.ref}/{page}"
        for question in example.questions.filter(status="clinical-question")
        for page in ("", "profile/")
    ]

    said = {}
    for page in pages:
        answer = client.get(page)
        assert (page, answer.status_code) == (page, 200)
        found = UNRATED.findall(answer.content.decode().lower())
        if found:
            said[page] = found

    assert len(pages) == 2 * 14
    assert said == {}

"""One cell of one 2x2 table is changed on its page, and followed through everything that rests on it."""

import csv
import io
import json
import re
import zipfile

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


def row_of_csv(content: bytes) -> dict[str, str]:
    """The only line below the headings."""
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return row


def exported(client, profile: str) -> dict[str, bytes]:
    """The question's files: `csv` and `json` as they are taken, and those in the ZIP by their path."""
    zipped = zipfile.ZipFile(io.BytesIO(client.get(f"{profile}.zip").content))
    taken = {ending: client.get(f"{profile}.{ending}").content for ending in ("csv", "json")}
    return taken | {name: zipped.read(name) for name in zipped.namelist()}


def imprecision_of(page: str) -> str:
    """What the page that rates says of imprecision."""
    return page.partition("<legend>Imprecision</legend>")[2].partition("</fieldset>")[0]


def shown_in(files: dict[str, bytes], outcome: str) -> dict:
    """Where the cell, or what is made of it, stands in each file; effects to nine decimals."""
    line = row_of_csv(files["csv"])
    (group,) = json.loads(files["json"])["groups"]
    (row,) = group["rows"]
    (case,) = json.loads(files["cases.json"])["cases"]
    (pooled,) = json.loads(files["results.json"])["results"]
    signed = json.loads(files["evidence.json"])
    figures = (round(float(line[name]), 9) for name in ("effect", "difference"))
    return {
        "csv": (line["events_1"], line["total_1"], *figures),
        "json": (row["intervention"]["text"], row["relative"]["text"]),
        "inputs": files[f"inputs/{outcome}.csv"].decode().splitlines()[1],
        "case": case["data"]["events_1"],
        "evidence": signed["outcomes"][outcome]["bodies"]["body"]["results"][0]["events_1"],
        "result": round(pooled["est_natural"], 9),
    }


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


def test_one_cell_is_followed_to_the_proposal(voted, methodologist, client_of):
    """RR 0.50 (0.25 to 1.01) reaches below 0.75; RR 0.70 (0.37 to 1.31) above 1.25 as well, on few events.

    The log of the risk ratio has the standard error sqrt(1/a - 1/100 + 1/20 - 1/100), a 10 or 14.
    """
    result = StudyResult.objects.get()
    outcome = f"/guidelines/livers/questions/{voted.recommendation.question.ref}/outcomes/{result.body.outcome.ref}/"
    client = client_of(methodologist)
    before = imprecision_of(text(client, f"{outcome}certainty/"))

    client.post(f"{outcome}results/{result.pk}/", TABLE | {"events_1": "14"})

    after = imprecision_of(text(client, f"{outcome}certainty/"))
    assert "Proposed: one level down." in before
    assert "(RR 0.50, 0.25 to 1.01)" in before
    assert "<code>imprecision.classic.ci-reaches-appreciable</code>" in before
    assert "The proposal changed since" not in before
    assert "Proposed: two levels down." in after
    assert "<dd> 1.31 </dd> <dt>Appreciable below</dt>" in after
    assert "<code>imprecision.classic.few-and-both-sides</code>" in after
    assert "The proposal changed since" in after
    assert "When this was judged, the proposal was: one level down." in after
    # It proposes; what was judged stands until somebody judges again.
    assert result.body.ratings.get().judgements.get(domain="imprecision").levels == 1


def test_one_cell_is_followed_to_the_exported_files(voted, methodologist, client_of):
    result = StudyResult.objects.get()
    outcome = result.body.outcome.ref
    base = f"/guidelines/livers/questions/{voted.recommendation.question.ref}/"
    client = client_of(methodologist)
    before = exported(client, f"{base}profile")

    client.post(f"{base}outcomes/{outcome}/results/{result.pk}/", TABLE | {"events_1": "14"})

    after = exported(client, f"{base}profile")
    assert [shown_in(files, outcome) for files in (before, after)] == [
        {
            "csv": ("10", "100", 0.5, -100.0),
            "json": ("10/100 (10.0 %)", "RR 0.50 (0.25 to 1.01)"),
            "inputs": "A study,10,100,20,100",
            "case": [10],
            "evidence": 10,
            "result": 0.5,
        },
        {
            "csv": ("14", "100", 0.7, -60.0),
            "json": ("14/100 (14.0 %)", "RR 0.70 (0.37 to 1.31)"),
            "inputs": "A study,14,100,20,100",
            "case": [14],
            "evidence": 14,
            "result": 0.7,
        },
    ]
    for files in (before, after):
        assert (files["profile.csv"], files["profile.json"]) == (files["csv"], files["json"])
    # The drawing and the check sums are others, too.
    forest = f"figures/{outcome}-forest.svg"
    assert "0.70" in after[forest].decode()
    assert "0.70" not in before[forest].decode()
    assert before["SHA256SUMS"] != after["SHA256SUMS"]


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

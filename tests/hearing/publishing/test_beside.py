"""What stands beside a comment's text: who reads what of it, and that a redaction covers it too."""

import json

import pytest
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from accounts.blockers import Blocked
from audit.models import Event
from audit.queries import verify
from hearing.actions.comments import comment_on_draft
from hearing.actions.redactions import confirm_redaction, propose_redaction
from hearing.details import Details
from hearing.models import Hearing
from hearing.paragraphs import numbers_of
from hearing.publishing.beside import Beside, beside_of
from tests import factories

SAID = {
    "quote": "as Dr Nobody has it",
    "support": True,
    "signatories": [
        {"name": "Dr Nobody", "place": "Leeds"},
        {"name": "Dr Second", "place": "Clinic of Dr Nobody"},
    ],
    "declarations": {"interests": "Shares, as Dr Nobody knows.", "tobacco": "None at all."},
}
MARK = "[redacted: A person is named.]"
BLACK = {
    "quote": f"as {MARK} has it",
    "support": True,
    "signatories": [
        {"name": MARK, "place": "Leeds"},
        {"name": "Dr Second", "place": f"Clinic of {MARK}"},
    ],
    "declarations": {"interests": f"Shares, as {MARK} knows.", "tobacco": "None at all."},
}


@pytest.fixture
def sent(opened):
    """An organisation's comment with everything beside it, in a closed hearing; and its receipt."""
    Hearing.objects.filter(pk=opened.pk).update(asks_interests=True, asks_tobacco=True)
    details = Details(paragraph=numbers_of(opened.draft)["q1r1", "statement"], **SAID)
    came = comment_on_draft(
        hearing=opened,
        part="q1r1",
        body="Why not?",
        kind="organisation",
        name="A society",
        consent=True,
        details=details,
    )
    Hearing.objects.filter(pk=opened.pk).update(closes_at=Now())
    came.comment.refresh_from_db()
    return came


def black_out(comment, chair, secretariat, passage="Dr Nobody"):
    redaction = propose_redaction(
        by=chair, comment=comment, passage=passage, reason="A person is named."
    )
    confirm_redaction(by=secretariat, redaction=redaction)


def publish(comment, **terms):
    comment.published_at = timezone.now()
    comment.save()
    Hearing.objects.filter(pk=comment.hearing_id).update(published_at=timezone.now(), **terms)
    comment.refresh_from_db()


def said_by(beside: Beside) -> dict:
    return {
        "quote": beside.quote,
        "support": beside.support,
        "signatories": list(beside.signatories),
        "declarations": dict(beside.declarations),
    }


def places(received) -> dict[str, str]:
    """Every place where somebody reads this comment, by who does."""
    at = ["livers", "hearing-1"]
    receipt = received.receipt
    return {
        reverse("hearing_inbox", args=at): "committee",
        reverse("comment_answer", args=[*at, 1]): "committee",
        reverse("comment_redact", args=[*at, 1]): "committee",
        f"/api/v1/hearings/{received.comment.hearing_id}/comments/": "committee",
        reverse("comment", args=[receipt]): "holder",
        reverse("comment_data", args=[receipt]): "holder",
        f"/api/v1/comments/{receipt}/": "holder",
        reverse("hearing_answers", args=at): "public",
        reverse("hearing_answers_file", args=[*at, "csv"]): "public",
    }


def read(client, address: str) -> str:
    answer = client.get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if address.startswith("/api/"):
        return json.dumps(answer.json(), ensure_ascii=False)
    return content.decode()


def test_committee_and_holder_read_it_everywhere_and_the_public_what_the_terms_say(
    sent, chair, client_of, client
):
    publish(sent.comment)

    for address, viewer in places(sent).items():
        page = read(client_of(chair) if viewer == "committee" else client, address)
        named = "2 signatories" if "inbox" in address else "Dr Second"
        assert ("as Dr Nobody has it" in page, named in page) == (True, True), address
        assert ("None at all." in page) == (viewer != "public"), address

    publish(sent.comment, publishes_declarations=True)

    for address in places(sent):
        assert "None at all." in read(client_of(chair), address), address


def test_signatories_are_counted_and_not_named_without_consent(sent, client):
    sent.comment.consent = False
    publish(sent.comment)

    for address, viewer in places(sent).items():
        if viewer == "public":
            page = read(client, address)
            assert ("Dr Second" in page, "as Dr Nobody has it" in page) == (False, True)
    assert "2 signatories, not named" in read(
        client, reverse("hearing_answers", args=["livers", "hearing-1"])
    )
    assert beside_of(sent.comment, "public").unnamed == 2


def test_redaction_covers_the_passage_wherever_it_stands_and_for_everybody(
    sent, chair, secretariat, client_of, client
):
    publish(sent.comment, publishes_declarations=True)
    assert sent.comment.body.count("Dr Nobody") == 0

    black_out(sent.comment, chair, secretariat)

    assert [
        said_by(beside_of(sent.comment, each)) for each in ("public", "committee", "holder")
    ] == [BLACK] * 3
    for address in [*places(sent), reverse("audit_log", args=["livers"])]:
        for reader in (client_of(chair), client_of(secretariat), client):
            assert "Dr Nobody" not in read(reader, address), address


def test_original_beside_the_words_stays_sealed_and_its_hash_says_no_name(sent, chair, secretariat):
    black_out(sent.comment, chair, secretariat)

    sent.comment.refresh_from_db()
    kept = {key: getattr(sent.comment, key) for key in SAID}
    facts = Event.objects.get(verb="comment-redacted").facts
    assert kept == SAID
    assert facts["beside"]["signatories.0.name"] == [[0, 9]]
    assert (len(facts["beside_hash"]), "Nobody" in str(facts)) == (64, False)
    assert verify() is None


def test_whole_comment_goes_with_all_that_stands_beside_it(sent, chair, secretariat):
    publish(sent.comment, publishes_declarations=True)

    black_out(sent.comment, chair, secretariat, passage="")

    for viewer in ("public", "committee", "holder"):
        assert beside_of(sent.comment, viewer) == Beside(paragraph=sent.comment.paragraph)


def test_old_redaction_of_the_whole_hides_what_it_did_not_know_of(sent):
    publish(sent.comment, publishes_declarations=True)
    factories.make_redaction(
        comment=sent.comment, decided_by=factories.make_user(), is_confirmed=True
    )

    assert beside_of(sent.comment, "public") == Beside(paragraph=sent.comment.paragraph)


def test_passage_that_stands_nowhere_is_refused(sent, chair):
    with pytest.raises(Blocked, match="no such passage"):
        propose_redaction(by=chair, comment=sent.comment, passage="Dr Third", reason="Named.")


def test_second_person_reads_what_would_be_covered_beside_the_words(
    sent, chair, secretariat, client_of
):
    propose_redaction(by=chair, comment=sent.comment, passage="None at all.", reason="Named.")

    address = reverse("comment_redact", args=["livers", "hearing-1", 1])
    page = read(client_of(secretariat), address)

    assert page.count("None at all.") == 2


def test_blacked_out_words_are_found_by_no_search(sent, chair, secretariat, client_of):
    def found(text: str) -> list[int]:
        page = client_of(chair).get(
            reverse("hearing_inbox", args=["livers", "hearing-1"]), {"q": text}
        )
        return [row.comment.number for row in page.context["rows"]]

    before = found("Why")

    black_out(sent.comment, chair, secretariat, passage="Why")

    assert (before, found("Why")) == ([1], [])

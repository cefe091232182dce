"""The receipt of one's own ballot."""

from django.urls import reverse

from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.rounds import open_round
from voting.ballots.receipts import commitment


def test_receipt_shows_the_vote_that_counts_and_those_before(opened, member, client_of):
    cast_vote(by=member, round=opened, choice="strong-for")
    last = cast_vote(by=member, round=opened, choice="abstain")

    page = client_of(member).get(reverse("receipt", args=[opened.pk])).content.decode()

    assert last.receipt in page
    assert "Earlier versions, kept and not counted" in page
    assert "strong for" in page


def test_receipt_leads_to_the_next_ballot(opened, question, chair, member, client_of):
    other = open_round(by=chair, recommendation=factories.make_recommendation(question=question))
    cast_vote(by=member, round=opened, choice="strong-for")

    page = client_of(member).get(reverse("receipt", args=[opened.pk])).content.decode()

    assert reverse("round", args=[other.pk]) in page
    assert "1 more waits for you." in page


def test_receipt_is_the_voters_own(opened, member, chair, client_of):
    cast = cast_vote(by=member, round=opened, choice="strong-for")
    address = reverse("receipt", args=[opened.pk])

    answer = client_of(chair).get(address)

    assert answer.headers["Location"] == reverse("round", args=[opened.pk])
    assert cast.receipt not in client_of(chair).get(address, follow=True).content.decode()


def test_who_has_not_voted_is_led_to_the_ballot(opened, methodologist, client_of):
    answer = client_of(methodologist).get(reverse("receipt", args=[opened.pk]))

    assert answer.headers["Location"] == reverse("round", args=[opened.pk])


def test_receipt_is_kept_as_a_text(opened, member, chair, client_of):
    cast = cast_vote(by=member, round=opened, choice="strong-for", comment="Yes.")
    address = reverse("receipt_text", args=[opened.pk])

    answer = client_of(member).get(address)

    text = answer.content.decode()
    assert f"Receipt: {cast.receipt}\n" in text
    assert "Your vote: strong for\n" in text
    assert commitment(cast.receipt, "strong-for", "Yes.") in text
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client_of(chair).get(address).status_code == 404

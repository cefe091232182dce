"""Writing a dissent on a page, changing it, withdrawing it."""

from django.urls import reverse

from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round
from voting.models import Dissent


def test_member_states_changes_and_withdraws(opened, chair, member, methodologist, client_of):
    cast_vote(by=chair, round=opened, choice="weak-for")
    address = reverse("dissent", args=[opened.pk])
    assert "Nothing was decided in this round" in client_of(member).get(address).content.decode()
    early = client_of(member).post(address, {"text": "The harms weigh more."})
    assert (early.status_code, "The harms weigh more." in early.content.decode()) == (409, True)
    close_round(by=chair, round=opened)

    client_of(member).post(address, {"text": "The harms weigh more."})
    client_of(member).post(address, {"text": "The harms weigh much more."})

    assert [each.text for each in Dissent.objects.all()] == ["The harms weigh much more."]
    page = client_of(member).get(address).content.decode()
    assert "The harms weigh much more." in page
    assert "Keep the new wording" in page
    assert client_of(methodologist).get(address).status_code == 403
    client_of(member).post(reverse("dissent_withdraw", args=[opened.pk]))
    assert Dissent.objects.filter(withdrawn_at=None).count() == 0

"""The button that invites everybody who has never signed in."""

from outbox.models import Delivery

ADDRESS = "/guidelines/livers/panel/invite/"


def test_all_who_never_signed_in_are_invited(guideline, chair, member, client_of):
    browser = client_of(chair)

    assert "Who has never signed in" in browser.get("/guidelines/livers/panel/").content.decode()
    page = browser.post(ADDRESS, follow=True).content.decode()

    assert [each.payload["to"] for each in Delivery.objects.all()] == ["member@example.org"]
    assert "1 invitation is on its way" in page


def test_member_invites_nobody(guideline, member, client_of):
    assert client_of(member).post(ADDRESS).status_code == 403

"""The link of an invitation."""

from django.urls import reverse

from hearing.actions.guests import revoke_guest
from tests import factories


def test_link_lets_in_until_it_is_taken_back(opened, secretariat, client):
    guest = factories.make_guest(hearing=opened, token="welcome")
    address = reverse("guest_enter", args=["livers", opened.ref, "welcome"])
    answer = client.get(address)

    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "You are here by invitation" in client.get(opened.get_absolute_url()).content.decode()

    revoke_guest(by=secretariat, guest=guest)

    refused = client.get(address)
    assert refused.status_code == 404
    assert "This link is no longer good" in refused.content.decode()
    assert "ask whoever invited you" in refused.content.decode()
    assert "sign in with another account" not in refused.content.decode()
    assert "by invitation" not in client.get(opened.get_absolute_url()).content.decode()

"""Taking an invitation back."""

from django.urls import reverse

from tests import factories


def test_secretariat_takes_back_and_others_may_not(opened, secretariat, member, client_of, events):
    guest = factories.make_guest(hearing=opened)
    address = reverse("guest_revoke", args=["livers", opened.ref, guest.pk])

    assert client_of(member).post(address).status_code == 403
    client_of(secretariat).post(address)
    client_of(secretariat).post(address)

    guest.refresh_from_db()
    assert guest.revoked_at is not None
    assert events().count("guest-revoked") == 1

"""Ending a hearing on the page."""

from django.urls import reverse


def test_secretariat_ends_the_hearing(opened, secretariat, client_of):
    address = reverse("hearing_close", args=["livers", opened.ref])

    answer = client_of(secretariat).post(address)

    opened.refresh_from_db()
    assert opened.is_over
    assert answer.headers["Location"] == reverse("hearing_inbox", args=["livers", opened.ref])


def test_member_may_not_end_it(opened, member, client_of):
    address = reverse("hearing_close", args=["livers", opened.ref])

    assert client_of(member).post(address).status_code == 403
    opened.refresh_from_db()
    assert not opened.is_over

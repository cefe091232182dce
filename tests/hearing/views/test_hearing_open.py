"""The page that opens a hearing."""

from django.urls import reverse

from hearing.models import Hearing

ADDRESS = "/guidelines/livers/hearings/open/"


def test_secretariat_sees_what_is_frozen_and_opens(recommendation, secretariat, client_of):
    client = client_of(secretariat)
    assert "1 recommendation is frozen" in client.get(ADDRESS).content.decode()

    answer = client.post(ADDRESS, {"title": "Hearing on the draft", "closes_at": ""})

    hearing = Hearing.objects.get()
    assert (hearing.title, hearing.is_open) == ("Hearing on the draft", True)
    assert answer.headers["Location"] == hearing.get_absolute_url()


def test_second_hearing_is_blocked_beside_the_button(opened, secretariat, client_of):
    answer = client_of(secretariat).post(ADDRESS, {"title": "Another"})

    assert answer.status_code == 409
    assert "is still open" in answer.content.decode()
    assert 'disabled aria-describedby="blockers"' in answer.content.decode()
    assert Hearing.objects.count() == 1


def test_who_may_not_open_is_refused(recommendation, member, stranger, client, client_of):
    assert client_of(member).get(ADDRESS).status_code == 403
    assert client_of(stranger).get(ADDRESS).status_code == 404
    assert client.get(ADDRESS).headers["Location"].startswith(reverse("account_login"))

"""The committee's inbox."""

from django.urls import reverse

from hearing.actions.comments import answer_comment, withdraw_comment
from tests import factories


def get(client_of, user, hearing) -> str:
    address = reverse("hearing_inbox", args=["livers", hearing.ref])
    return client_of(user).get(address).content.decode()


def test_committee_sees_comments_and_what_is_unanswered(closed, received, member, client_of):
    page = get(client_of, member, closed)

    assert "For whom?" in page
    assert "1 not answered" in page
    assert "Give this answer" in page


def test_answers_wait_for_the_close(opened, received, member, client_of):
    page = get(client_of, member, opened)

    assert "For whom?" in page
    assert "Give this answer" not in page
    assert "until then a comment may still be edited" in page


def test_answered_and_withdrawn_comments_wait_for_nobody(closed, received, member, client_of):
    answer_comment(by=member, comment=received.comment, changed=True, text="Named now.")
    withdraw_comment(comment=factories.make_comment(hearing=closed, body="Never mind."))

    page = get(client_of, member, closed)

    assert "0 not answered" in page
    assert "Never mind." not in page


def test_name_without_consent_is_for_the_committee_alone(closed, member, client, client_of):
    factories.make_comment(hearing=closed, kind="individual", name="Somebody Known")

    assert "Somebody Known" in get(client_of, member, closed)
    assert "Somebody Known" not in client.get(closed.get_absolute_url()).content.decode()


def test_outsiders_do_not_read_the_inbox(closed, commentator, observer, stranger, client_of):
    address = reverse("hearing_inbox", args=["livers", closed.ref])

    for person, status in ((commentator, 403), (observer, 403), (stranger, 404)):
        assert client_of(person).get(address).status_code == status


def test_queries_do_not_grow_with_the_comments(
    closed, member, client_of, django_assert_num_queries
):
    client = client_of(member)
    address = reverse("hearing_inbox", args=["livers", closed.ref])
    with django_assert_num_queries(6):
        client.get(address)

    for _number in range(2):
        factories.make_comment(hearing=closed)

    with django_assert_num_queries(6):
        client.get(address)

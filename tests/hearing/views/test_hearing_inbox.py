"""The committee's inbox."""

from django.urls import reverse

from hearing.actions.answering import propose_answer
from hearing.actions.comments import withdraw_comment
from hearing.actions.triage import add_theme, assign_comments
from hearing.answering import filters
from tests import factories


def get(client_of, user, hearing, asked: str = "") -> str:
    address = reverse("hearing_inbox", args=["livers", hearing.ref])
    return client_of(user).get(address + asked).content.decode()


def shown(client_of, user, hearing, asked: str = "") -> list[int]:
    """The numbers of the comments on the page."""
    address = reverse("hearing_inbox", args=["livers", hearing.ref])
    answer = client_of(user).get(address + asked)
    return [row.comment.number for row in answer.context["rows"]]


def counts(client_of, user, hearing) -> dict[str, int]:
    answer = client_of(user).get(reverse("hearing_inbox", args=["livers", hearing.ref]))
    return {each.code: each.count for each in answer.context["states"]}


def test_each_state_is_counted_and_shown_alone(lively, member, client_of):
    factories.make_comment_file(comment=lively.comments.get(number=2))
    assert counts(client_of, member, lively) == {
        "unanswered": 2,
        "draft": 1,
        "waits": 1,
        "answered": 1,
        "held": 0,
        "kept-held": 0,
        "withdrawn": 1,
        "late": 1,
        "joined": 0,
        "disputed": 0,
        "files": 1,
    }
    for state, numbers in {
        "": [1, 2, 3, 4, 5, 6],
        "unanswered": [1, 6],
        "draft": [2],
        "waits": [3],
        "answered": [4],
        "withdrawn": [5],
        "late": [6],
        "files": [2],
        "no-such-state": [1, 2, 3, 4, 5, 6],
    }.items():
        assert shown(client_of, member, lively, f"?state={state}") == numbers, state


def test_filters_narrow_each_other(lively, member, chair, client_of):
    place = member.places.get()
    assign_comments(by=chair, hearing=lively, numbers=[1, 2], place=place)
    theme = add_theme(by=chair, hearing=lively, numbers=[2, 6], name="Children")
    # Under another theme as well it stands once all the same.
    add_theme(by=chair, hearing=lively, numbers=[1, 2], name="Wording")

    for asked, numbers in {
        "assigned=me": [1, 2],
        f"assigned={place.ref}": [1, 2],
        "assigned=nobody": [3, 4, 5, 6],
        f"theme={theme.pk}": [2, 6],
        f"theme={theme.pk}&assigned=me": [2],
        "part=q1r1": [1, 6],
        "kind=organisation": [2, 3, 4, 5],
        "q=LATE": [6],
        "q=100%25": [6],
        "q=comment&state=unanswered": [],
        "theme=999": [],
        "assigned=somebody-else": [],
    }.items():
        assert shown(client_of, member, lively, f"?{asked}") == numbers, asked


def test_pages_go_along_the_numbers_and_back(lively, member, client_of, monkeypatch):
    monkeypatch.setattr(filters, "PAGE", 2)

    assert shown(client_of, member, lively) == [1, 2]
    assert shown(client_of, member, lively, "?after=2") == [3, 4]
    assert shown(client_of, member, lively, "?before=5") == [3, 4]
    assert shown(client_of, member, lively, "?after=4") == [5, 6]
    page = get(client_of, member, lively, "?after=4")
    assert ("The fifty before" in page, "The fifty after" in page) == (True, False)


def test_counts_stop_where_counting_would_take_long(lively, member, client_of, monkeypatch):
    monkeypatch.setattr("hearing.answering.counting.MOST_COUNTED", 1)

    assert "more than 1" in " ".join(get(client_of, member, lively).split())
    assert counts(client_of, member, lively)["unanswered"] == 2


def test_answers_wait_for_the_close(opened, received, member, client_of):
    page = get(client_of, member, opened)

    assert "For whom?" in page
    assert "until then a comment may still be edited" in page
    assert 'disabled aria-describedby="not-yet"' in page


def test_words_of_a_withdrawn_comment_are_gone(closed, received, member, client_of):
    withdraw_comment(comment=received.comment)

    page = get(client_of, member, closed)

    assert "For whom?" not in page
    assert "Its author withdrew it" in page


def test_name_without_consent_is_for_the_committee_alone(closed, member, client, client_of):
    factories.make_comment(hearing=closed, kind="individual", name="Somebody Known")

    assert "Somebody Known" in get(client_of, member, closed)
    assert "Somebody Known" not in client.get(closed.get_absolute_url()).content.decode()


def test_draft_of_an_answer_is_read_by_the_committee_in_the_room_alone(
    closed, member, conflicted_member, client, client_of
):
    propose_answer(
        by=member, hearing=closed, numbers=[1], changed=False, text="Between us.", ask=True
    )

    assert "Between us." in get(client_of, member, closed)
    assert "Between us." not in get(client_of, conflicted_member, closed)
    assert "You leave the room" in get(client_of, conflicted_member, closed)
    assert "Between us." not in client.get(closed.get_absolute_url()).content.decode()


def test_outsiders_do_not_read_the_inbox(closed, commentator, observer, stranger, client_of):
    address = reverse("hearing_inbox", args=["livers", closed.ref])

    for person, status in ((commentator, 403), (observer, 403), (stranger, 404)):
        assert client_of(person).get(address).status_code == status


def test_queries_do_not_grow_with_the_comments(
    lively, member, chair, client_of, django_assert_num_queries
):
    client = client_of(member)
    address = reverse("hearing_inbox", args=["livers", lively.ref])
    add_theme(by=chair, hearing=lively, numbers=[1], name="Children")
    with django_assert_num_queries(11):
        client.get(address)

    for _number in range(3):
        factories.make_comment(hearing=lively)
    add_theme(by=chair, hearing=lively, numbers=[1, 7, 8], name="Cost")
    assign_comments(by=chair, hearing=lively, numbers=[7], place=member.places.get())

    with django_assert_num_queries(11):
        client.get(address)

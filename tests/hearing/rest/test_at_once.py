"""The ordinary comment of a program is taken in one statement; whatever has changed since is found out."""

from collections.abc import Callable

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.authtoken.models import Token

from accounts.models import User
from audit.models import Event
from audit.queries import verify
from hearing.models import Comment, Hearing
from hearing.rest.door import Door
from tests import factories
from tests.hearing.rest_site import Site
from tests.hearing.served import Served

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite reads what it needs first"
    ),
]


@pytest.fixture
def seen(site) -> Site:
    """A hearing to which this process took a comment of this token already, which came by the door."""
    site.clients["m1"].handler = Served(Door(get_wsgi_application()))
    assert site.open().status_code == 201
    assert site.comment("The first").status_code == 201
    return site


# What no ordinary program asks for leads the long way.
LONG_WAY = {"HTTP_ACCEPT": "application/json; q=1"}


def send(site: Site, key: str, said: dict, **headers):
    """A comment of the member's, by a way of its own."""
    path = f"hearings/{site.hearing}/comments/"
    return site.post(path, said, "m1", HTTP_IDEMPOTENCY_KEY=key, **headers)


def statements(deed: Callable) -> tuple:
    with CaptureQueriesContext(connection) as asked:
        answer = deed()
    return answer, len(asked)


def test_second_comment_is_one_statement_and_says_what_the_first_said(seen):
    first = seen.comment("Another", key="k1")
    second, asked = statements(lambda: seen.comment("One more", key="k2"))

    assert (second.status_code, asked) == (201, 1)
    assert first.headers == second.headers
    told = second.json()
    assert list(told) == ["receipt", "number", "part", "received_at", "late", "page"]
    assert (told["number"], told["late"], told["part"]) == (3, False, "document")
    stored = Comment.objects.get(number=3)
    assert (stored.body, stored.held_because) == ("One more", "")
    assert told["received_at"] == stored.received_at.isoformat().replace("+00:00", "Z")
    assert seen.get(f"comments/{told['receipt']}/").json()["body"] == "One more"
    assert told["page"] == f"/comments/{told['receipt']}/"
    assert verify() is None


def test_answer_taken_at_once_is_the_answer_of_the_long_way(seen):
    plain = {"part": "document", "body": "Another"}
    at_once, asked = statements(lambda: send(seen, "k1", plain))
    long_way, asked_then = statements(lambda: send(seen, "k2", plain, **LONG_WAY))

    assert (at_once.status_code, long_way.status_code) == (201, 201)
    assert asked == 1 < asked_then
    assert at_once.headers == long_way.headers
    assert list(at_once.json()) == list(long_way.json())
    kinds = [
        {name: type(value) for name, value in each.json().items()} for each in (at_once, long_way)
    ]
    assert kinds[0] == kinds[1]


def test_same_key_is_the_same_comment_whichever_way_it_comes(seen):
    first = seen.comment("Kept once", key="again")
    again, asked = statements(lambda: seen.comment("Kept once", key="again"))
    other = seen.comment("Something else", key="again")

    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 422)
    assert first.json() == again.json()
    assert Comment.objects.count() == 2
    assert asked > 1


@pytest.mark.parametrize("part", ["document", " document ", "least:q1r1", "section:Scope"])
@pytest.mark.parametrize("more", [{}, {"kind": "anonymous"}, {"name": "Somebody"}])
def test_same_key_is_the_same_comment_by_either_way(seen, part, more):
    said = {"part": part, "body": "On it\r\n e\u0301 "} | more
    one = [send(seen, "k1", said, **LONG_WAY), send(seen, "k1", said)]
    other = [send(seen, "k2", said), send(seen, "k2", said, **LONG_WAY)]

    assert [each.status_code for each in one + other] == [201, 200, 201, 200]
    assert one[0].json() == one[1].json()
    assert other[0].json() == other[1].json()
    kept = Comment.objects.filter(number__in=(2, 3)).values_list(
        "part", "body", "name", "sent_hash"
    )
    assert len(set(kept)) == 1


def test_token_that_was_taken_away_comments_no_more(seen):
    Token.objects.all().delete()

    assert seen.comment("Still me").status_code == 401
    assert Comment.objects.count() == 1


def test_account_that_was_closed_comments_no_more(seen):
    User.objects.update(is_active=False)

    assert seen.comment("Still me").status_code == 401
    assert Comment.objects.count() == 1


def test_token_that_went_to_another_account_is_theirs(seen):
    assert seen.comment("As the first", key="k").status_code == 201
    Token.objects.filter(
        key=seen.clients["m1"]._credentials["HTTP_AUTHORIZATION"].split()[1]
    ).update(user=factories.make_user())

    # The same key of another account is another comment.
    assert seen.comment("As the first", key="k").status_code == 201
    assert Comment.objects.filter(body="As the first").count() == 2


def test_hearing_that_closed_meanwhile_keeps_it_as_late(seen):
    Hearing.objects.update(closes_at="2020-01-02T00:00Z", opens_at="2020-01-01T00:00Z")

    came = seen.comment("Too late?")

    assert (came.status_code, came.json()["late"]) == (201, True)


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"audience": "invited"}, 409),
        ({"asks_interests": True}, 422),
        ({"imported": True}, 409),
        ({"opens_at": "2999-01-01T00:00Z"}, 409),
    ],
)
def test_terms_that_changed_meanwhile_hold(seen, changed, status):
    Hearing.objects.update(**changed)

    assert seen.comment("As if nothing were").status_code == status
    assert Comment.objects.count() == 1


def test_new_version_of_the_privacy_text_stands_beside_the_comment(seen):
    Hearing.objects.update(privacy_version="2")

    assert seen.comment("Under which?").status_code == 201
    assert Comment.objects.get(number=2).privacy_version == "2"


def test_guideline_that_was_renamed_meanwhile_is_named_anew_in_the_log(seen):
    hearing = Hearing.objects.select_related("guideline").get()
    type(hearing.guideline).objects.update(slug="renamed")

    assert seen.comment("Of which?").status_code == 201
    assert Event.objects.order_by("sequence").last().guideline == "renamed"
    assert verify() is None


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ({"body": " "}, "empty"),
        ({"body": "x" * 5001}, "5000"),
        ({"part": "section:"}, "no such part"),
        ({"kind": "robot"}, "robot"),
        ({"body": "a\x00b"}, "character"),
    ],
)
def test_refusals_are_those_of_the_long_way(seen, body, says):
    refused = send(seen, "k", {"part": "document", "body": "Something"} | body)

    assert refused.status_code == 422
    assert says in refused.content.decode()
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("sent", [b"{", b'{"body": NaN}', b"\xff", b"[]", b"3", b"[" * 100_000])
def test_what_is_no_comment_is_refused_as_ever(seen, sent):
    refused = seen.clients["m1"].generic(
        "POST", f"/api/v1/hearings/{seen.hearing}/comments/", sent, "application/json"
    )

    assert refused.status_code in {400, 422}
    assert Comment.objects.count() == 1

"""What no request to a hearing may do: break, leak, or be refused in words that no program reads."""

import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.allowances import network_of
from guideline.models import Guideline
from hearing.actions.answering import approve_answer, propose_answer
from hearing.actions.commenting import comment_on_draft
from hearing.models import Comment, Hearing
from tests import factories
from tests.voting.test_rest_as_promised import PROBLEM

HALF = "\\ud800"


def sent(running, raw: str, place: str = "m1"):
    """A comment of raw JSON, which may be nothing that Python would write."""
    address = f"/api/v1/hearings/{running.hearing}/comments/"
    return running.clients[place].post(address, raw, content_type="application/json")


def refused(answer, status: int) -> bool:
    return (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)


# --- Keys and receipts ---------------------------------------------------------------------------


@pytest.mark.parametrize("sender", ["account-{pk}", "network:127.0.0.0/24"])
def test_form_with_somebody_elses_key_gets_a_receipt_of_its_own(running, client, sender):
    proven = "" if sender.startswith("account") else running.solved()
    first = running.comment("Say for whom.", "" if proven else "m1", key="1", proof=proven)
    hearing = Hearing.objects.select_related("guideline").get()
    pk = hearing.guideline.panel.get(ref="m1").user_id
    assert first.status_code == 201

    said = {"part": "document", "kind": "anonymous", "body": "Say for whom."}
    second = client.post(
        reverse("comment_make", args=["least", hearing.ref]),
        said | {"key": f"{sender.format(pk=pk)}:1"},
    )

    assert Comment.objects.count() == 2
    assert first.json()["receipt"] not in second.headers["Location"]


def test_repeat_names_its_part_with_the_guideline_or_without(running):
    first = running.comment(key="k", part="least:q1r1")

    again = running.comment(key="k", part="q1r1")

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json()["receipt"] == first.json()["receipt"]


def test_too_long_a_key_is_told_after_an_unknown_hearing(running):
    assert refused(running.comment(key="k" * 201), 422)
    running.hearing = 99999
    assert refused(running.comment(key="k" * 201), 404)


# --- What does not fit ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        {"email": f"{'a' * 243}@example.org"},
        {"kind": "individual", "name": "\u0958" * 101},
        {"kind": "organisation", "name": "\ufb2c" * 67},
        {"kind": "individual", "name": "A", "signatories": [{"name": "B"}]},
    ],
    ids=["address", "name that grows", "name that grows more", "signatories of one person"],
)
def test_what_has_no_room_is_refused_and_nothing_kept(running, said):
    assert refused(running.comment(**said), 422)
    assert Comment.objects.count() == 0


def test_form_says_that_a_name_has_no_room(running, client):
    hearing = Hearing.objects.get()
    said = {"part": "document", "kind": "individual", "body": "Hi.", "name": "\u0958" * 101}

    answer = client.post(reverse("comment_make", args=["least", hearing.ref]), said)

    assert (answer.status_code, Comment.objects.count()) == (422, 0)
    assert "at most 200 characters; this one has 202" in answer.content.decode()


def test_text_that_grows_as_it_is_kept_may_be_as_long_as_it_was_typed(running):
    receipt = running.comment("\u0958" * 5000).json()["receipt"]

    assert running.get(f"comments/{receipt}/").json()["body"] == "\u0915\u093c" * 5000
    assert refused(running.comment("\u0958" * 5001), 422)


@pytest.mark.parametrize(
    "raw",
    [
        f'{{"body": "x", "kind": "{HALF}"}}',
        f'{{"body": "x", "declarations": {{"{HALF}": "x"}}}}',
        f'{{"body": "x", "declarations": {{"{HALF}": null}}}}',
    ],
)
def test_half_a_surrogate_is_quoted_in_a_refusal(running, raw):
    answer = sent(running, raw)

    assert refused(answer, 422)
    assert "\\ud800" in json.dumps(answer.json()["errors"]).replace("\\\\", "\\")


def test_half_a_surrogate_as_a_key_is_quoted_too(running):
    receipt = running.comment().json()["receipt"]

    answer = running.public.patch(
        f"/api/v1/comments/{receipt}/",
        f'{{"{HALF}": 1, "body": "x"}}',
        content_type="application/json",
    )

    assert refused(answer, 422)


@pytest.mark.parametrize(
    ("raw", "kind", "status"),
    [
        ("[" * 100_000, "application/json", 400),
        (json.dumps({"body": "b" * 6_000_000}), "application/json", 413),
        ("&".join(f"a{n}=1" for n in range(1001)), "application/x-www-form-urlencoded", 413),
    ],
    ids=["deep", "large", "many fields"],
)
@pytest.mark.parametrize("place", ["", "m1"])
def test_unreadable_body_is_a_problem_after_an_unknown_hearing(running, raw, kind, status, place):
    def post(hearing: int):
        return running.clients[place].post(
            f"/api/v1/hearings/{hearing}/comments/", raw, content_type=kind
        )

    assert refused(post(99999), 404)
    assert refused(post(running.hearing), status)


# --- Addresses and verbs -------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["hearings/least:%00/", "hearings/%00:x/challenge/", "nosuch/"])
def test_what_is_not_there_is_a_problem(running, path):
    assert refused(running.get(path), 404)


def test_page_at_an_address_with_nul_is_not_there(db, client):
    assert client.get("/published/least/%00/").status_code == 404


def test_verb_that_nobody_has_is_405(running):
    receipt = running.comment().json()["receipt"]

    assert refused(running.public.delete("/api/v1/hearings/"), 405)
    assert refused(running.post(f"comments/{receipt}/"), 405)


def test_list_goes_on_behind_a_number_alone(running):
    path = f"hearings/{running.hearing}/comments/"

    asked = [running.get(f"{path}?after={each}", "c") for each in ("x", "", "-1")]

    assert [refused(each, 422) for each in asked] == [True] * 3


# --- Times ---------------------------------------------------------------------------------------


def test_time_without_a_zone_is_the_guidelines(site):
    Guideline.objects.update(time_zone="Asia/Tokyo")

    opened = site.open({"opens_at": "2999-01-01T00:00:00", "closes_at": "2999-02-01T09:00:00Z"})

    told = opened.json()
    assert (told["opens_at"], told["closes_at"]) == ("2998-12-31T15:00:00Z", "2999-02-01T09:00:00Z")


@pytest.mark.parametrize("when", ["2999-02-01", "29990201", "2999-W05-1", "x"])
def test_day_alone_is_no_time(site, when):
    assert refused(site.open({"closes_at": when}), 422)
    assert Hearing.objects.count() == 0


def test_end_of_the_calendar_is_no_closing_time(site):
    answer = site.open({"closes_at": "9999-12-31T23:59:59Z"})

    assert refused(answer, 409)
    assert answer.json()["blockers"][0]["detail"] == "The year 9999 is too far away."


def test_one_hearing_with_an_impossible_close_keeps_nothing_from_being_deleted(running):
    Hearing.objects.update(closes_at="9999-12-31T23:59:59Z")

    call_command("purge_comments")


# --- Who reads what ------------------------------------------------------------------------------


def test_inbox_tells_no_answer_to_who_leaves_the_room_for_it(closed, call, member, chair):
    Comment.objects.update(part="q1r1")
    factories.make_comment(hearing=closed, part="document")
    for number in (1, 2):
        proposal = propose_answer(
            by=member, hearing=closed, numbers=[number], changed=False, text="No.", ask=True
        )
        approve_answer(by=chair, proposal=proposal)
    before = [each["answer"] for each in call(member, "comments/", method="get").json()]
    factories.make_conflict(
        member=closed.guideline.panel.get(user=member),
        action="leave-room",
        question=closed.guideline.questions.get(ref="q1"),
    )

    after = [each["answer"] for each in call(member, "comments/", method="get").json()]
    Comment.objects.update(published_at=closed.closes_at)
    public = [each["answer"] for each in call(member, "comments/", method="get").json()]

    said = {"changed": False, "text": "No."}
    assert (before, after, public) == ([said, said], [None, said], [said, said])


def test_key_of_a_form_is_good_for_one_comment_as_ever(opened):
    said = {"hearing": opened, "part": "document", "body": "Twice.", "key": "k"}

    first, second = (comment_on_draft(**said) for _ in range(2))

    assert (first.receipt == second.receipt, second.repeated) == (True, True)


def test_networks_of_version_4_in_version_6_are_told_apart(rf):
    def network(address: str) -> str:
        return network_of(rf.get("/", REMOTE_ADDR=address))

    assert network("::ffff:198.51.100.7") == network("198.51.100.9") == "198.51.100.0/24"
    assert network("2001:db8::1") == network("2001:db8::2") == "2001:db8::/64"

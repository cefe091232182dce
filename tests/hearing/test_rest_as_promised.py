"""The REST interface of hearings as it was promised, sentence by sentence."""

import pytest
from django.conf import settings

from accounts.guesses import GUESSES
from audit.models import Event
from hearing.actions.hearings import close_hearing
from hearing.intake import proof
from hearing.intake.at_the_form import PER_NETWORK
from hearing.models import Comment, Hearing
from tests.voting.test_rest_as_promised import PROBLEM

pytestmark = pytest.mark.django_db
PLACES = ("c", "m1", "o", "s")


# 'POST /api/v1/guidelines/{slug}/hearings/ ({"title", "opens_at", "closes_at"}, by the secretariat)'


def test_secretariat_opens_a_hearing_and_a_member_does_not(site):
    window = {"opens_at": "2999-01-01T00:00:00+09:00", "closes_at": "2999-02-01T00:00:00+09:00"}

    refused = [site.open({}, place).status_code for place in ("m1", "o", "")]
    opened = site.open({"title": "On the draft"} | window)

    told, hearing = opened.json(), Hearing.objects.get()
    assert refused == [403, 403, 401]
    assert (opened.status_code, told["id"], told["title"]) == (201, hearing.pk, "On the draft")
    assert (told["guideline"], told["state"]) == ("least", "announced")
    assert (told["opens_at"], told["closes_at"]) == (
        "2998-12-31T15:00:00Z",
        "2999-01-31T15:00:00Z",
    )
    assert site.comment().status_code == 409


# 'Opening freezes the current draft, everything else has a default, and opens_at in the past means at once.'


def test_opening_freezes_the_draft_at_once_with_nothing_said(site):
    told = site.open({"opens_at": "2001-01-01T00:00:00Z"}).json()

    hearing = Hearing.objects.get()
    assert (told["state"], told["closes_at"], bool(told["title"])) == ("open", None, True)
    assert told["draft_hash"] == hearing.draft_hash
    assert hearing.draft["questions"][0]["recommendations"][0]["id"] == "q1r1"
    assert site.comment().status_code == 201


# 'GET /api/v1/hearings/ is public.'


def test_hearings_are_public(running):
    listed = running.get("hearings/")

    assert listed.status_code == 200
    assert [(each["id"], each["guideline"]) for each in listed.json()] == [
        (running.hearing, "least")
    ]
    by_name = [running.get(f"hearings/{each}/") for each in (running.hearing, "least:hearing-1")]
    assert [each.json() for each in by_name] == listed.json() * 2


# 'POST /api/v1/hearings/{id}/comments/ (no account; {"part", "body", "kind", "name", "email", "consent"};
# the proof of work as a field, waived for a token; answer 201 with receipt and number)'


def test_anybody_comments_with_a_proof_of_work(running):
    said = {
        "part": "least:q1r1",
        "kind": "organisation",
        "name": "A society",
        "email": "society@example.org",
        "consent": True,
    }

    answer = running.comment("Für wen? 誰に?", "", proof=running.solved(), **said)

    comment = Comment.objects.get()
    assert (answer.status_code, answer.json()["number"]) == (201, 1)
    assert (comment.part, comment.body, comment.is_held) == ("q1r1", "Für wen? 誰に?", False)
    assert (comment.kind, comment.name, comment.email, comment.consent) == (
        "organisation",
        "A society",
        "society@example.org",
        True,
    )
    read = running.get(f"comments/{answer.json()['receipt']}/").json()
    assert {key: read[key] for key in said} == said


def test_what_stands_beside_a_comment_is_taken_and_told_to_holder_and_committee(running):
    said = {
        "quote": "as it says",
        "support": True,
        "signatories": [{"name": "A nurse", "place": "Leeds"}],
        "declarations": {"interests": "None."},
    }

    answer = running.comment(kind="organisation", name="A society", **said)
    unnamed = running.comment(kind="organisation", signatories=[{"name": "", "place": "Leeds"}])

    own = running.get(f"comments/{answer.json()['receipt']}/").json()
    inbox = running.get(f"hearings/{running.hearing}/comments/", "m1").json()[0]
    assert [{key: each[key] for key in said} for each in (own, inbox)] == [said, said]
    assert (answer.status_code, unnamed.status_code) == (201, 422)


def test_no_proof_is_403_and_each_proof_is_good_for_one_comment(running):
    shown = running.solved()
    unsolved = running.get(f"hearings/{running.hearing}/challenge/").json()["challenge"]

    tried = [
        running.comment("One.", "", **more)
        for more in (
            {},
            {"proof": ""},
            {"proof": 7},
            {"proof": f"{unsolved}:x"},
            {"proof": "1.2.3.4:5"},
            {"proof": shown},
            {"proof": shown},
        )
    ]
    again = running.comment("Two.", "", proof=shown)

    assert [each.status_code for each in tried] == [403] * 5 + [201, 403]
    assert (again.status_code, again.headers["Content-Type"]) == (403, PROBLEM)
    assert Comment.objects.count() == 1


# 'part is document, section:NAME or SLUG:ID of a recommendation'


def test_parts_are_the_document_a_section_or_a_recommendation(running):
    good = ["document", "section:q1", "section:Methods and sources", "least:q1r1"]
    bad = ["least:q9r9", "other:q1r1", "section:", "nothing"]

    answers = [running.comment(part=part) for part in good + bad]

    assert [each.status_code for each in answers] == [201] * 4 + [422] * 4
    assert [each.json()["part"] for each in answers[:4]] == good
    assert running.comment().json()["part"] == "document"


# 'kind is anonymous, individual or organisation'


def test_kinds_are_three(running):
    kinds = ("anonymous", "individual", "organisation", "robot")

    assert [running.comment(kind=each).status_code for each in kinds] == [201] * 3 + [422]


# 'Any account's token may comment and waives proof of work, minimum time and budget.'


def test_token_waives_proof_and_budget(running):
    answers = [running.comment(f"Comment {n}", "o") for n in range(PER_NETWORK + 2)]

    assert {each.status_code for each in answers} == {201}
    assert Comment.objects.filter(held_at=None).count() == PER_NETWORK + 2
    assert [each.json()["number"] for each in answers] == list(range(1, PER_NETWORK + 3))


# 'Over the budget a comment is held and answered 201, never 429.'


def test_over_the_budget_a_comment_is_held_and_told_the_same(running, monkeypatch):
    monkeypatch.setattr("hearing.intake.at_the_form.PER_NETWORK", 2)

    answers = [running.comment("Mine.", "", proof=running.solved()) for _ in range(3)]

    assert [each.status_code for each in answers] == [201] * 3
    assert len({tuple(each.json()) for each in answers}) == 1
    held = Comment.objects.order_by("number").values_list("held_because", flat=True)
    assert list(held) == ["", "", "over-budget"]
    told = [running.get(f"comments/{each.json()['receipt']}/").json() for each in answers]
    assert [each["body"] for each in told] == ["Mine."] * 3
    assert len({tuple(each) for each in told}) == 1


def test_proof_that_came_faster_than_anybody_types_is_held_and_told_the_same(running):
    # A minute ahead is fast however long the proof takes.
    proofs = [running.solved(seconds) for seconds in (-60, 4)]
    fast, slow = (running.comment("Mine.", "", proof=each) for each in proofs)

    assert (fast.status_code, fast.json().keys()) == (201, slow.json().keys())
    held = Comment.objects.order_by("number").values_list("held_because", flat=True)
    assert list(held) == ["too-fast", ""]


# 'an Idempotency-Key ... A repeat with the same key answers 200 with the same receipt.'


def test_repeat_with_the_same_key_answers_200_with_the_same_receipt(running):
    first, again = (running.comment(key="k") for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Comment.objects.count() == 1


def test_repeat_without_an_account_brings_its_used_proof_again(running):
    sent = {"proof": running.solved()}
    first, again = (running.comment("Mine.", "", "k", **sent) for _ in range(2))

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


def test_same_key_and_words_from_another_network_are_another_comment(running):
    address, key = f"hearings/{running.hearing}/comments/", {"HTTP_IDEMPOTENCY_KEY": "1"}
    mine, theirs = (
        running.post(address, {"body": "Mine.", "proof": running.solved()}, "", **key | place)
        for place in ({"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "198.51.100.7"})
    )

    assert [each.status_code for each in (mine, theirs)] == [201, 201]
    assert mine.json()["receipt"] != theirs.json()["receipt"]
    assert Comment.objects.count() == 2


def test_key_with_another_comment_is_told_so_and_opens_nothing(running):
    mine = running.comment("Mine.", key="1").json()["receipt"]

    other = running.comment("Another.", key="1")
    somebody_else = running.comment("Mine.", "o", key="1")

    assert (other.status_code, other.json()["code"]) == (422, "key-taken")
    assert mine not in other.content.decode()
    assert (somebody_else.status_code, somebody_else.json()["number"]) == (201, 2)
    assert somebody_else.json()["receipt"] != mine


# 'GET and PATCH /api/v1/comments/{receipt}/, POST /api/v1/comments/{receipt}/withdraw/. Reading (body as
# typed), editing and withdrawing (200) need the receipt alone'


def test_receipt_alone_reads_edits_and_withdraws(running):
    body = "  One line,\n\nanother; שלום \u202eabc  "
    receipt = running.comment(body).json()["receipt"]

    read = running.get(f"comments/{receipt}/")
    edited = running.patch(f"comments/{receipt}/", {"body": "Better."})
    empty = running.patch(f"comments/{receipt}/", {"body": " "})
    gone = [running.post(f"comments/{receipt}/withdraw/") for _ in range(2)]

    assert (read.status_code, read.json()["body"]) == (200, body)
    assert (edited.status_code, edited.json()["body"]) == (200, "Better.")
    assert (empty.status_code, [each.status_code for each in gone]) == (422, [200, 200])
    assert running.get(f"comments/{receipt}/").json()["withdrawn_at"] is not None
    assert running.patch(f"comments/{receipt}/", {"body": "No."}).status_code == 409
    verbs = Event.objects.order_by("sequence").values_list("verb", flat=True)
    assert list(verbs)[-3:] == ["comment-received", "comment-edited", "comment-withdrawn"]


def test_edit_after_the_close_is_refused_and_a_comment_is_late(running):
    receipt = running.comment().json()["receipt"]
    secretariat = Hearing.objects.get().guideline.panel.get(ref="s").user
    close_hearing(by=secretariat, hearing=Hearing.objects.get())

    assert running.patch(f"comments/{receipt}/", {"body": "Too late."}).status_code == 409
    late = running.comment("Sorry.")
    assert (late.status_code, late.json()["late"]) == (201, True)
    assert running.get(f"comments/{receipt}/").json()["body"] == "For whom?"


# 'only failed look-ups count against a guessing budget'


def test_only_failed_look_ups_count_against_the_guessing_budget(running):
    receipt = running.comment().json()["receipt"]

    right = [running.get(f"comments/{receipt}/").status_code for _ in range(GUESSES + 1)]
    wrong = [running.get(f"comments/{n}/").status_code for n in range(GUESSES + 1)]

    assert right == [200] * (GUESSES + 1)
    assert wrong == [404] * GUESSES + [429]
    assert running.get(f"comments/{receipt}/").status_code == 200
    assert running.post("comments/wrong/withdraw/").status_code == 429


# 'Empty or over-long: 422; unknown hearing or receipt: 404, before the body is judged'


@pytest.mark.parametrize("body", ["", " \n\t", "x" * 5001, None, ["x"], "\x00", "a\ud800b"])
def test_empty_and_over_long_are_422(running, body):
    refused = running.clients["m1"].post(
        f"/api/v1/hearings/{running.hearing}/comments/",
        _json(body),
        content_type="application/json",
    )

    assert (refused.status_code, refused.headers["Content-Type"]) == (422, PROBLEM)
    assert list(refused.json()["errors"]) == ["body"]
    assert Comment.objects.count() == 0


def _json(body) -> str:
    import json

    return json.dumps({"body": body})


def test_longest_comment_is_kept_whole_and_composed(running):
    receipt = running.comment("e\u0301" * 5000).json()["receipt"]

    assert running.get(f"comments/{receipt}/").json()["body"] == "é" * 5000


@pytest.mark.parametrize("body", ["{", "[]", '{"body": ""}', ""])
def test_unknown_hearing_and_receipt_are_404_whatever_is_sent(running, body):
    def answer(method: str, path: str, place: str = "m1") -> int:
        ask = getattr(running.clients[place], method)
        return ask(f"/api/v1/{path}", body, content_type="application/json").status_code

    unknown = ("99999", "9" * 30, "least:hearing-9", "x")

    assert {answer("post", f"hearings/{each}/comments/") for each in unknown} == {404}
    assert {answer("post", f"hearings/{each}/comments/", "") for each in unknown} == {404}
    assert answer("patch", "comments/wrong/", "") == 404
    assert answer("post", "comments/wrong/withdraw/", "") == 404


# 'committee routes behind permission'


def test_committee_reads_the_inbox_and_answers(running):
    running.comment(part="least:q1r1", kind="individual", name="Somebody")
    inbox = f"hearings/{running.hearing}/comments/"
    answer = {"changed": True, "text": "Adults are named now.", "elsewhere": "q1r1."}

    assert [running.get(inbox, place).status_code for place in ("", "o", "m1")] == [401, 403, 200]
    [told] = running.get(inbox, "m1").json()
    assert (told["number"], told["part"], told["name"]) == (1, "least:q1r1", "Somebody")
    assert running.get(f"{inbox}?after=1", "m1").json() == []
    early = running.post(f"{inbox}1/answer/", answer, "m1")
    hearing = Hearing.objects.get()
    close_hearing(by=hearing.guideline.panel.get(ref="s").user, hearing=hearing)
    given = running.post(f"{inbox}1/answer/", answer, "m1")
    assert (early.status_code, given.status_code) == (409, 200)
    assert running.post(f"{inbox}1/answer/", answer, "o").status_code == 403
    assert running.post(f"{inbox}9/answer/", answer, "m1").status_code == 404


def test_committee_releases_a_held_comment_or_keeps_it_held_with_a_reason(running, monkeypatch):
    monkeypatch.setattr("hearing.intake.at_the_form.PER_NETWORK", 0)
    for _ in range(2):
        running.comment("Mine.", "", proof=running.solved())
    inbox = f"hearings/{running.hearing}/comments/"

    assert {each["held_because"] for each in running.get(inbox, "m1").json()} == {"over-budget"}
    silent = running.post(f"{inbox}1/release/", {"reason": " "}, "m1")
    released = running.post(f"{inbox}1/release/", {"reason": "A person."}, "m1")
    kept = running.post(f"{inbox}2/keep-held/", {"reason": "A program."}, "m1")

    assert (silent.status_code, running.post(f"{inbox}2/release/", {}, "o").status_code) == (
        422,
        403,
    )
    assert (released.status_code, released.json()["held_because"]) == (200, "")
    assert (kept.status_code, kept.json()["held_because"]) == (200, "over-budget")
    assert running.post(f"{inbox}1/keep-held/", {"reason": "No."}, "m1").status_code == 409


def test_challenge_is_signed_and_for_its_hearing_alone(running):
    challenge = running.get(f"hearings/{running.hearing}/challenge/").json()
    shown = proof.solved(challenge["challenge"])

    assert (challenge["bits"], challenge["seconds"]) == (proof.BITS, proof.SECONDS)
    assert proof.shown_by(settings.SECRET_KEY, running.hearing, shown) is not None
    assert proof.shown_by(settings.SECRET_KEY, running.hearing + 1, shown) is None
    assert proof.shown_by("another key", running.hearing, shown) is None

"""Drill 28: a campaign of thousands of comments while 64 clients send at the deadline."""

import hashlib
import json
import statistics
from collections import Counter
from typing import Any

from bench.load import Answer, Lane, request, run
from tests.drills.register import Outcome, drill, unless
from tests.drills.site import Site

COMMENTS, CLIENTS, PATIENCE = 10_000, 64, 1800
# Seconds for the 95th percentile; where a request that does nothing takes long, so many times that.
LIMIT, TIMES = 0.5, 8
# Of ten comments: how many are the campaign's letter in English, and how many the one in Japanese.
OF_TEN = ("english",) * 6 + ("japanese",) * 2 + ("own",) * 2
LETTERS = {
    "english": (
        "We, patients and our families, ask the committee to withdraw the recommendation against "
        "the new treatment. It leaves people without a choice, it rests on three small trials, and "
        "nobody asked what matters to those who live with the disease. Please read our stories."
    ),
    "japanese": (
        "私たち患者と家族は、新しい治療を推奨しないという案の撤回を求めます。選択肢を奪うものであり、"
        "根拠は小規模な三つの試験にすぎず、病とともに生きる人にとって何が大切かを誰にも尋ねていません。"
    ),
}


@drill(28, "a campaign of comments at the deadline")
def campaign(site: Site) -> Outcome:
    hearing, tokens = _hearing(CLIENTS)
    sent = [_comment(n) for n in range(COMMENTS)]
    half = len(sent) // 2
    idle = _p95(run(site.port, [Lane([[request("GET", "/health/")] * 20])] * CLIENTS, PATIENCE))
    before = run(site.port, _lanes(hearing, tokens, sent[:half]), PATIENCE, bodies=True)
    # The deadline passes between the two halves: what comes later is kept, and told late.
    _close(hearing)
    after = run(site.port, _lanes(hearing, tokens, sent[half:]), PATIENCE, bodies=True)
    answers = before + after
    p95, limit = _p95(answers), max(LIMIT, TIMES * idle)
    took = max(each.asked + each.took for each in answers) - min(each.asked for each in answers)
    return Outcome(
        f"{len(answers)} comments of {CLIENTS} clients in {took:.0f} s ({len(answers) / took:.0f} a "
        f"second), p95 {p95 * 1e3:.0f} ms, an empty request {idle * 1e3:.0f}; {_grouped(hearing)}",
        [
            *lost(site, hearing, answers, sent),
            *_late(hearing, half),
            *_queued(sent),
            *_groups(hearing, sent),
            *unless(p95 <= limit, f"p95 {p95:.2f} s, {limit:.2f} allowed"),
        ],
    )


def lost(site: Site, hearing: Any, answers: list[Answer], sent: list[dict]) -> list[str]:
    """Every answer is 201, with a number and a receipt of its own that opens the words that were sent."""
    refused = Counter(each.status for each in answers if each.status != 201)
    if refused:
        return [f"not every comment was taken: {dict(refused)}"]
    told = [json.loads(each.body) for each in answers]
    numbers = sorted(each["number"] for each in told)
    stored = hearing.comments.count()
    found = unless(numbers == list(range(1, len(sent) + 1)), "numbers are doubled or missing")
    found += unless(stored == len(sent), f"{stored} of {len(sent)} comments are stored")
    opened = run(site.port, _openings(told), PATIENCE, bodies=True)
    bodies = Counter(
        json.loads(each.body)["body"] if each.status == 200 else each.status for each in opened
    )
    return found + unless(
        bodies == Counter(each["body"] for each in sent), "a receipt does not open its comment"
    )


def _hearing(clients: int) -> tuple[Any, list[str]]:
    """A running hearing, and a token for each client: what a token spares is no part of this drill."""
    from rest_framework.authtoken.models import Token

    from hearing.actions.hearings import open_hearing
    from tests import factories

    recommendation = factories.make_recommendation()
    guideline = recommendation.question.guideline
    secretary = factories.make_user()
    factories.make_member(guideline=guideline, user=secretary, role="secretariat")
    people = [factories.make_user() for _ in range(clients)]
    tokens = [Token.objects.create(user=person).key for person in people]
    return open_hearing(by=secretary, guideline=guideline), tokens


def _close(hearing: Any) -> None:
    from hearing.actions.hearings import close_hearing

    secretary = hearing.guideline.panel.get(role="secretariat").user
    close_hearing(by=secretary, hearing=hearing)


def _comment(n: int) -> dict[str, Any]:
    letter = LETTERS.get(OF_TEN[n % len(OF_TEN)])
    said = {"part": "document", "kind": "anonymous", "email": f"sender-{n}@example.org"}
    return said | {"body": f"{letter} Sender {n}." if letter else _own_words(n)}


def _own_words(n: int) -> str:
    """A text like no other, by words that nobody else uses."""
    return " ".join(hashlib.sha256(f"{n}.{word}".encode()).hexdigest()[:8] for word in range(25))


def _lanes(hearing: Any, tokens: list[str], sent: list[dict]) -> list[Lane]:
    """Each client sends its share; each of its comments has a key of its own."""
    path = f"/api/v1/hearings/{hearing.pk}/comments/"
    return [
        Lane([[_posted(path, token, each) for each in sent[place :: len(tokens)]]])
        for place, token in enumerate(tokens)
    ]


def _posted(path: str, token: str, said: dict) -> bytes:
    return request(
        "POST",
        path,
        json.dumps(said).encode(),
        Authorization=f"Token {token}",
        Content_Type="application/json",
        Idempotency_Key=said["email"],
    )


def _openings(told: list[dict]) -> list[Lane]:
    asked = [request("GET", f"/api/v1/comments/{each['receipt']}/") for each in told]
    return [Lane([asked[place::8]]) for place in range(8)]


def _late(hearing: Any, half: int) -> list[str]:
    """Before the close none is late, after it each is."""
    late = set(hearing.comments.filter(late=True).values_list("number", flat=True))
    return unless(
        late == set(range(half + 1, hearing.comments.count() + 1)),
        f"{len(late)} comments are late, and not the {half} that came after the close",
    )


def _queued(sent: list[dict]) -> list[str]:
    """One mail waits for each address; none was sent in the request."""
    from outbox.models import Delivery

    waiting = Delivery.objects.filter(kind="comment-receipt", done_at=None).count()
    return unless(waiting == len(sent), f"{waiting} mails wait for {len(sent)} senders")


def _grouped(hearing: Any) -> str:
    """Do the outbox's grouping to its end; the groups in words."""
    from hearing.intake.grouping import AT_ONCE, group_new

    while group_new(hearing.pk, AT_ONCE):
        pass
    sizes = _sizes(hearing)
    return f"{len(sizes)} groups, the largest of {sizes[0]} and {sizes[1]}"


def _sizes(hearing: Any) -> list[int]:
    counted = Counter(hearing.comments.values_list("campaign", flat=True))
    return sorted(counted.values(), reverse=True)


def _groups(hearing: Any, sent: list[dict]) -> list[str]:
    """The two letters are a group each, and every other comment is one of its own."""
    kinds = Counter(OF_TEN[n % len(OF_TEN)] for n in range(len(sent)))
    own = kinds.pop("own", 0)
    expected = sorted(kinds.values(), reverse=True) + [1] * own
    found = _sizes(hearing)
    return unless(
        found == expected, f"groups of {found[:5]} ..., {len(found)} in all, not {expected[:5]}"
    )


def _p95(answers: list[Answer]) -> float:
    return statistics.quantiles([each.took for each in answers], n=20, method="inclusive")[-1]

"""The public table of comments and answers with a hundred thousand comments, against one with a hundred."""

import tracemalloc
from collections.abc import Iterator

from django.test import Client, override_settings
from django.utils import timezone

from bench.measure import Case, Measured
from guideline.models import Guideline
from hearing.models import Answer, Comment, Hearing
from publication.exports.comments_formats import table_response

MANY, FEW = 100_000, 100
# To trace memory takes ten times as long: a long file and one that is not the shortest show it.
LONG_FILE, SHORT_FILE = 10_000, 500


def cases() -> Iterator[Case]:
    guideline = Guideline.objects.create(slug="bench-responses", title="A guideline")
    many, few = (_hearing(guideline, n) for n in (MANY, FEW))
    client = Client()
    for where, first, last in (("beginning", 1, 1), ("end", MANY - 49, FEW - 49)):
        yield Case(
            f"comment: public table, its {where} with {MANY:,} comments",
            lambda first=first: _get(client, many, first),
            f"the same with {FEW}",
            lambda last=last: _get(client, few, last),
            aim=1.5,
            calls=5,
        )


def memory() -> Iterator[Measured]:
    """What the files hold at once, by their length."""
    guideline = Guideline.objects.create(slug="bench-files", title="A guideline")
    long_file, short_file = (_hearing(guideline, n) for n in (LONG_FILE, SHORT_FILE))
    for ending in ("csv", "xlsx"):
        _at_most(short_file, ending)
        yield Measured(
            name=f"comment: memory of a {ending} file of {LONG_FILE:,} comments",
            value=_at_most(long_file, ending),
            unit="MB",
            anchor=f"the same with {SHORT_FILE}",
            anchor_value=_at_most(short_file, ending),
            aim=1.2,
        )


def _at_most(hearing: Hearing, ending: str) -> float:
    """The most that was held at once while the file went out."""
    tracemalloc.start()
    response = table_response(hearing, ending, 1)
    for _piece in response.streaming_content:
        pass
    response.close()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def _get(client: Client, hearing: Hearing, first: int) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        address = f"/hearings/bench-responses/{hearing.ref}/answers/?from={first}"
        answer = client.get(address, secure=True)
    if answer.status_code != 200 or answer.content.count(b"<article") != 50:
        raise RuntimeError(f"the table answered {answer.status_code}")


def _hearing(guideline: Guideline, n: int) -> Hearing:
    now = timezone.now()
    hearing = Hearing.objects.create(
        guideline=guideline, ref=f"h{n}", title="A hearing", closes_at=now, published_at=now
    )
    comments = Comment.objects.bulk_create(
        (
            Comment(
                hearing=hearing,
                number=number,
                part="document",
                body=f"What comment {number} asks for. " * 5,
                received_at=now,
                published_at=now,
            )
            for number in range(1, n + 1)
        ),
        batch_size=2000,
    )
    Answer.objects.bulk_create(
        (Answer(comment=each, changed=False, text="Why not. " * 5) for each in comments),
        batch_size=2000,
    )
    return hearing

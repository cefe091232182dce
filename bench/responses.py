"""The public table of comments and answers with a hundred thousand comments, against one with a hundred."""

from collections.abc import Iterator

from django.test import Client, override_settings
from django.utils import timezone

from bench.measure import Case
from guideline.models import Guideline
from hearing.models import Answer, Comment, Hearing

MANY, FEW = 100_000, 100


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

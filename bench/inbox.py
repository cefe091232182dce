"""The inbox of a hearing with a hundred thousand comments beside one with a hundred, through the whole page."""

from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from bench.measure import Case
from guideline.models import Guideline, PanelMember
from hearing.models import Comment, Hearing

FEW, MANY = 100, 100_000
# What is looked at: everything, one state, a page in the middle, what is one's own.
ASKED = ("", "?state=unanswered", "?after={middle}", "?assigned=me")


def cases() -> Iterator[Case]:
    settings.ALLOWED_HOSTS.append("testserver")
    guideline = Guideline.objects.create(slug="bench-inbox", title="Inbox", decision_rule="over-70")
    chair = User.objects.create(username="bench-inbox-chair")
    place = PanelMember.objects.create(guideline=guideline, ref="chair", role="chair", user=chair)
    hearings = {n: _hearing(guideline, place, n) for n in (FEW, MANY)}
    client = Client()
    client.force_login(chair)
    for asked in ASKED:
        yield Case(
            f"inbox: {MANY:,} comments {asked.partition('=')[0] or 'unfiltered'}",
            lambda asked=asked: _get(client, hearings[MANY], asked, MANY),
            f"the same with {FEW}",
            lambda asked=asked: _get(client, hearings[FEW], asked, FEW),
            aim=1.5,
        )


def _get(client: Client, hearing: Hearing, asked: str, n: int) -> None:
    address = reverse("hearing_inbox", args=[hearing.guideline.slug, hearing.ref])
    # Both show a full page.
    answer = client.get(address + asked.format(middle=n // 2 - 1), secure=True)
    if answer.status_code != 200 or answer.content.count(b'class="inbox-row"') != 50:
        raise RuntimeError(f"{address}{asked}: {answer.status_code}")


def _hearing(guideline: Guideline, place: PanelMember, n: int) -> Hearing:
    now = timezone.now()
    hearing = Hearing.objects.create(
        guideline=guideline, ref=f"of-{n}", title="Bench", opens_at=now, imported=True
    )
    Comment.objects.bulk_create(
        (
            Comment(
                hearing=hearing,
                number=number,
                part="document",
                body="Please say for whom this is meant, and from which age on.",
                received_at=now,
                assigned_to=place if number % 2 else None,
            )
            for number in range(1, n + 1)
        ),
        batch_size=2000,
    )
    return hearing

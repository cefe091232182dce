"""The inbox of a hearing with a hundred thousand comments beside one with a hundred, through the whole page."""

from collections.abc import Iterator

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from bench.measure import Case
from guideline.models import Guideline, PanelMember
from hearing.models import Campaign, Comment, Hearing

FEW, MANY = 100, 100_000
# What is looked at: everything, two states, a page in the middle, what is one's own, one campaign.
ASKED = {
    "unfiltered": "",
    "not answered": "?state=unanswered",
    "held": "?state=held",
    "from the middle": "?after={middle}",
    "assigned to me": "?assigned=me",
    "of one campaign": "?campaign={campaign}",
}


def cases() -> Iterator[Case]:
    settings.ALLOWED_HOSTS.append("testserver")
    guideline = Guideline.objects.create(slug="bench-inbox", title="Inbox", decision_rule="over-70")
    chair = User.objects.create(username="bench-inbox-chair")
    place = PanelMember.objects.create(guideline=guideline, ref="chair", role="chair", user=chair)
    hearings = {n: _hearing(guideline, place, n) for n in (FEW, MANY)}
    client = Client()
    client.force_login(chair)
    for words, asked in ASKED.items():
        yield Case(
            f"inbox: {MANY:,} comments, {words}",
            lambda asked=asked: _get(client, hearings[MANY], asked, MANY),
            f"the same with {FEW}",
            lambda asked=asked: _get(client, hearings[FEW], asked, FEW),
            aim=1.5,
        )


def _get(client: Client, hearing: Hearing, asked: str, n: int) -> None:
    address = reverse("hearing_inbox", args=[hearing.guideline.slug, hearing.ref])
    # Both show a full page.
    words = asked.format(middle=n // 2 - 1, campaign=hearing.campaigns.get().pk)
    answer = client.get(address + words, secure=True)
    if answer.status_code != 200 or answer.content.count(b'class="inbox-row"') != 50:
        raise RuntimeError(f"{address}{asked}: {answer.status_code}")


def _hearing(guideline: Guideline, place: PanelMember, n: int) -> Hearing:
    now = timezone.now()
    hearing = Hearing.objects.create(
        guideline=guideline, ref=f"of-{n}", title="Bench", opens_at=now, imported=True
    )
    campaign = Campaign.objects.create(hearing=hearing, text_hash="", signature=b"")
    Comment.objects.bulk_create(
        (
            Comment(
                hearing=hearing,
                number=number,
                part="document",
                body="Please say for whom this is meant, and from which age on.",
                received_at=now,
                assigned_to=place if number % 2 else None,
                campaign=campaign if number % 2 else None,
                held_at=None if number % 2 else now,
                held_because="" if number % 2 else "too-fast",
            )
            for number in range(1, n + 1)
        ),
        batch_size=2000,
    )
    return hearing

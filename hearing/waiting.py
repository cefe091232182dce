"""What of a hearing waits for the committee, told by mail: once a day at most, however much it is.

The first comment that is held, disputed or proposed an answer to asks for the mail of the next morning;
whatever follows until then stands in the same one. Ten thousand held comments are one mail.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guideline.models import PanelMember
from hearing.answering.counting import counted, counts_of
from hearing.answering.rooms import closed_rooms
from hearing.answering.states import DISPUTES, STANDS, STATES, WITH_FILES
from hearing.intake.desk import Work, ask_for
from hearing.models import Comment, Hearing, Proposal
from outbox.actions import enqueue
from outbox.handlers import handles

KIND = "hearing-waits"
MORNING = time(6)
REDACT = "hearing.redact_comment"
ANSWER, APPROVE = "hearing.answer_comment", "hearing.approve_answer"


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for one person; counts end one beyond what is counted."""

    held: int = 0
    disputed: int = 0
    approvals: int = 0
    files: int = 0

    def __bool__(self) -> bool:
        return bool(self.held or self.disputed or self.approvals or self.files)


def morning_of(hearing: Hearing) -> Work:
    """The work of telling the committee next morning; the same for everything of one day."""
    now = timezone.now().astimezone(hearing.guideline.zone)
    then = datetime.combine(now.date(), MORNING, now.tzinfo)
    if then <= now:
        then = datetime.combine(now.date() + timedelta(days=1), MORNING, now.tzinfo)
    # In UTC: between two times of one zone Python does not see that the clocks change that night.
    seconds = int((then.astimezone(UTC) - now.astimezone(UTC)).total_seconds())
    return Work(KIND, f"{KIND}:{hearing.pk}:{then.date()}", {"hearing": hearing.pk}, seconds)


def ask_for_morning_mail(hearing: Hearing) -> None:
    """Ask for it in the transaction of what made somebody's work."""
    ask_for(morning_of(hearing))


@handles(KIND)
def tell_committee(payload: dict[str, Any]) -> None:
    """A mail to each who may act on what waits; none to whom nothing waits for."""
    hearing = Hearing.objects.select_related("guideline").filter(pk=payload["hearing"]).first()
    if hearing is None:
        return
    conditions = {"held": STATES["held"][1], "disputed": DISPUTES, "files": WITH_FILES}
    counts = counts_of(hearing, conditions)
    places = hearing.guideline.panel.select_related("user").order_by("position", "pk")
    for place in places:
        if not place.address:
            continue
        waiting = _waiting_for(place.user, hearing, counts)
        if waiting:
            _mail(hearing, place, waiting, key=f"{payload['delivery']}:{place.pk}")


def waiting_answers(user: Any, hearing: Hearing) -> QuerySet[Proposal]:
    """The answers that wait for a second person, on what this person may discuss."""
    comments = Comment.objects.filter(proposal=OuterRef("pk"))
    closed = comments.filter(part__in=sorted(closed_rooms(user, hearing)))
    rows = Proposal.objects.filter(hearing=hearing, asked_at__isnull=False, approved_at=None)
    return rows.filter(Exists(comments.filter(STANDS))).exclude(Exists(closed))


def approvals_of(user: Any, hearing: Hearing) -> int:
    """How many answers wait for this person's approval: somebody else's."""
    return waiting_answers(user, hearing).exclude(by=user).count()


def _waiting_for(user: Any, hearing: Hearing, counts: dict[str, int]) -> Waiting:
    needed = {"held": ANSWER, "disputed": ANSWER, "files": REDACT}
    mine = {name: n for name, n in counts.items() if user.has_perm(needed[name], hearing)}
    approvals = approvals_of(user, hearing) if user.has_perm(APPROVE, hearing) else 0
    return Waiting(**mine, approvals=approvals)


def _mail(hearing: Hearing, place: PanelMember, waiting: Waiting, *, key: str) -> None:
    lines = [
        _("Dear {name},").format(name=place),
        _("This waits for you in '{hearing}':").format(hearing=hearing),
        *_lines(hearing, waiting),
        _("Whatever comes until tomorrow morning stands in the next mail."),
    ]
    enqueue(
        "mail",
        key=key,
        to=place.address,
        subject=_("Comments wait for you: {title}").format(title=hearing.guideline),
        body="\n\n".join(lines),
    )


def _lines(hearing: Hearing, waiting: Waiting) -> list[str]:
    """How much of each, and where; not a word of what anybody wrote."""
    told = (
        (
            waiting.held,
            ngettext(
                "{n} held comment to decide on: {link}",
                "{n} held comments to decide on: {link}",
                waiting.held,
            ),
            _address("hearing_held", hearing),
        ),
        (
            waiting.disputed,
            ngettext(
                "{n} comment whose name somebody disputes: {link}",
                "{n} comments whose names somebody disputes: {link}",
                waiting.disputed,
            ),
            _address("hearing_inbox", hearing) + "?state=disputed",
        ),
        (
            waiting.approvals,
            ngettext(
                "{n} answer that needs a second person's approval: {link}",
                "{n} answers that need a second person's approval: {link}",
                waiting.approvals,
            ),
            _address("hearing_inbox", hearing) + "?state=waits",
        ),
        (
            waiting.files,
            ngettext(
                "{n} comment with files that nobody has looked at: {link}",
                "{n} comments with files that nobody has looked at: {link}",
                waiting.files,
            ),
            _address("hearing_inbox", hearing) + "?state=files",
        ),
    )
    return [words.format(n=counted(n), link=link) for n, words, link in told if n]


def _address(page: str, hearing: Hearing) -> str:
    return settings.SITE_URL + reverse(page, args=[hearing.guideline.slug, hearing.ref])

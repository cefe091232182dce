"""Telling who left an address what became of their comments: once, with a link made for the mail.

The receipt itself is known to its holder alone. So that a mail can lead to the comment all the same, a
second one is made while the mail is written, and of that too only the hash is kept (ADR 20).
"""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearing.models import AnswerLink, Comment
from hearing.receipts import hash_under, hashed
from outbox.actions import enqueue
from outbox.handlers import handles
from outbox.letters import send

ASK, TELL = "comments-published", "comments-answered"
# Comments for which one run of the outbox asks for mails; the next run goes on after the last.
BATCH = 500
# Comments of one address that one mail lists; a collection may have hundreds.
LISTED = 50


@handles(ASK)
def ask_for_mails(payload: dict[str, Any]) -> None:
    """Ask for one mail to each address, a batch of comments at a time."""
    root = payload.get("root", payload["delivery"])
    after = payload.get("after", 0)
    comments = list(untold(payload["hearing"]).filter(pk__gt=after)[:BATCH])
    by_address: dict[str, list[int]] = {}
    for comment in comments:
        by_address.setdefault(_mark(comment.email), []).append(comment.pk)
    for mark, keys in by_address.items():
        # Of a later batch a mail of its own: it finds whoever was told told, and the rest it tells.
        enqueue(TELL, key=f"{TELL}:{root}:{mark}:{after}", comments=keys)
    if len(comments) == BATCH:
        last = comments[-1].pk
        enqueue(ASK, key=f"{root}:after:{last}", hearing=payload["hearing"], after=last, root=root)


@handles(TELL)
def tell(payload: dict[str, Any]) -> None:
    """Mail the answers of everything that the address of these comments sent to the hearing.

    Any of them may have been taken back meanwhile, and its address with it.
    """
    # What was asked for before names one comment.
    keys = payload.get("comments") or [payload["comment"]]
    rows = Comment.objects.filter(pk__in=keys, withdrawn_at=None).exclude(email="")
    first = rows.order_by("pk").first()
    if first is None:
        return
    mine = untold(first.hearing_id).filter(email__iexact=first.email)
    # Two mails for one address, asked for by two batches, wait for each other; the second finds it told.
    locked = mine.select_for_update(of=("self",)).select_related("hearing__guideline")
    listed = list(locked.defer("hearing__draft")[:LISTED])
    if not listed:
        return
    hearing = listed[0].hearing
    subject = _("What became of your comment: {title}").format(title=hearing.guideline)
    send(payload, to=first.email, subject=subject, body=_body(listed, payload["delivery"]))
    mine.update(told_at=timezone.now())


def untold(hearing: int) -> QuerySet[Comment]:
    """The public comments whose authors left an address and have not been told, in order."""
    rows = Comment.objects.filter(hearing=hearing, published_at__isnull=False, told_at=None)
    return rows.filter(withdrawn_at=None).exclude(email="").order_by("pk")


def _body(comments: list[Comment], delivery: str) -> str:
    hearing = comments[0].hearing
    answers = reverse("hearing_answers", args=[hearing.guideline.slug, hearing.ref])
    lines = [
        ngettext(
            "The guideline you commented on is published, and your comment is answered.",
            "The guideline you commented on is published, and your comments are answered.",
            len(comments),
        ),
        f"{hearing.guideline}: {hearing}",
        *(_line(comment, delivery) for comment in comments),
        _("All comments and answers: {link}").format(link=f"{settings.SITE_URL}{answers}"),
        _("Whoever has the link to a comment can read and withdraw it: do not pass it on."),
    ]
    return "\n\n".join(lines)


def _line(comment: Comment, delivery: str) -> str:
    link = f"{settings.SITE_URL}{reverse('comment', args=[new_answer_link(comment, delivery)])}"
    return _("Comment {n}: {link}").format(n=comment.number, link=link)


def new_answer_link(comment: Comment, delivery: str) -> str:
    """A second receipt for the mail of this delivery; a mail that a crash repeats brings the same one."""
    said = f"answer-link:{delivery}:{comment.pk}:{comment.receipt_hash}"
    token = hash_under(settings.SECRET_KEY, said)[:36]
    AnswerLink.objects.get_or_create(
        token_hash=hashed(token), defaults={"comment": comment, "made_at": timezone.now()}
    )
    return token


def _mark(address: str) -> str:
    """An address in the key of a delivery, where nobody shall read it."""
    return hash_under(settings.SECRET_KEY, address.lower())[:24]

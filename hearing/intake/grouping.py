"""Comments that came many times over are put together: exact and near copies under the first of them.

Done from the outbox, a few seconds after they came, each comment in constant time however many there
are: it is compared with the first of each group alone, and only with those that share a band.
"""

import time
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import override

from hearing.actions.joining import ask_for_joining
from hearing.comment_form import SUPPORT
from hearing.intake.desk import Work, ask_for
from hearing.intake.likeness import are_alike, bands, likeness, plain, signature, text_hash
from hearing.models import Campaign, CampaignBand, Comment, Hearing
from hearing.receipts import hash_under
from outbox.actions import enqueue
from outbox.handlers import handles

KIND = "group-comments"
# Comments come together for a moment before they are looked at.
GATHER = 5
AT_ONCE = 100
# A band is shared by few groups that differ; more of them would be compared for nothing.
COMPARED = 40
# 'GRPC' in ASCII: keeps these locks apart from any other use of advisory locks in the database.
_NAMESPACE = 0x47525043


def grouping_of(hearing_pk: int) -> Work:
    """The work of grouping what came, asked for once in each span of time, and done well after it."""
    span = int(time.time()) // GATHER
    key = f"{KIND}:{hearing_pk}:{span}"
    return Work(KIND, key, {"hearing": hearing_pk}, seconds=3 * GATHER, shared=True)


def ask_for_grouping(hearing_pk: int) -> None:
    """Ask for it in the transaction of what changed a comment's words."""
    ask_for(grouping_of(hearing_pk))


@handles(KIND)
def group(payload: dict[str, Any]) -> None:
    """Group what came since; more than one go asks for itself again."""
    hearing = payload["hearing"]
    done = group_new(hearing, AT_ONCE)
    if done:
        # Those that came late may belong to a group that is answered.
        held = Hearing.objects.defer("draft").get(pk=hearing)
        ask_for_joining(held, [each.pk for each in done], key=payload["delivery"])
    if len(done) == AT_ONCE:
        enqueue(KIND, key=f"{KIND}:{hearing}:after:{done[-1].pk}", hearing=hearing)


@transaction.atomic
def group_new(hearing_pk: int, limit: int) -> list[Comment]:
    """Put so many comments that belong to no group yet into theirs."""
    _one_at_a_time(hearing_pk)
    waiting = Comment.objects.filter(
        hearing=hearing_pk, campaign=None, taken_out_of=None, erased_at=None
    ).order_by("pk")
    found = list(waiting.only("pk", "body", "hearing_id", "part", "support")[:limit])
    for comment in found:
        _put(comment)
    return found


def _one_at_a_time(hearing_pk: int) -> None:
    """Two that began a group of the same words would part them; comments go on coming in meanwhile."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_NAMESPACE, hearing_pk % 2**31])


def _put(comment: Comment) -> None:
    Comment.objects.filter(pk=comment.pk).update(campaign=_campaign_of(comment))


def _campaign_of(comment: Comment) -> Campaign:
    """The group of the same words, else that of the most alike, else a new one."""
    if comment.support and plain(comment.body) in _bare_supports():
        return _supporting(comment)
    digest = text_hash(comment.body, secret=settings.SECRET_KEY)
    same = Campaign.objects.filter(hearing=comment.hearing_id, text_hash=digest).first()
    if same:
        return same
    signed = signature(comment.body, secret=settings.SECRET_KEY)
    return _like(comment.hearing_id, signed) or _begun(comment.hearing_id, digest, signed)


def _supporting(comment: Comment) -> Campaign:
    """The group of those who support this part and typed no word; nothing else is compared with it."""
    key = hash_under(settings.SECRET_KEY, f"support of {comment.part}")
    campaign, _is_new = Campaign.objects.get_or_create(
        hearing_id=comment.hearing_id, text_hash=key, defaults={"signature": b""}
    )
    return campaign


def _bare_supports() -> set[str]:
    """The words that the form writes for who supports a part and types nothing, in each language of the site."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.add(plain(str(SUPPORT)))
    return found


def _like(hearing_pk: int, signed: bytes) -> Campaign | None:
    met = (
        CampaignBand.objects.filter(hearing=hearing_pk, value__in=bands(signed))
        .order_by("campaign")
        .values("campaign")
        .distinct()[:COMPARED]
    )
    like = [
        each
        for each in Campaign.objects.filter(pk__in=[row["campaign"] for row in met]).order_by("pk")
        if are_alike(signed, bytes(each.signature))
    ]
    return max(like, key=lambda each: likeness(signed, bytes(each.signature)), default=None)


def _begun(hearing_pk: int, digest: str, signed: bytes) -> Campaign:
    campaign = Campaign.objects.create(hearing_id=hearing_pk, text_hash=digest, signature=signed)
    CampaignBand.objects.bulk_create(
        CampaignBand(campaign=campaign, hearing_id=hearing_pk, value=value)
        for value in bands(signed)
    )
    return campaign

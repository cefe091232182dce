"""Publishing: the whole chain is frozen under a number, and never edited again."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import Guideline
from guideline.words import words
from hearing.actions.publishing import blockers_to_publishing_comments, publish_comments
from hearing.answering.blockers import blockers_of_hearings
from hearing.answering.samples import lock_hearings
from publication.chain import Chain, RecommendationChain, chain_of
from publication.models import Version
from publication.version_content import hash_of, published_content

UNDECIDED = ("open", "no-consensus", "inquorate")


def blockers_to_publishing(guideline: Guideline) -> list[Blocker]:
    """What stands in the way of a new version; empty when it may be published."""
    return _blockers(guideline, published_content(guideline))


@transaction.atomic
def publish_guideline(*, by: Any, guideline: Guideline, what_changed: str = "") -> Version:
    """Freeze the guideline as the next version: its inputs, what they derive, and why."""
    require(by, "publication.publish_guideline", guideline)
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    content = published_content(guideline)
    # Until the end nothing comes late and no approval is taken back: what is published was answered.
    lock_hearings(guideline)
    refuse_if(_blockers(guideline, content))
    number, content_hash = next_number(guideline), hash_of(content)
    event = record(
        "guideline-published",
        by=by,
        guideline=guideline.slug,
        target=number,
        reason=what_changed,
        content_hash=content_hash,
    )
    guideline.stage = "published"
    guideline.save(update_fields=["stage"])
    publish_comments(guideline=guideline, at=event.at)
    return Version.objects.create(
        guideline=guideline,
        number=number,
        published_at=timezone.now(),
        by=by,
        what_changed=what_changed,
        content=content,
        content_hash=content_hash,
        audit_head=event.hash,
    )


def next_number(guideline: Guideline) -> str:
    """'1.0' first, then '1.1', '1.2' and so on."""
    return f"1.{guideline.versions.count()}"


def _blockers(guideline: Guideline, content: Mapping[str, Any]) -> list[Blocker]:
    blockers = [*_undecided(chain_of(guideline)), *blockers_of_hearings(guideline)]
    blockers += blockers_to_publishing_comments(guideline)
    last = guideline.versions.order_by("published_at", "id").last()
    if last and last.content_hash == hash_of(content):
        sentence = _("Nothing has changed since version {number}.").format(number=last.number)
        blockers.append(Blocker(sentence, last.get_absolute_url()))
    return blockers


def _undecided(chain: Chain) -> Iterator[Blocker]:
    for question in chain.clinical:
        for each in question.recommendations:
            if each.open_round:
                yield _round_open(each)
            elif each.derived.is_graded and each.derived.outcome in UNDECIDED:
                yield _not_decided(each)


def _round_open(each: RecommendationChain) -> Blocker:
    sentence = _("Round {n} on {recommendation} is open.").format(
        n=each.open_round.number, recommendation=each.recommendation.ref
    )
    return Blocker(sentence, reverse("round", args=[each.open_round.pk]))


def _not_decided(each: RecommendationChain) -> Blocker:
    row, why_not = each.recommendation, words(each.derived.outcome)
    if each.last_closed is None:
        why_not = _("no round was closed")
    sentence = _("{recommendation} is not decided: {why}.").format(
        recommendation=row.ref, why=why_not
    )
    return Blocker(sentence, reverse("round_open", args=[row.guideline.slug, row.ref]))

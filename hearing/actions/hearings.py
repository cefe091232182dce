"""Hearings: the draft is frozen and laid open for a stated time."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import Guideline
from guideline.queries import next_position
from guideline.refs import next_ref
from guideline.text import Text
from guideline.times import blockers_to_times
from hearing.clock import has_ended, has_opened
from hearing.drafts import hash_of
from hearing.models import Hearing
from hearing.opening_terms import Terms, blockers_to_terms
from voting.clock import database_now

DEFAULTS = Terms()


def blockers_to_opening(guideline: Guideline, moment: str = "draft") -> list[Blocker]:
    """What stands in the way of a hearing on this; empty when it may open."""
    blockers = [
        Blocker(
            _("The hearing '{title}' is still open.").format(title=each), each.get_absolute_url()
        )
        for each in guideline.hearings.filter(imported=False).defer("draft")
        if not has_ended(each)
    ]
    if moment == "evidence":
        if not guideline.questions.filter(status="clinical-question").exists():
            blockers.append(Blocker(_("There is no question whose evidence could be read.")))
    elif not guideline.recommendations.exclude(statement=None).exists():
        blockers.append(Blocker(_("No recommendation has a statement to comment on.")))
    return blockers


def blockers_to_opening_as(
    guideline: Guideline, *, opens_at: datetime | None, closes_at: datetime | None, terms: Terms
) -> list[Blocker]:
    """The same with all that was chosen, its times and its terms."""
    now = database_now()
    return [
        *blockers_to_opening(guideline, terms.moment),
        *_blockers_to_window(max(opens_at or now, now), closes_at),
        *blockers_to_terms(terms),
    ]


@transaction.atomic
def open_hearing(
    *,
    by: Any,
    guideline: Guideline,
    title: Text = None,
    opens_at: datetime | None = None,
    closes_at: datetime | None = None,
    terms: Terms = DEFAULTS,
) -> Hearing:
    """Lay the draft open as it stands now; a later change of the draft changes nothing here.

    Without an opening time, or with one in the past, comments are taken at once. Without a closing
    time the hearing ends when somebody closes it.
    """
    require(by, "hearing.open_hearing", guideline)
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    now = database_now()
    opens_at = max(opens_at or now, now)
    refuse_if(
        blockers_to_opening_as(guideline, opens_at=opens_at, closes_at=closes_at, terms=terms)
    )
    draft = terms.draft(guideline)
    refuse_if(_blockers_to_draft(hash_of(draft), terms.seen_hash))
    hearing = Hearing.objects.create(
        guideline=guideline,
        ref=next_ref("hearing-", guideline.hearings.values_list("ref", flat=True)),
        title=title or _("Public hearing"),
        opens_at=opens_at,
        closes_at=closes_at,
        draft=draft,
        draft_hash=hash_of(draft),
        position=next_position(guideline.hearings.all()),
        **terms.columns(guideline),
    )
    record(
        "hearing-opened",
        by=by,
        guideline=guideline.slug,
        target=hearing.ref,
        draft_hash=hearing.draft_hash,
        moment=hearing.moment,
        audience=hearing.audience,
        privacy_version=hearing.privacy_version,
        opens_at=opens_at.isoformat(),
        closes_at=closes_at.isoformat() if closes_at else None,
    )
    return hearing


@transaction.atomic
def close_hearing(*, by: Any, hearing: Hearing) -> Hearing:
    """End a hearing before its time, or one without a time; closing it again changes nothing."""
    require(by, "hearing.open_hearing", hearing)
    hearing = Hearing.objects.select_for_update(of=("self",)).get(pk=hearing.pk)
    if has_ended(hearing):
        return hearing
    refuse_if(_blockers_to_closing(hearing))
    hearing.closes_at = database_now()
    hearing.save(update_fields=["closes_at"])
    record("hearing-closed", by=by, guideline=hearing.guideline.slug, target=hearing.ref)
    return hearing


def _blockers_to_window(opens_at: datetime, closes_at: datetime | None) -> list[Blocker]:
    blockers = blockers_to_times(opens_at, closes_at)
    if closes_at and closes_at <= opens_at:
        blockers.append(Blocker(_("The hearing would close before it opens.")))
    return blockers


def _blockers_to_draft(now: str, seen: str) -> list[Blocker]:
    if seen and seen != now:
        return [Blocker(_("The draft changed since you looked at it; look at it again first."))]
    return []


def _blockers_to_closing(hearing: Hearing) -> list[Blocker]:
    return [] if has_opened(hearing) else [Blocker(_("The hearing has not opened yet."))]

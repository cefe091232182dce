"""Dissents: a member's statement beside what was decided, theirs to change until it is published."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from audit.chain import digest
from guideline.models import PanelMember
from guideline.permissions import place_of
from guideline.text import Text, localized
from voting.actions.declaring import about
from voting.models import Dissent, Round
from voting.queries import result_of, standing_on
from voting.results.ways_out_words import way_out_of

LENGTH = 5000


def blockers_to_dissent(by: Any, round: Round) -> list[Blocker]:
    """Why this person may not state or change a dissent now; empty when they may."""
    blockers = []
    place = place_of(by, round.guideline)
    if place is None or not standing_on(place, round.question).may_vote:
        blockers.append(Blocker(_("Only who may vote on this question can state a dissent.")))
    if not is_decided(round):
        blockers.append(
            Blocker(_("Nothing was decided in this round that one could dissent from."))
        )
    if _is_published(round):
        blockers.append(
            Blocker(_("This result is published; what stands beside it is no longer changed."))
        )
    return blockers


@transaction.atomic
def state_dissent(*, by: Any, round: Round, text: Text) -> Dissent:
    """Attach a dissent to a decided recommendation, or reword one's own.

    The guideline's setting says whether it bears the name; a statement that was withheld stays so.
    """
    require(by, "voting.state_dissent", round)
    blockers = blockers_to_dissent(by, round)
    if not localized(text).strip():
        blockers.append(Blocker(_("Write what you do not agree with, and why.")))
    if len(localized(text)) > LENGTH:
        blockers.append(
            Blocker(_("A dissent has at most {limit} characters.").format(limit=LENGTH))
        )
    refuse_if(blockers)
    place = place_of(by, round.guideline)
    named = round.guideline.dissent_names == "named"
    mine = _standing(round, place)
    if mine is None:
        mine = Dissent.objects.create(
            round=round, member=place, named=named, text=text, at=timezone.now()
        )
        _tell("dissent-stated", by, mine)
    elif mine.text != text:
        mine.text, mine.changed_at = text, timezone.now()
        mine.save(update_fields=["text", "changed_at"])
        _tell("dissent-reworded", by, mine)
    return mine


@transaction.atomic
def withdraw_dissent(*, by: Any, round: Round) -> Dissent:
    """Take one's own dissent back; it is shown no longer."""
    require(by, "voting.state_dissent", round)
    mine = _standing(round, place_of(by, round.guideline))
    blockers = [] if mine else [Blocker(_("You have stated no dissent."))]
    if _is_published(round):
        blockers.append(
            Blocker(_("This result is published; what stands beside it is no longer changed."))
        )
    refuse_if(blockers)
    assert mine is not None  # noqa: S101  (refused above)
    mine.withdrawn_at = timezone.now()
    mine.save(update_fields=["withdrawn_at"])
    _tell("dissent-withdrawn", by, mine)
    return mine


def is_decided(round: Round) -> bool:
    """Whether the round, or the chair after it, settled the matter."""
    result = result_of(round)
    if result is None or round.practice:
        return False
    way_out = way_out_of(round)
    return result.is_decided or (way_out is not None and way_out[0].choice != "postpone")


def _standing(round: Round, place: PanelMember | None) -> Dissent | None:
    if place is None:
        return None
    return round.dissents.select_for_update().filter(member=place, withdrawn_at=None).first()


def _is_published(round: Round) -> bool:
    """Whether a version was published since the round closed: its content is frozen."""
    if round.closed_at is None:
        return False
    return bool(round.guideline.versions.filter(published_at__gte=round.closed_at).exists())


def _tell(verb: str, by: Any, dissent: Dissent) -> None:
    """One whose name is withheld is told by nobody: the log would name its writer."""
    record(
        verb,
        by=by if dissent.named else None,
        text_hash=digest({"text": dissent.text}),
        named=dissent.named,
        **about(dissent.round),
    )

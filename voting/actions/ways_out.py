"""The way out of a last round without consensus: decided by the chair, with a reason, or taken back."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import PanelMember
from guideline.permissions import place_of
from guideline.text import Text, localized
from guideline.words import words
from voting import locks
from voting.actions.declaring import about
from voting.models import Round, WayOut
from voting.queries import result_of, rounds_held_before, sight_for
from voting.results.ways_out_words import said
from voting.rules.rule import rule_from
from voting.rules.ways_out import CHOICES, WEAK_BY_MAJORITY, may_have_way_out, weak_side


def blockers_to_way_out(by: Any, round: Round) -> list[Blocker]:
    """Why the chair has nothing to decide about this round; empty when there is."""
    result = result_of(round)
    if result is None or round.practice:
        return [Blocker(_("Only after a round that was closed and counts is there a way out."))]
    later = round.recommendation.rounds.exclude(status="withdrawn").filter(number__gt=round.number)
    if later.exists():
        link = reverse("round", args=[later.last().pk])
        return [Blocker(_("A later round was opened; that one counts."), link)]
    if not sight_for(by, round).tally:
        return [Blocker(_("Too few secret ballots were cast to show what they say."))]
    blockers = [
        Blocker(said(reason))
        for reason in may_have_way_out(rule_from(round.rule), result, rounds_held_before(round) + 1)
    ]
    if round.ways_out.filter(taken_back_at=None).exists():
        blockers.append(Blocker(_("A way out is recorded already; take that back first.")))
    return blockers


def blockers_to_weak(round: Round) -> list[Blocker]:
    """Why the votes bear no weak recommendation; empty when they do."""
    result = result_of(round)
    if result is None:
        return []
    side, reason = weak_side(WEAK_BY_MAJORITY, result)
    return [] if side else [Blocker(said(reason))]


@transaction.atomic
def take_way_out(
    *, by: Any, round: Round, choice: str, reason: Text, named: PanelMember | None = None
) -> WayOut:
    """Record what the chair decides after the last round without consensus.

    Direction and strength are not chosen: a weak recommendation follows the votes by a stored rule.
    """
    require(by, "voting.take_way_out", round)
    locks.hold_alone(round.pk)
    round = Round.objects.select_for_update(of=("self",)).get(pk=round.pk)
    named = named or place_of(by, round.guideline)
    blockers = blockers_to_way_out(by, round)
    # What the votes bear is their tally: told only where nothing else is in the way.
    unborne = blockers_to_weak(round) if choice == "weak" and not blockers else []
    refuse_if(blockers + _blockers_to_choice(round, choice, reason, named) + unborne)
    taken = WayOut.objects.create(
        round=round,
        choice=choice,
        rule=WEAK_BY_MAJORITY.as_data() if choice == "weak" else None,
        reason=reason,
        by=named,
        at=timezone.now(),
    )
    record(
        "way-out-taken",
        by=by,
        reason=localized(reason),
        choice=words(choice),
        named=str(named),
        rule=taken.rule,
        **about(round),
    )
    return taken


@transaction.atomic
def take_back_way_out(*, by: Any, round: Round, reason: str) -> WayOut:
    """Take a recorded way out back, with a reason; it is kept."""
    require(by, "voting.take_way_out", round)
    taken = round.ways_out.select_for_update().filter(taken_back_at=None).first()
    blockers = [] if taken else [Blocker(_("No way out is recorded."))]
    if not reason.strip():
        blockers.append(Blocker(_("Say why it is taken back.")))
    refuse_if(blockers)
    assert taken is not None  # noqa: S101  (refused above)
    taken.taken_back_at, taken.taken_back_by = timezone.now(), by
    taken.taken_back_because = reason
    taken.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_because"])
    record("way-out-taken-back", by=by, reason=reason, choice=words(taken.choice), **about(round))
    return taken


def _blockers_to_choice(
    round: Round, choice: str, reason: Text, named: PanelMember | None
) -> list[Blocker]:
    blockers = []
    if choice not in CHOICES:
        blockers.append(Blocker(_("Choose one of the ways out.")))
    if not localized(reason).strip():
        blockers.append(Blocker(_("Say why you decide so.")))
    if named is None or named.guideline_id != round.guideline.pk:
        blockers.append(Blocker(_("Who decides has a place on this panel.")))
    return blockers

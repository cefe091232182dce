"""A show of hands: counted by one person with the list of those present, confirmed by another."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from audit.chain import digest
from guideline.queries import next_number
from guideline.words import words
from voting import locks
from voting.actions.declaring import about
from voting.actions.rounds import fix_result
from voting.models import Round, ShowOfHands, Voter
from voting.rules.rule import rule_from


def blockers_to_hands(
    round: Round, counts: Mapping[str, Any], present: Iterable[Voter]
) -> list[Blocker]:
    """Everything that is wrong with a count; empty when hands and heads agree."""
    blockers = _blockers_to_counting(round)
    blockers += [Blocker(each) for each in _impossible(round, counts)]
    there = list(present)
    blockers += [Blocker(each) for each in _strangers(round, there)]
    hands = sum(votes for votes in counts.values() if _is_count(votes))
    if not there:
        blockers.append(Blocker(_("Nobody is marked as present.")))
    elif hands != len(there):
        said = _("{hands} hands are counted, and {present} people entitled to vote are present.")
        blockers.append(Blocker(said.format(hands=hands, present=len(there))))
    return blockers


@transaction.atomic
def count_hands(
    *, by: Any, round: Round, counts: Mapping[str, int], present: Iterable[Voter]
) -> ShowOfHands:
    """Enter what was counted in the room. It decides nothing before somebody else confirms it.

    `counts` are hands by option, abstentions among them: they add up to those present and entitled.
    """
    require(by, "voting.count_hands", round)
    locks.hold_alone(round.pk)
    round = Round.every.select_for_update(of=("self",)).get(pk=round.pk)
    there = list(present)
    blockers = blockers_to_hands(round, counts, there)
    if waiting_count(round):
        blockers.insert(0, Blocker(_("A count waits for its confirmation already.")))
    refuse_if(blockers)
    show = ShowOfHands.objects.create(
        round=round,
        number=next_number(round.shows_of_hands),
        counts={option: votes for option, votes in counts.items() if votes},
        entered_by=by,
        entered_at=timezone.now(),
    )
    show.present.set(there)
    _tell("hands-counted", by, show)
    return show


@transaction.atomic
def confirm_hands(*, by: Any, show: ShowOfHands) -> Round:
    """Say, as a second person, that the count is right: the round closes with it."""
    require(by, "voting.count_hands", show.round)
    locks.hold_alone(show.round_id)
    show = _locked(show)
    there = list(show.present.all())
    blockers = _blockers_to_answering(show)
    if show.entered_by_id == by.pk:
        blockers.append(Blocker(_("You counted: somebody else has to confirm it.")))
    # The roll may have changed since.
    refuse_if(blockers or blockers_to_hands(show.round, show.counts, there))
    show.answer, show.answered_by, show.answered_at = "confirmed", by, timezone.now()
    show.save(update_fields=["answer", "answered_by", "answered_at"])
    _tell("hands-confirmed", by, show)
    entitled = show.round.voters.filter(revoked_at=None).count()
    return fix_result(by, show.round, counts=show.counts, eligible=entitled)


@transaction.atomic
def count_hands_again(*, by: Any, show: ShowOfHands, reason: str) -> ShowOfHands:
    """Set a count aside that is wrong, with the reason; it is kept, and hands are counted again."""
    require(by, "voting.count_hands", show.round)
    show = _locked(show)
    blockers = _blockers_to_answering(show)
    if not reason.strip():
        blockers.append(Blocker(_("Say what is wrong with the count.")))
    refuse_if(blockers)
    show.answer, show.answered_by, show.answered_at = "counted-again", by, timezone.now()
    show.because = reason
    show.save(update_fields=["answer", "answered_by", "answered_at", "because"])
    _tell("hands-counted-again", by, show, reason=reason)
    return show


def waiting_count(round: Round) -> ShowOfHands | None:
    """The count that waits for its second person, None where there is none."""
    return round.shows_of_hands.filter(answer="").select_related("entered_by").first()


def _locked(show: ShowOfHands) -> ShowOfHands:
    locked = ShowOfHands.objects.select_for_update(of=("self",)).get(pk=show.pk)
    locked.round = Round.every.select_for_update(of=("self",)).get(pk=locked.round_id)
    return locked


def _blockers_to_counting(round: Round) -> list[Blocker]:
    blockers = []
    if round.mode != "hands":
        blockers.append(Blocker(_("This round is not held by a show of hands.")))
    if round.status != "open":
        blockers.append(Blocker(_("The round is not open."), reverse("round", args=[round.pk])))
    return blockers


def _blockers_to_answering(show: ShowOfHands) -> list[Blocker]:
    answered = [Blocker(_("This count was answered already."))] if show.answer else []
    return _blockers_to_counting(show.round) + answered


def _impossible(round: Round, counts: Mapping[str, Any]) -> list[str]:
    options = rule_from(round.rule).options
    unknown = [
        _("{option} is no option of this round.").format(option=words(option))
        for option, votes in counts.items()
        if option not in options and votes
    ]
    bad = [
        _("{option}: must be a whole number from 0.").format(option=words(option))
        for option, votes in counts.items()
        if not _is_count(votes)
    ]
    return unknown + bad


def _strangers(round: Round, present: list[Voter]) -> list[str]:
    """Who is present and not entitled is in the room and in no count."""
    return [
        _("{member} is not entitled to vote in this round.").format(member=voter.member)
        for voter in present
        if voter.round_id != round.pk or voter.revoked_at is not None
    ]


def _is_count(votes: Any) -> bool:
    return isinstance(votes, int) and not isinstance(votes, bool) and votes >= 0


def _tell(verb: str, by: Any, show: ShowOfHands, reason: str = "") -> None:
    """The log is read by people who may not see the tally yet, so it holds the count's hash."""
    record(
        verb,
        by=by,
        reason=reason,
        number=show.number,
        present=show.present.count(),
        counts_hash=digest({"round": show.round_id, "counts": show.counts}),
        **about(show.round),
    )

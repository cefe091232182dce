"""Rounds: opened with everything frozen, closed once and for all, or withdrawn with a reason."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from audit.chain import digest
from evidence.fingerprint import evidence_hash
from guideline.queries import next_number
from guideline.text import localized
from guideline.times import blockers_to_times, in_zone
from outbox.actions import enqueue
from voting import locks
from voting.actions.declaring import about, declare
from voting.actions.invitations import invite
from voting.clock import database_now
from voting.codes import ROUND_MODES, SECRECY
from voting.models import Recommendation, Round, SecretBallot, Voter
from voting.queries import entitled_to_vote, rule_of
from voting.rounds.warnings import warnings_at_opening
from voting.rules.rule import Rule, rule_from


def blockers_to_opening(
    recommendation: Recommendation, rule: Rule | None = None, *, practice: bool = False
) -> list[Blocker]:
    """What stands in the way of a vote (under `rule`, else the guideline's); empty if nothing.

    A practice round stands in nobody's way; beside a real one it would only lead voters astray.
    """
    blockers = []
    running = _running(recommendation, practice=practice)
    if running:
        sentence = (
            _("A practice round is still open.")
            if running.practice
            else _("Round {n} is still open.").format(n=running.number)
        )
        blockers.append(Blocker(sentence, reverse("round", args=[running.pk])))
    if not practice:
        blockers += _blockers_to_hurry(recommendation, rule or rule_of(recommendation.guideline))
    if not localized(recommendation.statement).strip():
        slug, ref = recommendation.guideline.slug, recommendation.ref
        blockers.append(
            Blocker(_("There is no statement to vote on."), reverse("draft_edit", args=[slug, ref]))
        )
    if not entitled_to_vote(recommendation.question, rule):
        blockers.append(Blocker(_("Nobody on the panel is entitled to vote on this question.")))
    return blockers


@transaction.atomic
def open_round(
    *,
    by: Any,
    recommendation: Recommendation,
    rule: Any = None,
    secrecy: str = "confidential",
    closes_at: datetime | None = None,
    mode: str = "online",
    practice: bool = False,
    invited: bool = True,
) -> Round:
    """Begin a vote. Wording, evidence, rule and roll are copied now and change no more.

    Without a rule of its own the round takes the guideline's. RuleError for one that cannot be
    used; `Blocked` with everything that is missing. A practice round is the same in all but that it
    decides nothing; nobody is written to about it. `invited` False: the caller tells the voters.
    """
    require(by, "voting.open_round", recommendation)
    held_by = rule_from(rule) if rule else rule_of(recommendation.guideline)
    # Two chairs at once: the second waits here and then finds the first one's round.
    recommendation = Recommendation.objects.select_for_update(of=("self",)).get(
        pk=recommendation.pk
    )
    refuse_if(
        blockers_to_opening(recommendation, held_by, practice=practice)
        + blockers_to_terms(secrecy, closes_at, mode)
    )
    terms = {"secrecy": secrecy, "closes_at": closes_at, "mode": mode, "practice": practice}
    round, voters = _freeze(recommendation, held_by, **terms)
    _tell_opened(by, round, voters)
    if invited and mode == "online" and not practice:
        invite([round])
    if closes_at:
        enqueue("close-round", key=f"close-round-{round.pk}", due=closes_at, round=round.pk)
    return round


def _freeze(
    recommendation: Recommendation, rule: Rule, *, practice: bool, **terms: Any
) -> tuple[Round, list[Voter]]:
    """The round with its roll: what is copied now and changes no more."""
    frozen = evidence_hash(recommendation.question)
    round = Round.objects.create(
        recommendation=recommendation,
        number=_next_number(recommendation, practice),
        practice=practice,
        rule=rule.as_data(),
        statement=recommendation.statement,
        evidence_hash=frozen,
        warnings=warnings_at_opening(recommendation, frozen, rule),
        opened_at=database_now(),
        **terms,
    )
    members = entitled_to_vote(recommendation.question, rule)
    return round, Voter.objects.bulk_create(Voter(round=round, member=each) for each in members)


@transaction.atomic
def close_round(*, by: Any, round: Round) -> Round:
    """End a vote and fix its result. Closing it again changes nothing and returns the same.

    `by` None is the program itself, which closes a round only when its time is over.
    """
    if by is not None:
        require(by, "voting.close_round", round)
    locks.hold_alone(round.pk)
    # Read after the lock: every ballot that was accepted is now committed, and none can follow.
    round = Round.every.select_for_update(of=("self",)).get(pk=round.pk)
    if round.status == "closed":
        return round
    refuse_if(blockers_to_closing(round, by_program=by is None))
    return fix_result(by, round, **_tally_without_voters(round))


def fix_result(by: Any, round: Round, **stored: Any) -> Round:
    """Close a locked round with what is stored of its tally, and say so: nothing is counted later."""
    Round.every.filter(pk=round.pk).update(status="closed", closed_at=Now(), **stored)
    round.refresh_from_db()
    declare(round, cause="closed", by=by)
    return round


@transaction.atomic
def withdraw_round(*, by: Any, round: Round, reason: str) -> Round:
    """Stop a vote without a result, say why, and keep its ballots unread."""
    require(by, "voting.close_round", round)
    locks.hold_alone(round.pk)
    round = Round.every.select_for_update(of=("self",)).get(pk=round.pk)
    refuse_if(_blockers_to_withdrawing(round, reason))
    withdrawn = {"status": "withdrawn", "withdrawn_because": reason.strip()}
    Round.every.filter(pk=round.pk).update(closed_at=Now(), **withdrawn)
    round.refresh_from_db()
    record("round-withdrawn", by=by, reason=reason, **about(round))
    return round


def _running(recommendation: Recommendation, *, practice: bool) -> Round | None:
    """The open round that stands in the way: a real one always, one of practice only its like."""
    rounds = Round.every.filter(recommendation=recommendation, status="open")
    if not practice:
        rounds = rounds.filter(practice=False)
    return rounds.order_by("practice").first()


def blockers_to_terms(
    secrecy: str, closes_at: datetime | None, mode: str = "online"
) -> list[Blocker]:
    """What is wrong with how a round is to be held."""
    blockers = []
    if mode not in ROUND_MODES:
        blockers.append(Blocker(_("A round is held online, live or by a show of hands.")))
    if mode == "hands" and secrecy == "secret":
        blockers.append(Blocker(_("Hands are seen: a show of hands cannot be secret.")))
    if secrecy not in SECRECY:
        blockers.append(Blocker(_("A round is named, confidential or secret.")))
    blockers += blockers_to_times(closes_at)
    if closes_at and closes_at <= database_now():
        blockers.append(Blocker(_("The closing time lies in the past.")))
    return blockers


def blockers_to_closing(round: Round, *, by_program: bool = False) -> list[Blocker]:
    """Why a round cannot be closed now; empty when it can."""
    if round.status != "open":
        return [Blocker(_("The round was withdrawn."))]
    if round.mode == "hands":
        sentence = _("A show of hands closes when a second person confirms the count.")
        return [Blocker(sentence, reverse("hands", args=[round.pk]))]
    if by_program and (round.closes_at is None or round.closes_at > database_now()):
        return [Blocker(_("The round's time is not over."))]
    return []


def _blockers_to_hurry(recommendation: Recommendation, rule: Rule) -> list[Blocker]:
    """The rule may leave the panel some hours between the close of a round and the next."""
    if not rule.pause:
        return []
    last = recommendation.rounds.filter(status="closed", closed_at__isnull=False).last()
    ready = last.closed_at + timedelta(hours=rule.pause) if last else None
    if ready is None or ready <= database_now():
        return []
    said = _("The rule leaves {n} hours for discussion between rounds: not before {when}.")
    when = in_zone(ready, recommendation.guideline)
    return [Blocker(said.format(n=rule.pause, when=when), reverse("round", args=[last.pk]))]


def _blockers_to_withdrawing(round: Round, reason: str) -> list[Blocker]:
    blockers = []
    if round.status != "open":
        blockers.append(Blocker(_("The round is not open.")))
    if not reason.strip():
        blockers.append(Blocker(_("Say why the round is withdrawn.")))
    return blockers


def _next_number(recommendation: Recommendation, practice: bool) -> int:
    return next_number(Round.every.filter(recommendation=recommendation, practice=practice))


def _tally_without_voters(round: Round) -> dict[str, Any]:
    """A secret round keeps its tally, for its ballots hang from no roll to be counted by."""
    if round.secrecy != "secret":
        return {}
    counts: dict[str, int] = {}
    for choice in SecretBallot.objects.filter(round=round).values_list("choice", flat=True):
        counts[choice] = counts.get(choice, 0) + 1
    entitled = round.voters.filter(revoked_at=None) | round.voters.filter(has_voted=True)
    return {"counts": counts, "eligible": entitled.count()}


def _tell_opened(by: Any, round: Round, voters: list[Voter]) -> None:
    record(
        "round-opened",
        by=by,
        rule=round.rule,
        secrecy=round.secrecy,
        mode=round.mode,
        statement_hash=digest({"statement": round.statement}),
        evidence_hash=round.evidence_hash,
        closes_at=round.closes_at.isoformat() if round.closes_at else None,
        voters=[voter.member.ref for voter in voters],
        warnings=[warning["code"] for warning in round.warnings],
        **about(round),
    )

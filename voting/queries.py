"""Reads of rounds and ballots that pages, actions and the derivation share."""

from collections import Counter
from collections.abc import Collection
from typing import Any

from django.db.models import F, QuerySet, prefetch_related_objects
from django.shortcuts import get_object_or_404

from guideline.models import Guideline, PanelMember, Question
from guideline.permissions import place_of
from guideline.queries import by_address
from voting.eligibility import Standing, standing
from voting.models import (
    AgendaItem,
    Ballot,
    Correction,
    Dissent,
    DraftVersion,
    Poll,
    Recommendation,
    Round,
    Voter,
)
from voting.rules.rule import DEFAULT_RULE, Rule, rule_from
from voting.rules.tally import Tally, tally, withheld
from voting.visibility import (
    FEWEST_SECRET_BALLOTS,
    RoundState,
    Sight,
    Viewer,
    may_see_who_voted,
    sight_of,
)

# What may have become of a closed round after its close.
RECUSED_AFTER_VOTE = "recused-after-vote"
COMPUTED_ANEW = "computed-anew"
VOID_BALLOT_COUNTS = "void-ballot-counts"
LATE_FLAGS = (RECUSED_AFTER_VOTE, COMPUTED_ANEW, VOID_BALLOT_COUNTS)


def last_ballots(round: Round) -> list[Ballot]:
    """The ballot that counts of each voter: the last version; revoked voters' are void.

    Reads `round.voters` with their ballots, prefetched where a page has many rounds.
    """
    voters = [voter for voter in round.voters.all() if voter.revoked_at is None]
    # In one query for all of them: a close counts while every vote waits for it.
    prefetch_related_objects(voters, "ballots")
    cast = [list(voter.ballots.all()) for voter in voters]
    return [max(each, key=lambda ballot: ballot.version) for each in cast if each]


def counts_of(round: Round) -> dict[str, int]:
    """Votes by option: the stored tally where a round keeps one, else counted from its ballots.

    None of a secret round with too few ballots: whatever reads them from here cannot tell.
    """
    if is_withheld(round):
        return {}
    if round.counts is not None:
        return dict(round.counts)
    return dict(Counter(ballot.choice for ballot in last_ballots(round)))


def is_withheld(round: Round) -> bool:
    """Whether a round is over whose ballots are too few to be told without telling who cast them."""
    if round.secrecy != "secret" or round.status != "closed":
        return False
    return sum((round.counts or {}).values()) < FEWEST_SECRET_BALLOTS


def eligible_in(round: Round) -> int | None:
    """How many were entitled to vote; None where an imported tally does not say."""
    if round.eligible is not None:
        return round.eligible
    if round.counts is not None:
        return None
    return sum(voter.revoked_at is None for voter in round.voters.all())


def result_of(round: Round) -> Tally | None:
    """What a closed round decides under its own rule; None while it runs or was withdrawn."""
    if round.status != "closed":
        return None
    return tally_of(round, rounds_held=rounds_held_before(round) + 1)


def rounds_held_before(round: Round) -> int:
    """How many quorate rounds there were before this one."""
    earlier = Round.every.filter(
        recommendation=round.recommendation_id,
        practice=round.practice,
        status="closed",
        number__lt=round.number,
    )
    return sum(tally_of(each).is_quorate for each in earlier.prefetch_related("voters__ballots"))


def tally_of(round: Round, rounds_held: int = 1) -> Tally:
    """What a round's ballots come to under its own rule."""
    if is_withheld(round):
        return withheld(eligible_in(round))
    return tally(rule_from(round.rule), counts_of(round), eligible_in(round), rounds_held)


def late_flags(round: Round, recused: Collection[int]) -> tuple[str, ...]:
    """What became of a closed round after its close, as flags of what it decided.

    Reads `round.voters`; `recused` are the places that have no vote on the question today.
    """
    flags = []
    voters = list(round.voters.all())
    revoked = [voter for voter in voters if voter.revoked_at is not None]
    if any(
        voter.revoked_at is None and voter.kept_at is None and voter.member_id in recused
        for voter in voters
    ):
        flags.append(RECUSED_AFTER_VOTE)
    if round.closed_at and any(voter.revoked_at > round.closed_at for voter in revoked):
        flags.append(COMPUTED_ANEW)
    # Of a round that keeps its tally nobody can tell which vote was whose.
    if round.counts is not None and any(
        voter.has_voted or round.mode == "hands" for voter in revoked
    ):
        flags.append(VOID_BALLOT_COUNTS)
    return tuple(flags)


def turnout(round: Round) -> int:
    """How many have voted so far, abstentions included; void ballots are left out."""
    if round.counts is not None:
        return sum(round.counts.values())
    if round.secrecy == "secret":
        return round.voters.filter(has_voted=True).count()
    voted = round.voters.filter(revoked_at=None, ballots__isnull=False)
    return voted.distinct().count()


def rule_of(guideline: Guideline) -> Rule:
    """The rule that the guideline's rounds take unless they are given another."""
    return rule_from(guideline.decision_rule or DEFAULT_RULE.preset)


def entitled_to_vote(question: Question, rule: Rule | None = None) -> list[PanelMember]:
    """Who may vote on a question as the panel and its declared interests stand now.

    `rule` says whether the chair votes; None is the guideline's own.
    """
    rule = rule or rule_of(question.guideline)
    panel = question.guideline.panel.prefetch_related("conflicts")
    return [member for member in panel if standing_on(member, question, rule).may_vote]


def standing_on(member: PanelMember, question: Question, rule: Rule | None = None) -> Standing:
    """What a panel place may do on a question; reads `member.conflicts`, prefetched for many.

    Whether a chair has a vote is asked of `rule`, None being one that gives it.
    """
    actions = [
        conflict.action
        for conflict in member.conflicts.all()
        if conflict.question_id in (None, question.pk)
    ]
    return standing(member.role, actions, chair_votes=rule is None or rule.chair_votes)


def sight_for(user: Any, round: Round) -> Sight:
    """What this person may see of a round: the one answer for pages, REST and exports."""
    return sight_of(viewer_of(user, round.question), _state(round))


def sees_who_voted(user: Any, round: Round) -> bool:
    """Whether this person may see on the roll who has voted, and not what."""
    return may_see_who_voted(viewer_of(user, round.question), _state(round))


def viewer_of(user: Any, question: Question) -> Viewer:
    """The person as the rules of visibility know them, for everything of one question."""
    place = place_of(user, question.guideline)
    return Viewer(
        role=place.role if place else None,
        may_see=place is None or standing_on(place, question).may_see,
    )


def _state(round: Round) -> RoundState:
    return RoundState(round.secrecy, round.status, turnout(round), in_the_room=round.mode == "live")


def standing_dissents(round: Round) -> QuerySet[Dissent]:
    """The dissents from what a round decided; for whoever may see its tally."""
    return round.dissents.filter(withdrawn_at=None).select_related("member")


def voter_of(user: Any, round: Round) -> Voter | None:
    """The person's line on the roll of a round, None for somebody who is not on it."""
    if not user.is_authenticated:
        return None
    own = round.voters.filter(member__user=user).select_related("member")
    # In no order: the roll's own would read every table that it leads to.
    return own.order_by("pk").first()


def own_ballot(voter: Voter | None) -> Ballot | None:
    """A voter's ballot as it counts now; secret ballots belong to nobody and are not found so."""
    return voter.ballots.order_by("version").last() if voter else None


def drafts_for(user: Any, guideline: Any) -> list[Recommendation]:
    """The recommendations of a guideline, but for those whose question somebody must leave."""
    place = place_of(user, guideline)
    rows = guideline.recommendations.select_related("question__guideline", "guideline")
    return [each for each in rows if place is None or standing_on(place, each.question).may_see]


def open_rounds_for(user: Any, guideline: Any) -> list[Round]:
    """The rounds of a guideline that are open, as far as this person may know of them."""
    rows = Round.objects.filter(recommendation__guideline=guideline, status="open").select_related(
        "recommendation__question", "recommendation__guideline"
    )
    ordered = rows.order_by(F("closes_at").asc(nulls_last=True), "recommendation__position", "pk")
    return [each for each in ordered if sight_for(user, each).round]


def round_by_pk(pk: int) -> Round:
    """The round with everything its pages need."""
    rounds = Round.every.select_related("recommendation__question", "recommendation__guideline")
    return get_object_or_404(rounds, pk=pk)


def item_by_pk(slug: str, ref: str, pk: int) -> AgendaItem:
    """An item of a meeting's agenda, or 404."""
    rows = AgendaItem.objects.select_related("meeting__guideline", "question", "recommendation")
    return get_object_or_404(rows, meeting__guideline__slug=slug, meeting__ref=ref, pk=pk)


def poll_by_number(slug: str, ref: str, number: int) -> Poll:
    """A poll on the criteria of a question, or 404."""
    rows = Poll.objects.select_related("question__guideline", "recommendation")
    return get_object_or_404(rows, question__guideline__slug=slug, question__ref=ref, number=number)


def draft_version_by_number(slug: str, ref: str, number: int) -> DraftVersion:
    """A version of a draft, or 404."""
    rows = DraftVersion.objects.select_related("recommendation__question__guideline")
    about = {"recommendation__guideline__slug": slug, "recommendation__ref": ref}
    return get_object_or_404(rows, **about, number=number)


def correction_by_number(slug: str, ref: str, number: int) -> Correction:
    """A correction of a recommendation's wording, or 404."""
    rows = Correction.objects.select_related("recommendation__question__guideline", "round")
    about = {"recommendation__guideline__slug": slug, "recommendation__ref": ref}
    return get_object_or_404(rows, **about, number=number)


def recommendation_by_ref(slug: str, ref: str) -> Recommendation:
    """A recommendation by its guideline and its own id."""
    rows = Recommendation.objects.select_related("guideline", "question__guideline")
    return get_object_or_404(rows, guideline__slug=slug, ref=ref)


def recommendation_by_address(address: str) -> Recommendation:
    """A recommendation as REST addresses it: its number, or `SLUG:ID` of its bundle."""
    rows = Recommendation.objects.select_related("guideline", "question__guideline")
    found: Recommendation = by_address(rows, address)
    return found

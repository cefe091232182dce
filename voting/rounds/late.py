"""What changed after a round's roll was fixed, and waits for somebody's decision: reads only."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from guideline.models import Conflict, Moment
from guideline.times import in_zone
from voting.models import Acknowledgement, DeclaredResult, Round, Voter
from voting.queries import counts_of, eligible_in, last_ballots, rounds_held_before
from voting.recusal import interests_that_forbid
from voting.rules.rule import rule_from
from voting.rules.tally import TOO_FEW_BALLOTS, Tally, tally, withheld

ABOUT = ("round__recommendation__guideline", "round__recommendation__question", "member__user")


def open_rolls_of(conflict: Conflict) -> list[Voter]:
    """The lines of open rolls that a decision on this interest reaches, practice included."""
    voters = Voter.objects.filter(
        member=conflict.member, round__status="open", revoked_at=None
    ).select_related(*ABOUT)
    if conflict.question_id is not None:
        voters = voters.filter(round__recommendation__question=conflict.question_id)
    return list(voters.order_by("round_id", "id"))


def recused_since() -> QuerySet[Voter]:
    """Lines of the rolls of last closed rounds whose member has lost the vote since.

    Nobody has decided yet whether the ballot is void or stands; a decision on the interest that is
    newer than that asks again.
    """
    undecided = Q(decided_at=None) | Q(decided_at__gt=OuterRef("kept_at"))
    forbidding = interests_that_forbid()
    voters = Voter.objects.filter(
        Q(kept_at=None) | Exists(forbidding.filter(undecided)),
        Exists(forbidding),
        round__in=last_closed_rounds(),
        revoked_at=None,
    )
    return voters.select_related(*ABOUT).order_by("round_id", "member__position", "pk")


def last_closed_rounds() -> QuerySet[Round]:
    """The rounds whose results count: the last closed one of each recommendation, held here."""
    later = Round.objects.filter(
        recommendation=OuterRef("recommendation"), status="closed", number__gt=OuterRef("number")
    )
    return Round.objects.filter(~Exists(later), status="closed")


def rounds_with_other_evidence() -> QuerySet[Round]:
    """Rounds whose question's evidence is not what was voted on, with `evidence_now`; unless noted."""
    last = Moment.objects.filter(question=OuterRef("recommendation__question"))
    noted = Acknowledgement.objects.filter(
        round=OuterRef("pk"), evidence_hash=OuterRef("evidence_now")
    )
    rounds = last_closed_rounds().exclude(evidence_hash="")
    rounds = rounds.annotate(
        evidence_now=Subquery(last.order_by("-sequence").values("evidence_hash")[:1])
    )
    rounds = rounds.filter(~Exists(noted), evidence_now__isnull=False)
    return rounds.exclude(evidence_now=F("evidence_hash")).select_related(
        "recommendation__guideline", "recommendation__question"
    )


def declared_anew() -> QuerySet[DeclaredResult]:
    """Results that were computed anew and that nobody has taken note of."""
    fresh = DeclaredResult.objects.filter(number__gt=1, acknowledgement=None)
    return fresh.filter(round__practice=False).select_related(
        "round__recommendation__guideline", "round__recommendation__question"
    )


def changed_after(round: Round) -> bool:
    """Whether a result was declared anew, or somebody left the roll after it was fixed."""
    voters = round.voters.exclude(revoked_at=None, kept_at=None)
    return voters.exists() or round.declared.filter(number__gt=1).exists()


def declared_tally(declared: DeclaredResult) -> Tally:
    """A result as it was declared, with its reasons: its own votes under the round's rule."""
    said, round = declared.tally, declared.round
    if TOO_FEW_BALLOTS in said["warnings"]:
        return withheld(said["eligible"])
    held = rounds_held_before(round) + 1
    return tally(rule_from(round.rule), said["votes"], said["eligible"], held)


def result_without(voter: Voter) -> Tally | None:
    """What the round would decide without this voter; None where the ballot cannot be found."""
    round = voter.round
    if round.status != "closed" or round.counts is not None:
        return None
    counts = counts_of(round)
    for ballot in last_ballots(round):
        if ballot.voter_id == voter.pk:
            counts[ballot.choice] -= 1
    eligible = eligible_in(round)
    on_the_roll = voter.revoked_at is None
    return tally(
        rule_from(round.rule),
        {choice: votes for choice, votes in counts.items() if votes},
        eligible if eligible is None else eligible - on_the_roll,
        rounds_held_before(round) + 1,
    )


def lines_for_minutes(round: Round) -> list[str]:
    """What minutes say of changes to a round's roll after its close, a sentence each, oldest first."""
    lines = []
    left = round.voters.filter(revoked_at__gt=round.closed_at) if round.closed_at else ()
    for voter in left:
        said = _("{who} left the roll on {when}: {reason}.")
        if round.counts is not None:
            said = _("{who} left the roll on {when}: {reason}. A vote cast before still counts.")
        elif voter.ballots.exists():
            said = _("{who} left the roll on {when}: {reason}. The ballot is void.")
        lines.append((voter.revoked_at, voter, said, voter.revoked_because))
    for voter in (
        round.voters.exclude(kept_at=None).filter(revoked_at=None).select_related("member")
    ):
        said = _(
            "{who} lost the vote after the close; the ballot stands: {reason}. Decided on {when}."
        )
        lines.append((voter.kept_at, voter, said, voter.kept_because))
    return [
        said.format(who=voter.member, when=in_zone(at, round.guideline), reason=because.rstrip("."))
        for at, voter, said, because in sorted(lines, key=lambda line: (line[0], line[1].pk))
    ]

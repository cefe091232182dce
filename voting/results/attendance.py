"""Who took part in a round: voted, abstained, absent and recused are four facts."""

from dataclasses import dataclass

from guideline.models import PanelMember
from voting.ballots.proxies import are_allowed, used_in
from voting.eligibility import Action
from voting.models import Round, Voter
from voting.queries import standing_on
from voting.rules.tally import Tally


@dataclass(frozen=True, slots=True)
class Recused:
    """Somebody whom a conflict of interest keeps from voting, and what was decided on it."""

    member: PanelMember
    action: Action


@dataclass(frozen=True, slots=True)
class Attendance:
    """`entitled` None: an imported tally does not say; `absent` is then unknown as well.

    `void` are those taken off the roll after it was made; `present` those named by a show of hands;
    `proxies` whose vote was cast by whom.
    """

    entitled: int | None
    voted: int
    abstained: int
    absent: int | None
    recused: tuple[Recused, ...]
    void: tuple[Voter, ...]
    present: tuple[Voter, ...] = ()
    proxies: tuple[tuple[Voter, Voter], ...] = ()


def attendance_of(round: Round, result: Tally) -> Attendance:
    """The facts of a closed round, in a number of queries that does not grow with the panel."""
    void = round.voters.exclude(revoked_at=None).select_related("member")
    entitled = result.eligible
    return Attendance(
        entitled=entitled,
        voted=result.ballots,
        abstained=result.votes.get("abstain", 0),
        absent=None if entitled is None else entitled - result.ballots,
        recused=recused_from(round),
        void=tuple(void),
        present=_present(round),
        proxies=tuple(used_in(round)) if are_allowed(round) else (),
    )


def recused_from(round: Round) -> tuple[Recused, ...]:
    """Those with a vote by role and none on this question, as far as they were not on its roll."""
    on_roll = set(round.voters.values_list("member", flat=True))
    panel = round.guideline.panel.prefetch_related("conflicts")
    standings = [(member, standing_on(member, round.question)) for member in panel]
    return tuple(
        Recused(member, standing.because_action)
        for member, standing in standings
        if standing.is_recused and member.pk not in on_roll
    )


def _present(round: Round) -> tuple[Voter, ...]:
    if round.mode != "hands":
        return ()
    shows = round.shows_of_hands.filter(answer="confirmed")
    return tuple(Voter.objects.filter(present_at__in=shows).select_related("member"))

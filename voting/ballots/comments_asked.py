"""When a vote has to say why: as the round's rule has it."""

from django.utils.translation import gettext as _

from voting.models import Round
from voting.queries import counts_of, turnout
from voting.visibility import RoundState, Viewer, sight_of


def why_comment_is_asked(round: Round, choice: str) -> str:
    """Why this choice needs a comment, as a sentence; empty where none is needed.

    Whoever votes otherwise than most is known by the round before this one alone: what is cast now
    nobody may know. An abstention stands on no side. Without a choice: what is asked of every one.
    """
    policy = round.its_rule.comment
    if policy == "all":
        return _("The rule of this guideline asks every voter to say why.")
    if policy == "minority" and choice not in ("", "abstain"):
        most = _most(round)
        if most and choice not in most:
            return _("Most voted otherwise in the last round; the rule asks you to say why.")
    return ""


def _most(round: Round) -> set[str]:
    """The choices that led in the last round, where the panel may know them."""
    earlier = round.recommendation.rounds.filter(status="closed", number__lt=round.number)
    before = earlier.order_by("-number").first()
    if before is None:
        return set()
    state = RoundState(before.secrecy, before.status, turnout(before))
    if not sight_of(Viewer("member"), state).tally:
        return set()
    counts = {each: n for each, n in counts_of(before).items() if each != "abstain" and n}
    return {each for each, n in counts.items() if n == max(counts.values())}

"""What follows a vote: counts to confirm, ways out to decide, changes to take note of, corrections."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from guideline.models import PanelMember
from guideline.roles import permits
from publication.my_work.places import is_among, recused
from publication.my_work.task import MINUTES, Task
from voting.models import Correction, ShowOfHands
from voting.results.undecided import rounds_without_way_out
from voting.rounds.late import declared_anew, recused_since, rounds_with_other_evidence


def after_votes(places: list[PanelMember]) -> Iterator[Task]:
    """Rounds after which something changed: the chair decides on a ballot, or takes note."""
    leading = [place for place in places if permits(place.role, "voting.close_round")]
    mine = [place.guideline for place in leading]
    if not mine:
        return
    left = recused(leading, ("leave-room",))
    here = Q(round__recommendation__guideline__in=mine)
    lost = {voter.round: _("Decide on a ballot") for voter in recused_since().filter(here)}
    anew = {each.round: _("Take note of a new result") for each in declared_anew().filter(here)}
    changed = rounds_with_other_evidence().filter(recommendation__guideline__in=mine)
    evidence = {each: _("Take note: the evidence changed after the vote") for each in changed}
    # One page answers all that waits in a round; what has to be decided names it.
    for held, verb in {**evidence, **anew, **lost}.items():
        if is_among(left, held.question):
            continue
        yield Task(
            verb=verb,
            about=str(held.recommendation.question),
            href=reverse("round_changes", args=[held.pk]),
            guideline=held.recommendation.guideline,
            minutes=MINUTES["note"],
        )


def hands(places: list[PanelMember], user: Any) -> Iterator[Task]:
    """Hands that somebody else counted and that wait for a second person."""
    mine = [place for place in places if permits(place.role, "voting.count_hands")]
    waiting = (
        ShowOfHands.objects.filter(
            answer="",
            round__status="open",
            round__practice=False,
            round__recommendation__guideline__panel__in=mine,
        )
        .exclude(entered_by=user)
        .select_related(
            "entered_by",
            "round__recommendation__question",
            "round__recommendation__guideline",
        )
    )
    left = recused(mine, ("leave-room",))
    for show in waiting:
        if is_among(left, show.round.question):
            continue
        yield Task(
            verb=_("Confirm"),
            about=_("The hands that {who} counted").format(who=show.entered_by),
            detail=str(show.round.question),
            href=reverse("hands", args=[show.round_id]),
            guideline=show.round.guideline,
            minutes=MINUTES["note"],
            due=show.round.closes_at,
        )


def ways_out(places: list[PanelMember]) -> Iterator[Task]:
    """Last rounds without consensus, for whoever decides what comes of them."""
    mine = [place for place in places if permits(place.role, "voting.take_way_out")]
    left = recused(mine, ("leave-room",))
    for held in rounds_without_way_out([place.guideline for place in mine]):
        if is_among(left, held.question):
            continue
        yield Task(
            verb=_("Decide"),
            about=_("The last round on {recommendation} brought no consensus").format(
                recommendation=held.recommendation.ref
            ),
            detail=str(held.question),
            href=reverse("way_out", args=[held.pk]),
            guideline=held.guideline,
            minutes=MINUTES["settle"],
        )


def corrections(places: list[PanelMember], user: Any) -> Iterator[Task]:
    """Corrections of a wording that somebody else proposed and nobody has confirmed."""
    mine = [each for each in places if permits(each.role, "voting.correct_wording")]
    waiting = (
        Correction.objects.filter(
            confirmed_by=None, withdrawn_at=None, recommendation__guideline__panel__in=mine
        )
        .exclude(proposed_user=user)
        .exclude(proposed_by__in=mine)
        .select_related("recommendation__question__guideline", "proposed_by__user")
    )
    left = recused(mine, ("leave-room",))
    for correction in waiting:
        question = correction.recommendation.question
        if is_among(left, question):
            continue
        yield Task(
            verb=_("Confirm"),
            about=_("The correction of a wording that {who} proposed").format(
                who=correction.proposed_by
            ),
            detail=str(question),
            href=reverse(
                "corrections", args=[question.guideline.slug, correction.recommendation.ref]
            ),
            guideline=question.guideline,
            minutes=MINUTES["confirm"],
        )

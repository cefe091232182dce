"""What waits for one person, over all guidelines in which they have a place."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evidence.fingerprint import hash_of_loaded, with_evidence
from evidence.models import Rating
from evidence.raters.pairs import RATE, RatingPair, pairs_of_guidelines
from evidence.raters.visibility import Viewer
from guideline.actions.conflicts import pending_on
from guideline.codes import ACTIONS_THAT_FORBID_DECIDING
from guideline.interest_deciders import deciders_on
from guideline.models import (
    Conflict,
    Guideline,
    ImportanceAnswer,
    ImportanceSurvey,
    Meeting,
    Outcome,
    PanelMember,
    Question,
)
from guideline.queries import IMPORTANCE
from guideline.roles import permits
from guideline.words import words
from hearing.models import Comment, Hearing
from voting.late import declared_anew, recused_since, rounds_with_other_evidence
from voting.models import (
    Correction,
    Poll,
    PollAnswer,
    Proxy,
    Recommendation,
    Round,
    Voter,
)

DECIDE = "guideline.decide_conflict"
# How long one of each takes, in minutes, as people on panels say; a guide, not a measurement.
MINUTES = {
    "vote": 2,
    "note": 3,
    "declare": 3,
    "decide": 2,
    "survey": 5,
    "poll": 5,
    "confirm": 2,
    "rate": 10,
    "reconcile": 5,
    "sign": 15,
    "answer": 10,
}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: the verb on its button, what it is about, and until when."""

    verb: str
    about: str
    href: str
    guideline: Guideline
    minutes: int
    due: datetime | None = None
    detail: str = ""


def my_work(user: Any) -> list[Task]:
    """Everything that waits for this person, soonest deadline first, in a constant number of queries."""
    places = list(PanelMember.objects.filter(user=user).select_related("guideline"))
    tasks = [
        *_votes(user),
        *_after_votes(places),
        *_proxies(user),
        *_declarations(places),
        *_decisions(places),
        *_surveys(places),
        *_polls(places, user),
        *_classes(places),
        *_ratings(_guidelines(places, "evidence.rate_certainty")),
        *_two_raters(places),
        *_corrections(places, user),
        *_signatures(_guidelines(places, "evidence.sign_profile")),
        *_answers(_guidelines(places, "hearing.answer_comment")),
    ]
    return sorted(tasks, key=lambda task: (task.due is None, task.due or timezone.now()))


def next_due(user: Any) -> datetime | None:
    """When the next round or hearing in this person's guidelines ends, None when none is running."""
    now = timezone.now()
    mine = Guideline.objects.filter(panel__user=user)
    rounds = Round.objects.filter(recommendation__guideline__in=mine, status="open")
    hearings = Hearing.objects.filter(guideline__in=mine, imported=False)
    ends = [
        rows.filter(closes_at__gt=now).aggregate(next=Min("closes_at"))["next"]
        for rows in (rounds, hearings)
    ]
    return min((end for end in ends if end), default=None)


def _guidelines(places: Iterable[PanelMember], permission: str) -> list[Guideline]:
    return [place.guideline for place in places if permits(place.role, permission)]


def _votes(user: Any) -> Iterator[Task]:
    waiting = Voter.objects.filter(
        member__user=user,
        round__status="open",
        round__practice=False,
        revoked_at=None,
        has_voted=False,
        ballots=None,
    ).select_related("round__recommendation__guideline", "round__recommendation__question")
    for voter in waiting:
        held = voter.round
        yield Task(
            verb=_("Vote"),
            about=str(held.recommendation.question),
            href=reverse("round", args=[held.pk]),
            guideline=held.recommendation.guideline,
            minutes=MINUTES["vote"],
            due=held.closes_at,
        )


def _after_votes(places: list[PanelMember]) -> Iterator[Task]:
    """Rounds after which something changed: the chair decides on a ballot, or takes note."""
    mine = [place.guideline for place in places if permits(place.role, "voting.close_round")]
    if not mine:
        return
    here = Q(round__recommendation__guideline__in=mine)
    recused = {voter.round: _("Decide on a ballot") for voter in recused_since().filter(here)}
    anew = {each.round: _("Take note of a new result") for each in declared_anew().filter(here)}
    changed = rounds_with_other_evidence().filter(recommendation__guideline__in=mine)
    evidence = {each: _("Take note: the evidence changed after the vote") for each in changed}
    # One page answers all that waits in a round; what has to be decided names it.
    for held, verb in {**evidence, **anew, **recused}.items():
        yield Task(
            verb=verb,
            about=str(held.recommendation.question),
            href=reverse("round_changes", args=[held.pk]),
            guideline=held.recommendation.guideline,
            minutes=MINUTES["note"],
        )


def _proxies(user: Any) -> Iterator[Task]:
    """Proxies that wait for an answer, and those taken on whose vote is not cast yet."""
    mine = Proxy.objects.filter(
        holder__member__user=user,
        holder__revoked_at=None,
        ended_at=None,
        giver__round__status="open",
        giver__revoked_at=None,
        giver__has_voted=False,
        giver__ballots=None,
    ).select_related("giver__member", "giver__round__recommendation__guideline")
    for proxy in mine:
        held, accepted = proxy.giver.round, proxy.accepted_at is not None
        about = _("The vote of {name}, by proxy") if accepted else _("{name} asks you for a proxy")
        there = reverse("round" if accepted else "round_proxy", args=[held.pk])
        yield Task(
            verb=_("Vote") if accepted else _("Answer"),
            about=about.format(name=proxy.giver.member),
            href=f"{there}?of={proxy.giver_id}" if accepted else there,
            guideline=held.recommendation.guideline,
            minutes=MINUTES["vote"],
            due=held.closes_at,
        )


def _declarations(places: list[PanelMember]) -> Iterator[Task]:
    """Interests never declared, and those declared before the last meeting while another is planned."""
    asked = [each for each in places if permits(each.role, "guideline.declare_conflict")]
    said = set(Conflict.objects.filter(member__in=asked).values_list("member_id", flat=True))
    meetings = Meeting.objects.filter(guideline__panel__in=asked, cancelled_at=None).distinct()
    begins: dict[int, list[datetime]] = {}
    for guideline, when in meetings.values_list("guideline_id", "starts_at"):
        begins.setdefault(guideline, []).append(when)
    for place in asked:
        last, next_one = _around_now(begins.get(place.guideline_id, []))
        verb, about = _("Declare"), _("Your interests, or that you have none")
        if place.pk in said or place.declared_at:
            # What an import brought in says no time: it is older than any meeting held here.
            if not (last and next_one) or (place.declared_at and place.declared_at >= last):
                continue
            verb, about = _("Look through"), _("Your interests, before the next meeting")
        yield Task(
            verb=verb,
            about=about,
            href=reverse("conflict_declare", args=[place.guideline.slug]),
            guideline=place.guideline,
            minutes=MINUTES["declare"],
            due=next_one,
        )


def _around_now(times: list[datetime]) -> tuple[datetime | None, datetime | None]:
    """The last of these times that is past, and the first that is to come."""
    now = timezone.now()
    past, ahead = [t for t in times if t <= now], [t for t in times if t > now]
    return max(past, default=None), min(ahead, default=None)


def _decisions(places: list[PanelMember]) -> Iterator[Task]:
    """Interests that wait for this person's decision, or for their confirmation."""
    mine = {each.guideline_id: each for each in places if permits(each.role, DECIDE)}
    if not mine:
        return
    waiting = Conflict.objects.filter(member__guideline__in=mine)
    waiting = waiting.select_related("member__guideline").prefetch_related("decisions")
    panels: dict[int, list[PanelMember]] = {}
    for place in PanelMember.objects.filter(guideline__in=mine).order_by("position", "id"):
        panels.setdefault(place.guideline_id, []).append(place)
    counts: Counter[int] = Counter()
    for conflict in waiting:
        place = mine[conflict.member.guideline_id]
        if place in deciders_on(conflict.member, panels[place.guideline_id]):
            counts[place.guideline_id] += _waits_for(place, conflict)
    for key, n in counts.items():
        if not n:
            continue
        guideline = mine[key].guideline
        yield Task(
            verb=_("Decide"),
            about=ngettext(
                "{n} declared interest is undecided", "{n} declared interests are undecided", n
            ).format(n=n),
            href=reverse("conflicts", args=[guideline.slug]),
            guideline=guideline,
            minutes=MINUTES["decide"] * n,
        )


def _waits_for(place: PanelMember, conflict: Conflict) -> bool:
    """Whether the interest waits for this one: not for a second person after their own proposal."""
    pending = pending_on(conflict)
    return pending.by_id != place.user_id if pending else conflict.waits_for_decision


def _surveys(places: list[PanelMember]) -> Iterator[Task]:
    """Open surveys that the person may answer and has not begun to."""
    mine = [each for each in places if permits(each.role, "guideline.answer_survey")]
    begun = Exists(ImportanceAnswer.objects.filter(survey=OuterRef("pk"), member__in=mine))
    waiting = (
        ImportanceSurvey.objects.filter(~begun, status="open")
        .filter(question__guideline__panel__in=mine)
        .select_related("question__guideline")
    )
    away = _recused(mine)
    for survey in waiting:
        question = survey.question
        if {(question.guideline_id, None), (question.guideline_id, question.pk)} & away:
            continue
        yield Task(
            verb=_("Rate the importance"),
            about=_("How much each outcome matters to a decision"),
            detail=str(question),
            href=reverse("importance_answer", args=[question.guideline.slug, question.ref]),
            guideline=question.guideline,
            minutes=MINUTES["survey"],
        )


def _polls(places: list[PanelMember], user: Any) -> Iterator[Task]:
    """Open polls on criteria that the person may answer and has not begun to."""
    mine = [each for each in places if permits(each.role, "voting.answer_poll")]
    begun = Exists(PollAnswer.objects.filter(poll=OuterRef("pk"), by=user, member__in=mine))
    waiting = (
        Poll.objects.filter(~begun, status="open", question__guideline__panel__in=mine)
        .exclude(closes_at__lte=timezone.now())
        .select_related("question__guideline")
    )
    away = _recused(mine)
    for poll in waiting:
        question = poll.question
        if {(question.guideline_id, None), (question.guideline_id, question.pk)} & away:
            continue
        yield Task(
            verb=_("Judge"),
            about=_("How you would judge the criteria, before the panel meets"),
            detail=str(question),
            href=reverse("poll_answer", args=[question.guideline.slug, question.ref, poll.number]),
            guideline=question.guideline,
            minutes=MINUTES["poll"],
            due=poll.closes_at,
        )


def _classes(places: list[PanelMember]) -> Iterator[Task]:
    """Outcomes whose median lies between two classes, for whoever decides."""
    mine = [each for each in places if permits(each.role, "guideline.decide_importance")]
    closed = Question.objects.filter(importance_surveys__status="closed").distinct()
    rows = closed.filter(guideline__panel__in=mine).select_related("guideline")
    away = _recused(mine)
    for question in rows.prefetch_related("outcomes", *IMPORTANCE):
        if {(question.guideline_id, None), (question.guideline_id, question.pk)} & away:
            continue
        for outcome in question.outcomes.all():
            rating = outcome.importance_rating
            if rating and rating.is_undecided:
                yield Task(
                    verb=_("Decide"),
                    about=_("The importance of: {outcome}").format(outcome=outcome),
                    detail=str(question),
                    href=reverse("importance", args=[question.guideline.slug, question.ref]),
                    guideline=question.guideline,
                    minutes=MINUTES["decide"],
                )


def _recused(
    places: list[PanelMember], actions: tuple[str, ...] = ACTIONS_THAT_FORBID_DECIDING
) -> set[tuple[int, int | None]]:
    """(guideline, question) on which these places do not decide; no question: all of them."""
    conflicts = Conflict.objects.filter(member__in=places, action__in=actions).values_list(
        "member__guideline_id", "question_id"
    )
    return set(conflicts)


def _ratings(guidelines: list[Guideline]) -> Iterator[Task]:
    # Where two rate, each body waits for its raters (`_two_raters`); one that is not there, here.
    nothing_yet = Q(question__guideline__raters="single") | Q(bodies=None)
    unrated = (
        Outcome.objects.filter(nothing_yet, question__guideline__in=guidelines)
        .filter(question__status="clinical-question")
        # Not by a join, which would take a single rater's rating for one that counts.
        .exclude(Exists(Rating.objects.filter(body__outcome=OuterRef("pk"))))
        .annotate(named_critical=Exists(_naming_it_critical()))
        .select_related("question__guideline")
        .prefetch_related(*(f"question__{lookup}" for lookup in IMPORTANCE))
    )
    for outcome in unrated:
        if not (outcome.is_critical or outcome.named_critical):
            continue
        question = outcome.question
        yield Task(
            verb=_("Rate"),
            about=_("Certainty of the evidence on: {outcome}").format(outcome=outcome),
            detail=str(question),
            href=reverse(
                "certainty_rate", args=[question.guideline.slug, question.ref, outcome.ref]
            ),
            guideline=question.guideline,
            minutes=MINUTES["rate"],
        )


def _corrections(places: list[PanelMember], user: Any) -> Iterator[Task]:
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
    left = _recused(mine, ("leave-room",))
    for correction in waiting:
        question = correction.recommendation.question
        if {(question.guideline_id, None), (question.guideline_id, question.pk)} & left:
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


def _two_raters(places: Iterable[PanelMember]) -> Iterator[Task]:
    """Where two rate: what waits for this person to rate or to reconcile, and who waits for it."""
    mine = {
        place.guideline_id: place
        for place in places
        if permits(place.role, RATE) and place.guideline.raters == "dual"
    }
    if not mine:
        return
    viewers = {key: Viewer(place.ref, reads=True, rates=True) for key, place in mine.items()}
    for pair in pairs_of_guidelines([place.guideline for place in mine.values()], viewers):
        guideline = pair.outcome.question.guideline
        if pair.state == "to-reconcile":
            if pair.may_reconcile:
                yield _reconciling(pair, guideline)
        elif _is_to_rate(pair, mine[guideline.pk]):
            yield _rating_alone(pair, guideline)


def _is_to_rate(pair: RatingPair, place: PanelMember) -> bool:
    """A critical outcome, or what the other rater began; never what waits for the other one."""
    if pair.state == "reconciled" or not pair.may_rate:
        return False
    if place in pair.raters_again:
        return False
    critical = pair.outcome.is_critical or pair.outcome.critical_to.all()
    return bool(pair.individual) or bool(critical)


def _reconciling(pair: RatingPair, guideline: Guideline) -> Task:
    question, outcome = pair.outcome.question, pair.outcome
    address = reverse(
        "certainty_reconcile", args=[guideline.slug, question.ref, outcome.ref, pair.body.pk]
    )
    others = ", ".join(str(each) for each in pair.raters if each.ref != pair.viewer.place)
    return Task(
        verb=_("Reconcile"),
        about=_("Your rating and that of {others} on: {outcome}").format(
            others=others, outcome=_named(pair)
        ),
        detail=str(question),
        href=address + (f"?part={pair.part}" if pair.part else ""),
        guideline=guideline,
        minutes=MINUTES["reconcile"],
    )


def _rating_alone(pair: RatingPair, guideline: Guideline) -> Task:
    question, outcome = pair.outcome.question, pair.outcome
    address = reverse("certainty_rate", args=[guideline.slug, question.ref, outcome.ref])
    about = _("Certainty of the evidence on: {outcome}").format(outcome=_named(pair))
    if pair.raters_again:
        waits = ", ".join(str(each) for each in pair.raters_again)
        about = _("{about} ({waits} has rated and waits for you)").format(about=about, waits=waits)
    return Task(
        verb=_("Rate"),
        about=about,
        detail=str(question),
        href=address + _asking_for(pair),
        guideline=guideline,
        minutes=MINUTES["rate"],
    )


def _named(pair: RatingPair) -> str:
    """The outcome with its body and part, where it has several: no two tasks read alike."""
    of = [pair.body.ref] if _is_one_of_several(pair) else []
    if pair.part:
        of.append(str(words(pair.part)))
    return f"{pair.outcome} ({', '.join(of)})" if of else str(pair.outcome)


def _asking_for(pair: RatingPair) -> str:
    asked = {"body": pair.body.pk} if _is_one_of_several(pair) else {}
    if pair.part:
        asked["part"] = pair.part
    return f"?{urlencode(asked)}" if asked else ""


def _is_one_of_several(pair: RatingPair) -> bool:
    return len(pair.outcome.bodies.all()) > 1


def _naming_it_critical() -> QuerySet:
    named = Recommendation.critical_outcomes.through
    return named._default_manager.filter(outcome=OuterRef("pk"))


def _signatures(guidelines: list[Guideline]) -> Iterator[Task]:
    """Profiles whose last signature lapsed because the evidence changed after it."""
    signed = Question.objects.filter(guideline__in=guidelines, signatures__isnull=False).distinct()
    rows = with_evidence(signed.select_related("guideline")).prefetch_related("signatures")
    for question in rows:
        last = max(question.signatures.all(), key=lambda signature: signature.at)
        if last.evidence_hash == hash_of_loaded(question):
            continue
        yield Task(
            verb=_("Sign"),
            about=_("The evidence changed since it was signed"),
            detail=str(question),
            href=reverse("question_evidence", args=[question.guideline.slug, question.ref]),
            guideline=question.guideline,
            minutes=MINUTES["sign"],
        )


def _answers(guidelines: list[Guideline]) -> Iterator[Task]:
    waiting = (
        Comment.objects.filter(hearing__guideline__in=guidelines, answer=None, withdrawn_at=None)
        .exclude(hearing__imported=False, hearing__closes_at__gt=timezone.now())
        .values("hearing")
        .annotate(n=Count("pk"))
    )
    counts = {row["hearing"]: row["n"] for row in waiting}
    for held in Hearing.objects.filter(pk__in=counts).select_related("guideline"):
        n = counts[held.pk]
        yield Task(
            verb=_("Answer"),
            about=ngettext("{n} comment", "{n} comments", n).format(n=n),
            detail=str(held),
            href=reverse("hearing_inbox", args=[held.guideline.slug, held.ref]),
            guideline=held.guideline,
            minutes=MINUTES["answer"] * n,
        )

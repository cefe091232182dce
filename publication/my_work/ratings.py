"""Certainty to rate, by one or by two, and profiles to sign."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from evidence.fingerprint import hash_of_loaded, with_evidence
from evidence.models import Rating
from evidence.raters.pairs import RATE, RatingPair, pairs_of_guidelines
from evidence.raters.visibility import Viewer
from guideline.models import Guideline, Outcome, PanelMember, Question
from guideline.queries import IMPORTANCE
from guideline.roles import permits
from guideline.words import words
from publication.my_work.task import MINUTES, Task
from voting.models import Recommendation


def ratings(guidelines: list[Guideline]) -> Iterator[Task]:
    # Where two rate, each body waits for its raters (`two_raters`); one that is not there, here.
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


def _naming_it_critical() -> QuerySet:
    named = Recommendation.critical_outcomes.through
    return named._default_manager.filter(outcome=OuterRef("pk"))


def two_raters(places: Iterable[PanelMember]) -> Iterator[Task]:
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


def signatures(guidelines: list[Guideline]) -> Iterator[Task]:
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

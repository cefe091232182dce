"""Loaders for evidence pages, and the reads that they share."""

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from evidence.fingerprint import with_evidence
from evidence.models import Body, PooledResult, Rating, Record, Study, StudyResult
from evidence.prisma import INCLUDE
from evidence.profile import BodyChain, OutcomeChain
from guideline.models import Outcome, PanelMember, Question

# --- One object by the words of its URL ----------------------------------------------------------


def question_with_evidence(slug: str, ref: str) -> Question:
    """The question with its guideline, topic and everything of its evidence loaded, or 404."""
    rows = with_evidence(Question.objects.select_related("guideline", "topic"))
    return get_object_or_404(rows, guideline__slug=slug, ref=ref)


def outcome_with_evidence(slug: str, ref: str, outcome: str, format: str = "") -> Outcome:
    """The outcome with its question and all the evidence on that loaded, or 404.

    `format` belongs to the view: which file is wanted.
    """
    question = question_with_evidence(slug, ref)
    for each in question.outcomes.all():
        if each.ref == outcome:
            return each
    raise Http404


def body_named(outcome: Outcome, ref: str = "") -> BodyChain:
    """The body of this id, else the one that sets the outcome's certainty, or 404."""
    bodies = tuple(BodyChain(body, outcome) for body in outcome.bodies.all())
    chosen = next((each for each in bodies if ref and each.body.ref == ref), None)
    chosen = chosen or (None if ref else OutcomeChain(outcome, bodies).primary)
    if chosen is None:
        raise Http404
    return chosen


def record_by_ref(slug: str, ref: str, record: str) -> Record:
    """A citation with its question and guideline, or 404."""
    rows = Record.objects.select_related("question__guideline", "study")
    return get_object_or_404(rows, question__guideline__slug=slug, question__ref=ref, ref=record)


def study_by_ref(slug: str, ref: str, study: str) -> Study:
    """An included study with its question and guideline, or 404."""
    rows = Study.objects.select_related("question__guideline")
    return get_object_or_404(rows, question__guideline__slug=slug, question__ref=ref, ref=study)


def result_by_pk(slug: str, ref: str, outcome: str, pk: int) -> StudyResult:
    """A row of results with its study, outcome, question and guideline, or 404."""
    rows = StudyResult.objects.select_related("study", "body__outcome__question__guideline")
    return get_object_or_404(
        rows,
        body__outcome__question__guideline__slug=slug,
        body__outcome__question__ref=ref,
        body__outcome__ref=outcome,
        pk=pk,
    )


def body_by_pk(slug: str, ref: str, outcome: str, pk: int) -> Body:
    """A body of evidence with its outcome, question and guideline, or 404."""
    rows = Body.objects.select_related("outcome__question__guideline")
    return get_object_or_404(
        rows,
        outcome__question__guideline__slug=slug,
        outcome__question__ref=ref,
        outcome__ref=outcome,
        pk=pk,
    )


def body_to_pool(pk: int) -> BodyChain:
    """A body with its results and what follows from them, as the database holds it now."""
    rows = Body.objects.select_related("outcome__question__guideline")
    body = rows.prefetch_related("results__study").get(pk=pk)
    return BodyChain(body, body.outcome)


# --- Many ----------------------------------------------------------------------------------------


def records_of(question: Question) -> QuerySet[Record]:
    """Every citation of the question in order, with the study that it became."""
    return question.records.select_related("study").order_by("position", "id")


def bodies_of(outcome: Outcome) -> QuerySet[Body]:
    """The outcome's bodies of evidence with their results, studies and ratings."""
    return outcome.bodies.prefetch_related(
        Prefetch("results", queryset=StudyResult.objects.select_related("study")),
        "ratings__judgements",
    )


def primary_body(outcome: Outcome) -> Body | None:
    """The body that sets the outcome's certainty; one alone is primary without saying so."""
    bodies = list(outcome.bodies.all())
    if len(bodies) == 1:
        return bodies[0]
    return next((body for body in bodies if body.primary), None)


def last_pooled_results(question: Question) -> dict[int, PooledResult]:
    """The last kept result of each body of evidence of the question, by the body's key."""
    rows = PooledResult.objects.filter(body__outcome__question=question).select_related("by")
    return {row.body_id: row for row in rows.order_by("at", "pk")}


def waiting_records(question: Question) -> QuerySet[Record]:
    """The citations on which somebody still has to decide, or that wait to become a study."""
    undecided = Q(title_abstract="") | Q(title_abstract=INCLUDE, full_text="")
    return records_of(question).filter(undecided | Q(full_text=INCLUDE, study=None))


def rating_to_show(outcome: Outcome, part: str = "", asked: str = "") -> Rating | None:
    """The rating that a form starts from: of the body with the key asked for, else of the primary one.

    A part not rated yet starts empty.
    """
    body = body_asked_for(outcome, asked)
    if body is None:
        return None
    return _one_of_parts(body.ratings.prefetch_related("judgements"), part)


def own_rating_to_show(
    outcome: Outcome, rater: PanelMember | None, part: str = "", asked: str = ""
) -> Rating | None:
    """One rater's own rating, that a form starts from, of the body asked for; never the other's."""
    body = body_asked_for(outcome, asked)
    if body is None or rater is None:
        return None
    own = Rating.individual.filter(body=body, rater=rater).prefetch_related("judgements")
    return _one_of_parts(own, part)


def body_asked_for(outcome: Outcome, asked: str) -> Body | None:
    """The body with this key, else the primary one; None where there is none."""
    named = next((body for body in outcome.bodies.all() if str(body.pk) == asked), None)
    return named or primary_body(outcome)


def _one_of_parts(ratings: QuerySet[Rating], part: str) -> Rating | None:
    if part:
        return ratings.filter(part=part).first()
    return ratings.order_by("part", "id").first()

"""Loaders for pages, and the reads that pages of a guideline share."""

from typing import Any

from django.db.models import Count, Max, Model, Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from guideline.codes import ACTIONS_THAT_FORBID_DECIDING
from guideline.models import (
    Conflict,
    ConflictDecision,
    Guideline,
    ImportanceSurvey,
    Meeting,
    Outcome,
    PanelMember,
    Question,
    SocietyInterest,
    Topic,
)
from guideline.numbers import whole_number
from guideline.roles import ROLES

# What the importance of a question's outcomes rests on; prefetch it with the question.
IMPORTANCE = ("importance_surveys__answers", "importance_surveys__decisions")

# --- One object by the words of its URL ----------------------------------------------------------


def by_address(rows: QuerySet[Any], address: str) -> Any:
    """A row as REST addresses it, its number or `SLUG:ID` of its bundle; Http404 for what is neither."""
    slug, colon, ref = address.partition(":")
    if colon:
        return get_object_or_404(rows, guideline__slug=slug, ref=ref)
    return get_object_or_404(rows, pk=number_or_404(address))


def number_or_404(address: str) -> int:
    """The number in an address; Http404 for what cannot be one."""
    number = whole_number(address)
    if number is None:
        raise Http404
    return number


def guideline_by_slug(slug: str) -> Guideline:
    """The guideline, or 404."""
    return get_object_or_404(Guideline, slug=slug)


def topic_by_ref(slug: str, topic: str) -> Topic:
    """A topic with its guideline, or 404."""
    rows = Topic.objects.select_related("guideline")
    return get_object_or_404(rows, guideline__slug=slug, ref=topic)


def question_by_ref(slug: str, ref: str) -> Question:
    """The question with its guideline and topic, or 404."""
    rows = Question.objects.select_related("guideline", "topic")
    return get_object_or_404(rows, guideline__slug=slug, ref=ref)


def outcome_by_ref(slug: str, ref: str, outcome: str) -> Outcome:
    """The outcome with its question and guideline, or 404."""
    rows = Outcome.objects.select_related("question__guideline")
    return get_object_or_404(rows, question__guideline__slug=slug, question__ref=ref, ref=outcome)


def open_survey_by_ref(slug: str, ref: str) -> ImportanceSurvey:
    """The running survey on a question's outcomes, or 404."""
    rows = ImportanceSurvey.objects.select_related("question__guideline")
    return get_object_or_404(rows, question__guideline__slug=slug, question__ref=ref, status="open")


def survey_by_number(slug: str, ref: str, number: int) -> ImportanceSurvey:
    """One survey on a question's outcomes, or 404."""
    rows = ImportanceSurvey.objects.select_related("question__guideline")
    return get_object_or_404(rows, question__guideline__slug=slug, question__ref=ref, number=number)


def member_by_ref(slug: str, member: str) -> PanelMember:
    """A place on the panel with the person who holds it, or 404."""
    rows = PanelMember.objects.select_related("guideline", "user")
    return get_object_or_404(rows, guideline__slug=slug, ref=member)


def meeting_by_ref(slug: str, ref: str) -> Meeting:
    """A meeting with its guideline, or 404."""
    rows = Meeting.objects.select_related("guideline", "confirmed_by", "closed_by")
    return get_object_or_404(rows, guideline__slug=slug, ref=ref)


def decision_by_pk(slug: str, pk: int) -> ConflictDecision:
    """A decision on an interest, or 404."""
    rows = ConflictDecision.objects.select_related("conflict__member__guideline")
    return get_object_or_404(rows, conflict__member__guideline__slug=slug, pk=pk)


def society_interest_by_pk(slug: str, pk: int) -> SocietyInterest:
    """An interest of the society, or 404."""
    rows = SocietyInterest.objects.select_related("guideline")
    return get_object_or_404(rows, guideline__slug=slug, pk=pk)


def conflict_by_pk(slug: str, pk: int) -> Conflict:
    """A declared interest with its member and question, or 404."""
    rows = Conflict.objects.select_related("member__guideline", "question")
    return get_object_or_404(rows, member__guideline__slug=slug, pk=pk)


# --- Many ----------------------------------------------------------------------------------------


def panel_of(guideline: Guideline) -> QuerySet[PanelMember]:
    """Every place of the panel in order, with its person and how many interests were declared."""
    places = guideline.panel.select_related("user").order_by("position", "id")
    return places.annotate(declared=Count("conflicts"))


def conflicts_of(guideline: Guideline) -> QuerySet[Conflict]:
    """Every declared interest in the panel's order, with its member and question."""
    rows = Conflict.objects.filter(member__guideline=guideline)
    return rows.select_related(
        "member__user", "member__guideline", "question", "decided_by_user"
    ).order_by("member__position", "position", "id")


def with_history(rows: QuerySet[Conflict]) -> QuerySet[Conflict]:
    """The same interests with every version of them and every decision."""
    return rows.prefetch_related(
        "declarations__by", "decisions__by", "decisions__second", "further__question"
    )


def questions_of(guideline: Guideline) -> QuerySet[Question]:
    """Every question in order."""
    return guideline.questions.order_by("position", "id")


def questions_with_outcomes(guideline: Guideline) -> QuerySet[Question]:
    """Every question that has outcomes, in order, with how many."""
    return questions_of(guideline).annotate(n=Count("outcomes")).filter(n__gt=0)


def editions_followed(guideline: Guideline) -> list[tuple[str, int]]:
    """Which editions of the GRADE rules the ratings that count follow, with how many do."""
    # A join knows no manager: what single raters judged is left out here by name.
    rated = Outcome.objects.filter(
        question__guideline=guideline,
        bodies__ratings__isnull=False,
        bodies__ratings__rater=None,
    ).order_by("bodies__ratings__edition")
    rows = rated.values_list("bodies__ratings__edition").annotate(n=Count("bodies__ratings"))
    return list(rows)


def outcomes_of(question: Question) -> list[Outcome]:
    """The question's outcomes in order, with what their importance rests on loaded."""
    prefetch_related_objects([question], "outcomes", *IMPORTANCE)
    return list(question.outcomes.all())


def asked_for_importance(question: Question) -> list[PanelMember]:
    """The places that may answer a survey on the question, in the panel's order."""
    roles = [role.name for role in ROLES if role.may("guideline.answer_survey")]
    places = question.guideline.panel.filter(role__in=roles).select_related("user")
    return [
        place
        for place in places.prefetch_related("conflicts").order_by("position", "id")
        if not any(
            conflict.action in ACTIONS_THAT_FORBID_DECIDING
            and conflict.question_id in (None, question.pk)
            for conflict in place.conflicts.all()
        )
    ]


def take_turns(row: Model) -> None:
    """Wait until nobody else adds below this row; the next id and position are then one's own."""
    rows = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
    rows.filter(pk=row.pk).values_list("pk").get()


def next_position(rows: QuerySet) -> int:
    """The position after the last of these rows."""
    last = rows.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def next_number(rows: QuerySet) -> int:
    """The number after the last of these rows, from 1."""
    return (rows.aggregate(last=Max("number"))["last"] or 0) + 1


def asked_for_interests(guideline: Guideline) -> QuerySet[PanelMember]:
    """The places that are asked for their interests, in the panel's order."""
    asked = [role.name for role in ROLES if role.may("guideline.declare_conflict")]
    return panel_of(guideline).filter(role__in=asked)


def silent_on_interests(guideline: Guideline) -> QuerySet[PanelMember]:
    """The places that were asked for their interests and have not answered."""
    return asked_for_interests(guideline).filter(declared_at=None, declared=0)


def stale_on_interests(guideline: Guideline) -> QuerySet[PanelMember]:
    """Those who have declared, but not since the last meeting began; none before a first meeting."""
    last, answered = last_meeting(guideline), Q(declared_at__isnull=False) | Q(declared__gt=0)
    if last is None:
        return asked_for_interests(guideline).none()
    old = Q(declared_at=None) | Q(declared_at__lt=last.starts_at)
    return asked_for_interests(guideline).filter(answered, old)


def last_meeting(guideline: Guideline) -> Meeting | None:
    """The last meeting that has begun; a cancelled one was none."""
    begun = guideline.meetings.filter(starts_at__lte=timezone.now(), cancelled_at=None)
    return begun.order_by("starts_at", "id").last()


def next_meeting(guideline: Guideline) -> Meeting | None:
    """The next meeting that is planned."""
    ahead = guideline.meetings.filter(starts_at__gt=timezone.now(), cancelled_at=None)
    return ahead.order_by("starts_at", "id").first()

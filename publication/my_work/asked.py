"""What a panel is asked before it meets: the importance of outcomes, the criteria; and what follows."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from guideline.models import ImportanceAnswer, ImportanceSurvey, PanelMember, Question
from guideline.queries import IMPORTANCE
from guideline.roles import permits
from publication.my_work.places import is_among, recused
from publication.my_work.task import MINUTES, Task
from voting.models import Poll, PollAnswer


def surveys(places: list[PanelMember]) -> Iterator[Task]:
    """Open surveys that the person may answer and has not begun to."""
    mine = [each for each in places if permits(each.role, "guideline.answer_survey")]
    begun = Exists(ImportanceAnswer.objects.filter(survey=OuterRef("pk"), member__in=mine))
    waiting = (
        ImportanceSurvey.objects.filter(~begun, status="open")
        .filter(question__guideline__panel__in=mine)
        .select_related("question__guideline")
    )
    away = recused(mine)
    for survey in waiting:
        question = survey.question
        if is_among(away, question):
            continue
        yield Task(
            verb=_("Rate the importance"),
            about=_("How much each outcome matters to a decision"),
            detail=str(question),
            href=reverse("importance_answer", args=[question.guideline.slug, question.ref]),
            guideline=question.guideline,
            minutes=MINUTES["survey"],
        )


def polls(places: list[PanelMember], user: Any) -> Iterator[Task]:
    """Open polls on criteria that the person may answer and has not begun to."""
    mine = [each for each in places if permits(each.role, "voting.answer_poll")]
    begun = Exists(PollAnswer.objects.filter(poll=OuterRef("pk"), by=user, member__in=mine))
    waiting = (
        Poll.objects.filter(~begun, status="open", question__guideline__panel__in=mine)
        .exclude(closes_at__lte=timezone.now())
        .select_related("question__guideline")
    )
    away = recused(mine)
    for poll in waiting:
        question = poll.question
        if is_among(away, question):
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


def classes(places: list[PanelMember]) -> Iterator[Task]:
    """Outcomes whose median lies between two classes, for whoever decides."""
    mine = [each for each in places if permits(each.role, "guideline.decide_importance")]
    closed = Question.objects.filter(importance_surveys__status="closed").distinct()
    rows = closed.filter(guideline__panel__in=mine).select_related("guideline")
    away = recused(mine)
    for question in rows.prefetch_related("outcomes", *IMPORTANCE):
        if is_among(away, question):
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

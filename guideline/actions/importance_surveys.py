"""Surveys of importance: opened, answered, closed, withdrawn while empty, and decided between classes.

While a survey is open, its events say that somebody answered and never what.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.actions.survey_invitations import invite
from guideline.codes import SURVEY_PHASES
from guideline.importance import BETWEEN, ITEMS, SCORES, Class, spread_of
from guideline.models import (
    ImportanceAnswer,
    ImportanceDecision,
    ImportanceSurvey,
    Outcome,
    PanelMember,
    Question,
)
from guideline.moments import keeps_moment
from guideline.permissions import place_of
from guideline.queries import asked_for_importance, next_number, take_turns
from guideline.words import words

# What is scored: (id of the outcome, part of it or '').
Scores = Mapping[tuple[str, str], int]


def blockers_to_opening(question: Question) -> list[Blocker]:
    """What stands in the way of asking the panel."""
    blockers = []
    if not question.outcomes.exists():
        blockers.append(Blocker(_("The question has no outcomes yet. Add them first.")))
    if question.importance_surveys.filter(status="open").exists():
        blockers.append(Blocker(_("A survey on these outcomes is open. Close it first.")))
    if not asked_for_importance(question):
        blockers.append(Blocker(_("Nobody on the panel may answer. Give somebody a vote first.")))
    return blockers


@transaction.atomic
def open_survey(*, by: Any, question: Question, phase: str) -> ImportanceSurvey:
    """Ask everybody who votes on the question how important its outcomes are, and mail them."""
    require(by, "guideline.open_survey", question)
    take_turns(question)
    known = phase in SURVEY_PHASES
    unknown = [] if known else [Blocker(_("Say whether the evidence is known already."))]
    refuse_if(blockers_to_opening(question) + unknown)
    survey = ImportanceSurvey.objects.create(
        question=question,
        number=next_number(question.importance_surveys),
        phase=phase,
        opened_at=timezone.now(),
        opened_by=by,
    )
    record("survey-opened", by=by, **_about(survey))
    invite(survey, asked_for_importance(question))
    return survey


def blockers_to_answers(survey: ImportanceSurvey, scores: Scores) -> list[Blocker]:
    """Everything that is wrong with these answers."""
    blockers = [] if survey.is_open else [Blocker(_("The survey is closed; nothing was saved."))]
    outcomes = {outcome.ref: outcome for outcome in survey.question.outcomes.all()}
    for (ref, item), score in scores.items():
        outcome = outcomes.get(ref)
        if outcome is None:
            sentence = _("The question has no outcome “{outcome}”.")
            blockers.append(Blocker(sentence.format(outcome=ref)))
        elif item not in outcome.importance_items:
            sentence = _("“{outcome}” is not rated in this way; reload the page.")
            blockers.append(Blocker(sentence.format(outcome=outcome)))
        elif type(score) is not int or score not in SCORES:
            sentence = _("Rate “{outcome}” from 1 to 9.")
            blockers.append(Blocker(sentence.format(outcome=outcome)))
    return blockers


@transaction.atomic
def answer_survey(*, by: Any, survey: ImportanceSurvey, scores: Scores) -> int:
    """Save the scores of one place as a whole; what is left out stays as it was.

    Returns how many scores are new or others. They can be changed until the close.
    """
    require(by, "guideline.answer_survey", survey)
    survey = _locked(survey)
    refuse_if(blockers_to_answers(survey, scores))
    place = place_of(by, survey.guideline)
    outcomes = {outcome.ref: outcome for outcome in survey.question.outcomes.all()}
    before = {
        (answer.outcome_id, answer.item): answer for answer in survey.answers.filter(member=place)
    }
    changed = 0
    for (ref, item), score in scores.items():
        answer = before.get((outcomes[ref].pk, item))
        if answer is None:
            answer = ImportanceAnswer(survey=survey, outcome=outcomes[ref], member=place, item=item)
        if answer.score != score:
            answer.score = score
            answer.save()
            changed += 1
    if changed:
        record(
            "importance-answer-changed" if before else "importance-answered",
            by=by,
            **_about(survey),
        )
    return changed


def blockers_to_closing(survey: ImportanceSurvey) -> list[Blocker]:
    """What stands in the way of closing."""
    blockers = []
    if not survey.is_open:
        blockers.append(Blocker(_("The survey is closed already.")))
    elif not survey.answers.exists():
        blockers.append(Blocker(_("Nobody has answered yet. Withdraw the survey instead.")))
    return blockers


@transaction.atomic
@keeps_moment("survey")
def close_survey(*, by: Any, survey: ImportanceSurvey) -> ImportanceSurvey:
    """Close the survey: its medians are the importance of the outcomes from now on."""
    require(by, "guideline.close_survey", survey)
    survey = _locked(survey)
    # Who lost the vote on the question since they answered is not counted, as in a voting round.
    survey.answers.exclude(member__in=asked_for_importance(survey.question)).delete()
    refuse_if(blockers_to_closing(survey))
    survey.status, survey.closed_at, survey.closed_by = "closed", timezone.now(), by
    survey.save(update_fields=["status", "closed_at", "closed_by"])
    answers = answers_by_place(survey)
    record("survey-closed", by=by, places=len(answers), answers=answers, **_about(survey))
    return survey


@transaction.atomic
def withdraw_survey(*, by: Any, survey: ImportanceSurvey) -> None:
    """Take back a survey that nobody has answered yet."""
    require(by, "guideline.close_survey", survey)
    survey = _locked(survey)
    blockers = []
    if not survey.is_open:
        blockers.append(Blocker(_("A closed survey stands; hold another one instead.")))
    elif survey.answers.exists():
        blockers.append(Blocker(_("Somebody has answered already. Close the survey instead.")))
    refuse_if(blockers)
    record("survey-withdrawn", by=by, **_about(survey))
    survey.delete()


def blockers_to_deciding(
    survey: ImportanceSurvey, outcome: Outcome, item: str, importance_class: str, because: str
) -> list[Blocker]:
    """What stands in the way of choosing this class."""
    if survey.is_open:
        return [Blocker(_("The survey is open; close it first."))]
    spread = spread_of(survey.counts_on(outcome).get(item, (0,) * len(SCORES)))
    between = BETWEEN.get(spread.median) if spread else None
    if between is None:
        sentence = _("The median of “{outcome}” lies in one class; there is nothing to decide.")
        return [Blocker(sentence.format(outcome=outcome))]
    blockers = []
    if importance_class not in between:
        one, other = map(words, between)
        sentence = _("Choose between “{one}” and “{other}”.").format(one=one, other=other)
        blockers.append(Blocker(sentence))
    if not because.strip():
        blockers.append(Blocker(_("Say why.")))
    return blockers


@transaction.atomic
@keeps_moment("survey")
def decide_importance(
    *,
    by: Any,
    survey: ImportanceSurvey,
    outcome: Outcome,
    importance_class: Class,
    because: str,
    item: str = "",
) -> ImportanceDecision:
    """Say on which side an outcome belongs whose median lies exactly between two classes."""
    require(by, "guideline.decide_importance", survey)
    survey = _locked(survey)
    refuse_if(blockers_to_deciding(survey, outcome, item, importance_class, because))
    place = place_of(by, survey.guideline)
    before = survey.decisions.filter(outcome=outcome, item=item).first()
    decision, _created = ImportanceDecision.objects.update_or_create(
        survey=survey,
        outcome=outcome,
        item=item,
        defaults={
            "importance_class": importance_class,
            "because": because.strip(),
            "by": place,
        },
    )
    record(
        "importance-decided",
        by=by,
        reason=because.strip(),
        outcome=f"{outcome}: {words(item)}" if item else str(outcome),
        item=item,
        before=before.importance_class if before else "",
        after=importance_class,
        **_about(survey),
    )
    return decision


def forget_open_answers(member: PanelMember) -> None:
    """Who takes over a place answers anew: what its former holder said is theirs alone."""
    member.importance_answers.filter(survey__status="open").delete()


def answers_by_place(survey: ImportanceSurvey) -> dict[str, dict[str, Any]]:
    """Place -> outcome -> score, or part -> score: as bundles and the record have it."""
    found: dict[str, dict[str, Any]] = {}
    answers = survey.answers.select_related("member", "outcome")
    for answer in sorted(answers, key=lambda each: ("", *ITEMS).index(each.item)):
        said = found.setdefault(answer.member.ref, {})
        if answer.item:
            said.setdefault(answer.outcome.ref, {})[answer.item] = answer.score
        else:
            said[answer.outcome.ref] = answer.score
    return found


def _locked(survey: ImportanceSurvey) -> ImportanceSurvey:
    """The survey as the database holds it now: an answer and the close wait for each other."""
    rows = ImportanceSurvey.objects.select_for_update(of=("self",))
    return rows.select_related("question__guideline").get(pk=survey.pk)


def _about(survey: ImportanceSurvey) -> dict[str, Any]:
    return {
        "guideline": survey.guideline.slug,
        "target": survey.question.ref,
        "question": survey.question.ref,
        "survey": survey.number,
        "phase": survey.phase,
    }

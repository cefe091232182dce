"""Polls on the criteria: opened, answered, closed, opened again, or withdrawn with a reason.

Until the close an event says that somebody answered and never what; nobody reads even who (the log of
a guideline leaves these events out).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import Question
from guideline.permissions import place_of
from guideline.queries import next_number, take_turns
from guideline.times import blockers_to_times
from outbox.actions import enqueue
from voting.actions.poll_invitations import invite, remind_later
from voting.ballots.casts import COMMENT_LENGTH
from voting.clock import in_time
from voting.codes import ANSWERS, criteria_of
from voting.models import Poll, PollAnswer, Recommendation
from voting.queries import entitled_to_vote

# Criterion -> (answer, comment); what is left out stays as it was.
Answers = Mapping[str, tuple[str, str]]


def blockers_to_opening(
    question: Question, recommendation: Recommendation | None = None
) -> list[Blocker]:
    """What stands in the way of asking the panel."""
    blockers = []
    if question.polls.filter(status="open", recommendation=recommendation).exists():
        blockers.append(Blocker(_("A poll on these criteria is open. Close it first.")))
    if not entitled_to_vote(question):
        blockers.append(Blocker(_("Nobody on the panel is entitled to vote on this question.")))
    return blockers


@transaction.atomic
def open_poll(
    *,
    by: Any,
    question: Question,
    recommendation: Recommendation | None = None,
    closes_at: datetime | None = None,
) -> Poll:
    """Ask everybody who votes on the question how they would judge its criteria, and mail them."""
    require(by, "voting.open_poll", question)
    take_turns(question)
    refuse_if(blockers_to_opening(question, recommendation) + _blockers_to_time(closes_at))
    poll = Poll.objects.create(
        question=question,
        recommendation=recommendation,
        number=next_number(question.polls),
        opened_at=timezone.now(),
        opened_by=by,
        closes_at=closes_at,
    )
    record("poll-opened", by=by, **_about(poll))
    _ask(poll)
    return poll


def blockers_to_answers(poll: Poll, answers: Answers) -> list[Blocker]:
    """Everything that is wrong with these answers; the database's clock says whether they are late."""
    if not Poll.objects.filter(in_time(), pk=poll.pk, status="open").exists():
        return [Blocker(_("The poll is closed; nothing was saved."))]
    blockers = []
    asked = criteria_of(poll.question.type)
    for criterion, (answer, comment) in answers.items():
        if criterion not in asked or answer not in ("", *ANSWERS[criterion]):
            blockers.append(Blocker(_("This poll offers no such answer; reload the page.")))
        if len(comment) > COMMENT_LENGTH:
            sentence = _("A comment has at most {limit} characters.")
            blockers.append(Blocker(sentence.format(limit=COMMENT_LENGTH)))
    return blockers


@transaction.atomic
def answer_poll(*, by: Any, poll: Poll, answers: Answers) -> int:
    """Save what one person says, as a whole; every change is kept. Returns how many are new or others."""
    require(by, "voting.answer_poll", poll)
    poll = _locked(poll)
    refuse_if(blockers_to_answers(poll, answers))
    place = place_of(by, poll.guideline)
    before = {each.criterion: each for each in own_answers(by, poll)}
    versions = _last_versions(poll, place)
    changed = [
        PollAnswer(
            poll=poll,
            member=place,
            by=by,
            criterion=criterion,
            version=versions.get(criterion, 0) + 1,
            answer=answer,
            comment=comment.strip(),
            at=timezone.now(),
        )
        for criterion, (answer, comment) in answers.items()
        if _said(before.get(criterion)) != (answer, comment.strip())
    ]
    PollAnswer.objects.bulk_create(changed)
    if changed:
        record(
            "poll-answer-changed" if before else "poll-answered",
            by=by,
            criteria=len(changed),
            **_about(poll),
        )
    return len(changed)


def own_answers(user: Any, poll: Poll) -> list[PollAnswer]:
    """What this person has said so far, the last of each criterion; nobody else's, and no predecessor's."""
    last: dict[str, PollAnswer] = {}
    for each in poll.answers.filter(by=user, member__user=user).order_by("version"):
        last[each.criterion] = each
    return list(last.values())


@transaction.atomic
def close_poll(*, by: Any, poll: Poll) -> Poll:
    """Close the poll: the panel sees how often each answer was given. Closing it again changes nothing.

    `by` None is the program, which closes a poll only when its time is over.
    """
    if by is not None:
        require(by, "voting.close_poll", poll)
    poll = _locked(poll)
    if poll.status == "closed":
        return poll
    # Who lost the vote since they answered, or the place, is not counted, as in a voting round.
    _void_answers(poll)
    refuse_if(_blockers_to_closing(poll, by_program=by is None))
    Poll.objects.filter(pk=poll.pk).update(status="closed", closed_at=Now())
    poll.refresh_from_db()
    record("poll-closed", by=by, places=poll.took_part(), **_about(poll))
    return poll


@transaction.atomic
def withdraw_poll(*, by: Any, poll: Poll, reason: str) -> Poll:
    """Stop a poll without a result, and say why; what was answered is kept unread."""
    require(by, "voting.close_poll", poll)
    poll = _locked(poll)
    blockers = [] if poll.is_open else [Blocker(_("The poll is not open."))]
    if not reason.strip():
        blockers.append(Blocker(_("Say why the poll is withdrawn.")))
    refuse_if(blockers)
    poll.status, poll.reason = "withdrawn", reason.strip()
    poll.save(update_fields=["status", "reason"])
    record("poll-withdrawn", by=by, reason=poll.reason, **_about(poll))
    return poll


def blockers_to_reopening(poll: Poll, reason: str) -> list[Blocker]:
    """What stands in the way of taking answers again."""
    if poll.status != "closed" or poll.results is not None:
        return [Blocker(_("Only a closed poll that was held here can be opened again."))]
    blockers = blockers_to_opening(poll.question, poll.recommendation)
    if not reason.strip():
        blockers.append(Blocker(_("Say why the poll is opened again.")))
    return blockers


@transaction.atomic
def reopen_poll(*, by: Any, poll: Poll, reason: str, closes_at: datetime | None = None) -> Poll:
    """Take answers again. What was given stands until it is changed; the page says what was seen before."""
    require(by, "voting.open_poll", poll)
    poll = _locked(poll)
    refuse_if(blockers_to_reopening(poll, reason) + _blockers_to_time(closes_at))
    poll.answers.filter(void=True).update(void=False)
    poll.status, poll.closed_at, poll.closes_at = "open", None, closes_at
    poll.reopened_at, poll.reason = timezone.now(), reason.strip()
    poll.save()
    record("poll-reopened", by=by, reason=poll.reason, **_about(poll))
    _ask(poll)
    return poll


def _ask(poll: Poll) -> None:
    """Mail everybody who may answer; a poll with an end closes by itself."""
    invite(poll, entitled_to_vote(poll.question))
    remind_later(poll)
    if poll.closes_at:
        key = f"close-poll-{poll.pk}-{poll.closes_at.isoformat()}"
        enqueue("close-poll", key=key, due=poll.closes_at, poll=poll.pk)


def _blockers_to_time(closes_at: datetime | None) -> list[Blocker]:
    blockers = blockers_to_times(closes_at)
    if closes_at and closes_at <= timezone.now():
        blockers.append(Blocker(_("The closing time lies in the past.")))
    return blockers


def _blockers_to_closing(poll: Poll, *, by_program: bool) -> list[Blocker]:
    if not poll.is_open:
        return [Blocker(_("The poll was withdrawn."))]
    if by_program:
        late = poll.closes_at is not None and poll.closes_at <= timezone.now()
        return [] if late else [Blocker(_("The poll's time is not over."))]
    if not poll.took_part():
        return [Blocker(_("Nobody has answered yet. Withdraw the poll instead."))]
    return []


def _void_answers(poll: Poll) -> None:
    holders = {each.pk: each.user_id for each in entitled_to_vote(poll.question)}
    void = [each.pk for each in poll.answers.all() if holders.get(each.member_id) != each.by_id]
    poll.answers.filter(pk__in=void).update(void=True)


def _last_versions(poll: Poll, place: Any) -> dict[str, int]:
    """Versions run on over the holders of a place."""
    rows = poll.answers.filter(member=place).order_by("version")
    return dict(rows.values_list("criterion", "version"))


def _said(answer: PollAnswer | None) -> tuple[str, str]:
    return (answer.answer, answer.comment) if answer else ("", "")


def _locked(poll: Poll) -> Poll:
    """The poll as the database holds it now: an answer and the close wait for each other."""
    rows = Poll.objects.select_for_update(of=("self",))
    return rows.select_related("question__guideline", "recommendation").get(pk=poll.pk)


def _about(poll: Poll) -> dict[str, Any]:
    about = poll.recommendation or poll.question
    return {
        "guideline": poll.guideline.slug,
        "target": about.ref,
        "question": poll.question.ref,
        "poll": poll.number,
    }

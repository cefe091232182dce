"""The demo: the example guideline, an account for each role, and a walk to any later stage.

Everything after the import is done by the real actions, as the demo's people would do it. Votes and
comments that they give are reconstructed, like the example's own.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from guideline.actions.stages import change_stage
from guideline.models import Guideline, PanelMember
from hearing.actions.answering import approve_answer, propose_answer
from hearing.actions.comments import comment_on_draft, withdraw_comment
from hearing.actions.hearings import close_hearing, open_hearing
from hearing.actions.held import keep_held
from hearing.actions.redactions import confirm_redaction, propose_redaction
from hearing.actions.triage import add_theme, assign_comments
from hearing.answering.changes import steps_of
from hearing.details import Details
from hearing.intake.grouping import AT_ONCE, group_new
from hearing.models import Comment, Hearing
from hearing.queries import comments_to_answer, held_comments
from publication.actions.publishing import publish_guideline
from publication.demo_comments import (
    ANSWERED_BY,
    BECAUSE,
    COMMENTS,
    HELD,
    LATE,
    NEW_REMARK,
    NOT_A_COMMENT,
    PASSAGE,
    TAKEN_BACK,
    Said,
)
from voting.actions.ballots import cast_vote
from voting.actions.drafts import edit_draft
from voting.actions.rounds import close_round, open_round
from voting.models import Round
from voting.queries import counts_of

SLUG = "liver-metastases-2021"
EXAMPLE = Path(settings.BASE_DIR) / "examples" / SLUG
STAGES = ("voting", "hearing", "published")

RECONSTRUCTED = "reconstructed"

# What the demo puts to a new vote: for, against, strong, and the question with two recommendations.
REVOTED = ("q1r1", "q5r1", "q9r1", "q12r1", "q13r2")
# Those who sign in to try the ballot still have it before them.
NOT_YET_VOTED = ("chair", "member-01", "member-02")


@dataclass(frozen=True, slots=True)
class Account:
    """A demo account: its name, its role, and whose place it holds."""

    username: str
    role: str


def accounts(guideline: Guideline) -> Iterator[tuple[Account, PanelMember]]:
    """The account of each place: `chair`, `member-01`, ..., `methodologist`, `secretariat`."""
    seen: Counter[str] = Counter()
    for place in guideline.panel.all():
        seen[place.role] += 1
        number = seen[place.role]
        if place.role == "member":
            name = f"member-{number:02}"
        else:
            name = place.role if number == 1 else f"{place.role}-{number}"
        yield Account(name, place.role), place


@transaction.atomic
def seat_accounts(guideline: Guideline) -> int:
    """Give each free place of the panel its demo account; returns how many were new."""
    free = [pair for pair in accounts(guideline) if pair[1].user_id is None]
    for account, place in free:
        user, _created = User.objects.get_or_create(
            username=account.username,
            defaults={"email": f"{account.username}@demo.invalid", "password": "!"},
        )
        place.user = user
        place.save(update_fields=["user"])
    if free:
        record("demo-seated", guideline=guideline.slug, places=len(free))
    return len(free)


def person(username: str) -> User:
    """A demo account by name."""
    return User.objects.get(username=username)


def walk_to(guideline: Guideline, stage: str) -> None:
    """Bring the guideline to a stage by way of those before it; where it stands there already, nothing."""
    guideline.refresh_from_db()
    if _stands_at(guideline, stage):
        return
    if stage == "voting" or guideline.stage != "hearing":
        fill_voting(guideline)
    if stage == "voting":
        return
    finish_voting(guideline)
    fill_hearing(guideline)
    if stage == "published":
        finish_hearing(guideline)


def _stands_at(guideline: Guideline, stage: str) -> bool:
    held = guideline.hearings.filter(imported=False)
    return {
        "voting": guideline.stage == "deliberation" and _open_rounds(guideline).exists(),
        "hearing": guideline.stage == "hearing",
        "published": guideline.stage == "published" and held.exists(),
    }[stage]


def publish_as_imported(guideline: Guideline) -> None:
    """The paper is public already: what was imported is version 1.0, before anything is changed."""
    if not guideline.versions.exists():
        said = (
            "As published in 2021, imported from the paper; what it leaves unsaid is reconstructed."
        )
        publish_guideline(by=person("secretariat"), guideline=guideline, what_changed=said)


def _enter(guideline: Guideline, stage: str) -> None:
    guideline.refresh_from_db()
    if guideline.stage != stage:
        change_stage(by=person("secretariat"), guideline=guideline, to=stage)


# --- Voting ------------------------------------------------------------------------------------


def fill_voting(guideline: Guideline) -> None:
    """Put some recommendations to a new vote, with most ballots in."""
    if _open_rounds(guideline).exists():
        return
    closes = timezone.now() + timedelta(days=7)
    for recommendation in guideline.recommendations.filter(ref__in=REVOTED):
        held = open_round(by=person("chair"), recommendation=recommendation, closes_at=closes)
        Round.objects.filter(pk=held.pk).update(basis=RECONSTRUCTED)
        _cast(held, leave_out=NOT_YET_VOTED)
    _enter(guideline, "deliberation")


def finish_voting(guideline: Guideline) -> None:
    """Cast what is missing and close every open round."""
    for held in _open_rounds(guideline):
        _cast(held)
        close_round(by=person("chair"), round=held)


def _open_rounds(guideline: Guideline) -> QuerySet[Round]:
    return Round.objects.filter(recommendation__guideline=guideline, status="open")


def _cast(held: Round, leave_out: tuple[str, ...] = ()) -> None:
    """Let the roll vote as the recommendation's reconstructed tally has it."""
    choices = _choices_like_before(held)
    voters = held.voters.filter(revoked_at=None).select_related("member__user")
    for voter, choice in zip(voters, choices, strict=False):
        user: Any = voter.member.user
        if user and user.username not in leave_out and not voter.ballots.exists():
            cast_vote(by=user, round=held, choice=choice)


def _choices_like_before(held: Round) -> list[str]:
    before = held.recommendation.rounds.filter(imported=True).last()
    counts = counts_of(before) if before else {}
    return [choice for choice, votes in counts.items() for _ in range(votes)]


# --- Hearing -----------------------------------------------------------------------------------


def fill_hearing(guideline: Guideline) -> None:
    """Open a hearing and let comments come in; one is taken back again."""
    if any(hearing.is_open for hearing in guideline.hearings.all()):
        return
    closes = timezone.now() + timedelta(days=30)
    hearing = open_hearing(
        by=person("secretariat"),
        guideline=guideline,
        title="Public hearing on the revised draft",
        closes_at=closes,
    )
    for said in COMMENTS:
        _say(hearing, said)
    withdraw_comment(comment=_say(hearing, TAKEN_BACK))
    _say(hearing, HELD, held_because="no-proof")
    _sort(hearing)
    Hearing.objects.filter(pk=hearing.pk).update(basis=RECONSTRUCTED)
    _enter(guideline, "hearing")


def _sort(hearing: Hearing) -> None:
    """Put copies together, name themes, and say who answers what; the rest waits for somebody."""
    while group_new(hearing.pk, AT_ONCE):
        pass
    chair, numbers = person("chair"), range(1, len(COMMENTS) + 1)
    themed = [(said.theme, number) for said, number in zip(COMMENTS, numbers, strict=True)]
    for theme in sorted({theme for theme, _number in themed if theme}):
        chosen = [number for name, number in themed if name == theme]
        add_theme(by=chair, hearing=hearing, numbers=chosen, name=theme)
    for username, questions in ANSWERED_BY.items():
        place = hearing.guideline.panel.get(user__username=username)
        chosen = [
            number
            for said, number in zip(COMMENTS, numbers, strict=True)
            if said.part.startswith(tuple(f"{each}r" for each in questions))
        ]
        assign_comments(by=chair, hearing=hearing, numbers=chosen, place=place)


def _say(hearing: Hearing, said: Said, held_because: str = "") -> Comment:
    received = comment_on_draft(
        hearing=hearing,
        part=said.part,
        body=said.body,
        kind=said.kind,
        name=said.name,
        consent=bool(said.name),
        details=Details(
            paragraph=said.paragraph,
            quote=said.quote,
            support=said.support,
            signatories=[{"name": name, "place": place} for name, place in said.signatories],
        ),
        held_because=held_because,
    )
    Comment.objects.filter(pk=received.comment.pk).update(basis=RECONSTRUCTED)
    return received.comment


def _kept(hearing: Hearing) -> QuerySet[Comment]:
    return comments_to_answer(hearing).order_by("number")


def _black_out(hearing: Hearing) -> None:
    """One proposes to redact what names a patient, another one confirms."""
    comment = hearing.comments.get(body__contains=PASSAGE)
    redaction = propose_redaction(
        by=person("methodologist"), comment=comment, passage=PASSAGE, reason=BECAUSE
    )
    confirm_redaction(by=person("chair"), redaction=redaction)


def finish_hearing(guideline: Guideline) -> None:
    """Close the hearing, answer every comment, make the one change, and publish."""
    hearing = guideline.hearings.filter(imported=False).last()
    if hearing is None or hearing.is_over:
        return
    hearing = close_hearing(by=person("secretariat"), hearing=hearing)
    _say(hearing, LATE)
    for comment in held_comments(hearing):
        keep_held(by=person("chair"), comment=comment, reason=NOT_A_COMMENT)
    _black_out(hearing)
    edit_draft(
        by=person("chair"),
        recommendation=guideline.recommendations.get(ref="q1r1"),
        remarks=NEW_REMARK,
        reason="Asked for in the hearing.",
    )
    for comment, said in zip(_kept(hearing), (*COMMENTS, LATE), strict=True):
        proposal = propose_answer(
            by=person("methodologist"),
            hearing=hearing,
            numbers=[comment.number],
            changed=said.changed,
            text=said.answer,
            changes=_change_of(comment) if said.changed else (),
            ask=True,
        )
        approve_answer(by=person("chair"), proposal=proposal)
    publish_guideline(
        by=person("secretariat"),
        guideline=guideline,
        what_changed="A remark on question 1 after the public hearing.",
    )


def _change_of(comment: Comment) -> list[str]:
    """The last step of the recommendation that a comment is about."""
    steps = steps_of(comment.hearing, person("methodologist"), comment.question)
    return [key for key, _label in steps[:1]]

"""The parts of a voter's pages: the ballot as a form, the evidence on one screen, the receipt."""

import secrets
from collections.abc import Mapping
from typing import Any

from evidence.fingerprint import hash_of_loaded, with_evidence
from evidence.profiles.memory import remembered_table
from evidence.profiles.table import Row
from guideline.models import Question
from voting.ballots.comments_asked import why_comment_is_asked
from voting.ballots.proxies import entrusted_to
from voting.ballots.queue import queue_of
from voting.forms import BallotForm
from voting.models import Round, Voter
from voting.queries import own_ballot

# What a voter weighs; the rest stands in the whole profile.
SHOWN = ("critical", "important")


def empty_ballot(round: Round, voter: Voter | None, of: str = "") -> BallotForm:
    """A ballot with a key of its own, filled with what was voted before."""
    own = own_ballot(voter) if round.secrecy != "secret" else None
    initial = {"choice": own.choice, "comment": own.comment} if own else {}
    return _form(round, voter, initial=initial | {"key": new_key(), "of": of})


def ballot_as_typed(round: Round, voter: Voter | None, typed: Mapping[str, str]) -> BallotForm:
    """A ballot that shows what was typed, and complains of nothing yet."""
    initial = {name: typed.get(name, "") for name in ("choice", "comment", "receipt")}
    return _form(round, voter, initial=initial | {"key": typed.get("key") or new_key()})


def filled_ballot(round: Round, voter: Voter | None, data: Any) -> BallotForm:
    """A ballot as it was sent."""
    return _form(round, voter, data)


def new_key() -> str:
    """What makes a ballot that is sent twice one ballot."""
    return secrets.token_urlsafe(16)


def _form(round: Round, voter: Voter | None, data: Any = None, **options: Any) -> BallotForm:
    asked = lambda choice: why_comment_is_asked(round, choice)  # noqa: E731 - one line, asked later
    form = BallotForm(round.its_rule, data, asked=asked, **options)
    if not (round.secrecy == "secret" and voter and voter.has_voted):
        del form.fields["receipt"]
    return form


def findings_of(round: Round) -> dict[str, Any]:
    """The effects on what matters, as the profile has them now; whether they are those of the opening."""
    rows = Question.objects.filter(pk=round.recommendation.question_id).select_related("guideline")
    question = with_evidence(rows).get()
    now = hash_of_loaded(question)
    table = remembered_table(question, now)
    return {
        "findings": [row for group in table.groups for row in group.rows if _matters(row)],
        "evidence_changed": bool(round.evidence_hash) and round.evidence_hash != now,
    }


def _matters(row: Row) -> bool:
    """Critical or important, or not classed at all; of several bodies the one that sets the certainty."""
    return row.primary and (row.importance.code in SHOWN or not row.importance.code)


def receipt_page(user: Any, round: Round, cast: Any, voter: Voter | None) -> dict[str, Any]:
    """What a voter holds after the cast, and where they go on."""
    queue = queue_of(user)
    return {
        "round": round,
        "guideline": round.guideline,
        "question": round.question,
        "cast": cast,
        "proxied": voter if voter and voter.member.user_id != user.pk else None,
        "entrusted": entrusted_to(user, round),
        "queue": queue,
        "following": queue.after(round),
    }

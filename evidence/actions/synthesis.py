"""Syntheses: chosen for a body of evidence, and their results kept as a record of what was seen."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.effects import POOLED_TYPES
from evidence.models import Body, PooledResult
from evidence.pooling_record import Pooling, pooling_of
from evidence.profile import BodyChain
from evidence.queries import body_to_pool
from evidence.synthesis_choices import completed, misfits, settled, to_keep
from evidence.synthesis_words import choice_in_words, misfit
from guideline.changes import change
from guideline.moments import keeps_moment
from guideline.text import localized

PERMISSION = "evidence.edit_evidence"


def blockers_to_synthesis(body: Body, chosen: Mapping[str, str]) -> list[Blocker]:
    """What is wrong with a choice of measure, method, model, τ² and interval."""
    return [Blocker(misfit(code)) for code in misfits(body.outcome.type, chosen)]


@transaction.atomic
@keeps_moment("body")
def choose_synthesis(*, by: Any, body: Body, reason: str = "", **chosen: str) -> Body:
    """Choose how a body of evidence is pooled; the choice before and after is recorded."""
    require(by, PERMISSION, body)
    refuse_if(blockers_to_synthesis(body, chosen))
    body = _locked(body)
    kind, after = body.outcome.type, settled(chosen)
    before = completed(kind, body.synthesis)
    if before == completed(kind, after):
        return body
    change(body, {"synthesis": to_keep(after)})
    record(
        "synthesis-chosen",
        by=by,
        reason=reason.strip(),
        changes={"synthesis": [before, after]},
        before=choice_in_words(before),
        after=choice_in_words(after),
        **_about(body),
    )
    return body


def blockers_to_pooling(body: BodyChain, now: Pooling | None) -> list[Blocker]:
    """What stands in the way of keeping a pooled result as a record."""
    if now is None:
        problem = body.pooling_problem if body.outcome.type in POOLED_TYPES else ""
        sentence = _("Nothing is pooled: {why}") if problem else _("There is nothing to pool.")
        return [Blocker(sentence.format(why=problem))]
    last = body.body.pooled_results.order_by("at", "pk").last()
    if last and (last.inputs_hash, last.recipe) == (now.inputs_hash, now.recipe):
        return [Blocker(_("This result is kept already, and nothing changed since."))]
    return []


@transaction.atomic
def pool_results(*, by: Any, body: Body, seen: str = "") -> PooledResult:
    """Keep what pooling the body's results gives now: recipe, hash of the inputs, figures.

    `seen` is the hash of the inputs that were shown; when they changed since, nothing is kept.
    """
    require(by, PERMISSION, body)
    chain = body_to_pool(body.pk)
    now = pooling_of(chain)
    refuse_if(blockers_to_pooling(chain, now) + _blockers_to_inputs(seen, now))
    assert now is not None  # noqa: S101 - the blockers above refuse it
    kept = PooledResult.objects.create(
        body=body,
        by=by,
        at=timezone.now(),
        recipe=now.recipe,
        inputs_hash=now.inputs_hash,
        inputs=now.inputs,
        figures=now.figures,
    )
    record(
        "results-pooled",
        by=by,
        recipe=now.recipe,
        inputs_hash=now.inputs_hash,
        synthesis=choice_in_words(now.recipe),
        **_about(body),
    )
    return kept


@transaction.atomic
def keep_synthesis(
    *, by: Any, body: Body, reason: str = "", seen: str = "", **chosen: str
) -> PooledResult:
    """Choose the synthesis that was shown and keep its result, both or neither."""
    if chosen:
        choose_synthesis(by=by, body=body, reason=reason, **chosen)
    return pool_results(by=by, body=body, seen=seen)


def _blockers_to_inputs(seen: str, now: Pooling | None) -> list[Blocker]:
    if seen and now is not None and seen != now.inputs_hash:
        sentence = _("The results changed while you were looking. Look at them again.")
        return [Blocker(sentence)]
    return []


def _locked(body: Body) -> Body:
    """The row as the last change left it; the caller's stays as it was shown."""
    rows = Body.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("outcome__question__guideline").get(pk=body.pk)


def _about(body: Body) -> dict[str, Any]:
    outcome = body.outcome
    return {
        "guideline": body.guideline.slug,
        "target": f"{outcome.question.ref}/{outcome.ref}",
        "question": outcome.question.ref,
        "outcome": localized(outcome.name) or outcome.ref,
        "body": body.ref,
    }

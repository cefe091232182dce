"""Evidence that is not pooled here: what is known in words, and a synthesis as its source reports it."""

import math
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.actions.bodies import about_body
from evidence.effects import RATIOS
from evidence.grade.overall import Direction
from evidence.models import Body
from evidence.queries import primary_body
from guideline.changes import change, named
from guideline.models import Outcome
from guideline.moments import keeps_moment
from guideline.queries import take_turns
from guideline.text import localized

PERMISSION = "evidence.edit_evidence"
DIRECTIONS: tuple[str, ...] = get_args(Direction)
SHARES = ("p", "risk_1", "risk_2")
COUNTS = ("studies", "participants")


def blockers_to_describing(outcome: Outcome, said: Mapping[str, Any]) -> list[Blocker]:
    """Everything that is wrong with what is said in words."""
    if outcome.type == "diagnostic":
        return [Blocker(_("The accuracy of a test is recorded in figures, study by study."))]
    if not any(_filled(said).values()):
        return [Blocker(_("Say something: a direction, how many studies, or a sentence."))]
    blockers = []
    if said.get("direction") and said["direction"] not in DIRECTIONS:
        blockers.append(Blocker(_("Choose one of the directions.")))
    return [*blockers, *_counts(said)]


@transaction.atomic
@keeps_moment("outcome")
def describe_evidence(
    *, by: Any, outcome: Outcome, body: Body | None = None, reason: str = "", **said: Any
) -> Body:
    """Say what is known of an outcome where nothing can be pooled: direction, studies, people, words."""
    require(by, PERMISSION, outcome)
    take_turns(outcome)
    refuse_if(blockers_to_describing(outcome, said))
    return _kept(by, outcome, body, {"narrative": _filled(said)}, "evidence-described", reason)


def blockers_to_reporting(outcome: Outcome, said: Mapping[str, Any]) -> list[Blocker]:
    """Everything that is wrong with a synthesis as it is taken from its source."""
    if outcome.type != "reported":
        sentence = _("“{outcome}” is not of the type “as a source reports it”: change that first.")
        return [Blocker(sentence.format(outcome=outcome))]
    blockers = [*_shares(said), *_counts(said), *_estimate(said)]
    if not localized(said.get("source")).strip():
        blockers.append(Blocker(_("Name the source.")))
    if said.get("estimate") is None and not localized(said.get("printed")).strip():
        blockers.append(Blocker(_("Give the estimate, or the result as it is printed.")))
    return blockers


@transaction.atomic
@keeps_moment("outcome")
def report_synthesis(
    *, by: Any, outcome: Outcome, body: Body | None = None, reason: str = "", **said: Any
) -> Body:
    """Take over a synthesis as its source reports it; it is shown so and never computed again.

    `said` has the keys of a reported synthesis in a bundle; `ci` is a pair of limits.
    """
    require(by, PERMISSION, outcome)
    take_turns(outcome)
    refuse_if(blockers_to_reporting(outcome, said))
    return _kept(by, outcome, body, {"reported": _filled(said)}, "synthesis-reported", reason)


def _kept(
    by: Any, outcome: Outcome, body: Body | None, values: dict[str, Any], verb: str, reason: str
) -> Body:
    body = body or primary_body(outcome) or Body.objects.create(outcome=outcome)
    changes = change(body, values)
    if changes:
        record(
            verb,
            by=by,
            reason=reason.strip(),
            fields=named(changes),
            changes=changes,
            **about_body(body),
        )
    return body


def _filled(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if value not in (None, "", [])}


def _shares(said: Mapping[str, Any]) -> Iterator[Blocker]:
    names = {"p": _("P"), "risk_1": _("The risk with the intervention")}
    names["risk_2"] = _("The risk with the comparator")
    for key in SHARES:
        value = said.get(key)
        if value is not None and not 0 <= value <= 1:
            yield Blocker(_("{name} lies between 0 and 1.").format(name=names[key]))


def _counts(said: Mapping[str, Any]) -> Iterator[Blocker]:
    for key in COUNTS:
        value = said.get(key)
        if value is not None and value < 0:
            yield Blocker(_("Studies and participants are counted from 0."))


def _estimate(said: Mapping[str, Any]) -> Iterator[Blocker]:
    """An interval has two limits in order; whether it holds the estimate is for the checks."""
    limits = said.get("ci") or []
    given = [value for value in (said.get("estimate"), *limits) if value is not None]
    if any(not math.isfinite(value) for value in given):
        yield Blocker(_("A figure without end is no result."))
    if None in limits:
        yield Blocker(_("Give both limits of the interval, or none."))
    elif limits and limits[0] > limits[1]:
        yield Blocker(_("The lower limit comes first."))
    if said.get("measure") in RATIOS and any(value <= 0 for value in given):
        yield Blocker(_("A ratio and its limits are above 0."))

"""Bodies of evidence: kept apart on one outcome, such as trials and cohorts; one is primary."""

from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.models import Body
from guideline.changes import change
from guideline.models import Outcome
from guideline.moments import keeps_moment
from guideline.queries import next_position, take_turns
from guideline.refs import free_ref
from guideline.text import localized, reworded

PERMISSION = "evidence.edit_evidence"


def blockers_to_body(outcome: Outcome, name: str, present: str = "") -> list[Blocker]:
    """What stands in the way of another body of this name; `present` names one that has none."""
    blockers, nameless = [], outcome.bodies.filter(ref="").exists()
    if not name.strip():
        blockers.append(Blocker(_("Give the body of evidence a name, such as “cohorts”.")))
    if nameless and not present.strip():
        sentence = _("Say what the evidence so far is to be called, such as “trials”.")
        blockers.append(Blocker(sentence))
    taken = [
        *outcome.bodies.values_list("ref", flat=True),
        free_ref(present, ()) if present else "",
    ]
    if name.strip() and free_ref(name, ()) in taken:
        blockers.append(Blocker(_("This outcome has a body of evidence of this name.")))
    return blockers


@transaction.atomic
@keeps_moment("outcome")
def add_body(*, by: Any, outcome: Outcome, name: str, present: str = "") -> Body:
    """Add a body of evidence to an outcome, to be pooled and rated by itself.

    The first is primary. `present` names the body that stood alone and so had no name.
    """
    require(by, PERMISSION, outcome)
    take_turns(outcome)
    refuse_if(blockers_to_body(outcome, name, present))
    for body in outcome.bodies.filter(ref=""):
        change(body, {"ref": free_ref(present, ())})
    body = Body.objects.create(
        outcome=outcome,
        ref=free_ref(name, ()),
        primary=not outcome.bodies.exists(),
        position=next_position(outcome.bodies.all()),
    )
    record("body-added", by=by, **about_body(body))
    return body


def blockers_to_primary(body: Body, because: str) -> list[Blocker]:
    """What stands in the way of letting a body set the outcome's certainty."""
    blockers = []
    if body.primary:
        blockers.append(Blocker(_("This body of evidence is primary already.")))
    if not because.strip():
        blockers.append(Blocker(_("Give the reason why this body of evidence is to count.")))
    return blockers


@transaction.atomic
@keeps_moment("body")
def make_primary(*, by: Any, body: Body, because: str) -> Body:
    """Let a body of evidence set the outcome's certainty, with the reason."""
    require(by, PERMISSION, body)
    take_turns(body.outcome)
    body = Body.objects.select_related("outcome__question__guideline").get(pk=body.pk)
    refuse_if(blockers_to_primary(body, because))
    before = ""
    for other in body.outcome.bodies.filter(primary=True):
        change(other, {"primary": False})
        before = other.ref
    reason = reworded(body.because, because, get_language() or "en")
    change(body, {"primary": True, "because": reason})
    record(
        "body-made-primary",
        by=by,
        reason=because.strip(),
        changes={"primary": [before, body.ref]},
        **about_body(body),
    )
    return body


def about_body(body: Body) -> dict[str, Any]:
    """What every event about a body of evidence says of it."""
    outcome = body.outcome
    return {
        "guideline": body.guideline.slug,
        "target": f"{outcome.question.ref}/{outcome.ref}",
        "question": outcome.question.ref,
        "outcome": localized(outcome.name) or outcome.ref,
        "body": body.ref,
    }

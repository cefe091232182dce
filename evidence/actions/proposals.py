"""What the rules of the proposals work with: a guideline's settings, an outcome's information size."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from evidence.proposing.setting_words import misfits_in_words
from evidence.proposing.settings import (
    INFORMATION_SIZE,
    SETTINGS,
    Allowed,
    defaults,
    own_values,
)
from guideline.actions.outcomes import about
from guideline.changes import change
from guideline.models import Guideline, Outcome
from guideline.moments import keeps_moment


def blockers_to_values(values: Mapping[str, Any], allowed: Mapping[str, Allowed]) -> list[Blocker]:
    """A sentence for each value that is no setting, no number or out of its limits."""
    return [Blocker(text) for text in misfits_in_words(values, allowed)]


@transaction.atomic
def set_proposals(
    *, by: Any, guideline: Guideline, values: Mapping[str, Any], reason: str = ""
) -> Guideline:
    """Set how proposals are made; judgements stay as they are, only what is proposed may change.

    Kept is what differs from the defaults, so that a default that changes reaches everybody else.
    """
    require(by, "evidence.set_proposals", guideline)
    refuse_if(blockers_to_values(values, SETTINGS))
    usual = defaults()
    own = {key: each for key, each in own_values(values, SETTINGS).items() if each != usual[key]}
    changes = change(guideline, {"proposal_settings": own})
    if changes:
        record(
            "proposals-set",
            by=by,
            guideline=guideline.slug,
            target=guideline.slug,
            reason=reason.strip(),
            fields=_changed(changes["proposal_settings"]),
            changes=changes,
        )
    return guideline


@transaction.atomic
@keeps_moment("outcome")
def set_information_size(
    *, by: Any, outcome: Outcome, values: Mapping[str, Any], reason: str = ""
) -> Outcome:
    """Set the inputs of an outcome's optimal information size; what is not set follows the evidence."""
    require(by, "evidence.rate_certainty", outcome)
    refuse_if(blockers_to_values(values, INFORMATION_SIZE))
    changes = change(outcome, {"information_size": own_values(values, INFORMATION_SIZE)})
    if changes:
        record(
            "information-size-set",
            by=by,
            reason=reason.strip(),
            fields=_changed(changes["information_size"]),
            changes=changes,
            **about(outcome),
        )
    return outcome


def _changed(change: list[dict[str, Any]]) -> str:
    """The settings that changed, as a sentence lists them."""
    before, after = change
    keys = sorted(key for key in {*before, *after} if before.get(key) != after.get(key))
    return ", ".join(key.replace("_", " ") for key in keys)

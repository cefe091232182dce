"""The rule by which a guideline's rounds are decided: changed for rounds to come, never for one held."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.changes import change
from guideline.models import Guideline
from voting.queries import rule_of
from voting.results.words import part_in_words
from voting.rules.rule import RuleError, rule_from

PERMISSION = "voting.edit_rule"


def blockers_to_rule(rule: Mapping[str, Any], reason: str) -> list[Blocker]:
    """Everything that is wrong with a rule; empty when rounds can be decided by it."""
    blockers = []
    try:
        rule_from(rule)
    except RuleError as error:
        blockers = [
            Blocker(f"{part_in_words(path)}: {text}" if path else text)
            for path, text in error.problems
        ]
    if not reason.strip():
        blockers.append(Blocker(_("Say why the rule is changed.")))
    return blockers


@transaction.atomic
def edit_decision_rule(
    *, by: Any, guideline: Guideline, rule: Mapping[str, Any], reason: str
) -> Guideline:
    """Let rounds opened from now on be decided by this rule; each round keeps its own."""
    require(by, PERMISSION, guideline)
    refuse_if(blockers_to_rule(rule, reason))
    before, after = rule_of(guideline), rule_from(rule)
    if before == after:
        return guideline
    changes = change(guideline, {"decision_rule": after.as_said()})
    old, new = before.as_data(), after.as_data()
    parts = [key for key in new if new[key] != old[key]]
    record(
        "decision-rule-edited",
        by=by,
        guideline=guideline.slug,
        target=guideline.slug,
        reason=reason.strip(),
        parts=", ".join(part_in_words(part) for part in parts),
        changes=changes,
    )
    return guideline

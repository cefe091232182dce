"""The scope: what the guideline is about and by which rules it works."""

from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.changes import change, changes_to, named
from guideline.codes import GRADE_EDITIONS, RATERS
from guideline.models import Guideline
from guideline.text import Text, localized


def blockers_to_scope(
    *,
    title: Text,
    time_zone: str,
    grade_rules: str,
    inconsistency_above: float | None,
    raters: str = "single",
) -> list[Blocker]:
    """What is wrong with a scope."""
    blockers = []
    if not localized(title).strip():
        blockers.append(Blocker(_("A guideline has a title.")))
    if time_zone not in available_timezones():
        blockers.append(Blocker(_("There is no time zone “{zone}”.").format(zone=time_zone)))
    if grade_rules not in GRADE_EDITIONS:
        blockers.append(Blocker(_("Choose the edition of the GRADE rules.")))
    if raters not in RATERS:
        blockers.append(Blocker(_("Choose whether one or two rate each body of evidence.")))
    if inconsistency_above is not None and not 0 <= inconsistency_above <= 100:
        blockers.append(Blocker(_("The limit for I² lies between 0 and 100 per cent.")))
    return blockers


@transaction.atomic
def edit_scope(
    *,
    by: Any,
    guideline: Guideline,
    title: Text,
    organisation: Text,
    time_zone: str,
    grade_rules: str,
    inconsistency_above: float | None,
    scope: dict[str, Any],
    reason: str = "",
    raters: str | None = None,
) -> Guideline:
    """Change the scope. Ratings made before keep the edition of the rules that they followed.

    `raters` None leaves it as it is.
    """
    require(by, "guideline.edit_guideline", guideline)
    raters = raters or guideline.raters
    refuse_if(
        blockers_to_scope(
            title=title,
            time_zone=time_zone,
            grade_rules=grade_rules,
            inconsistency_above=inconsistency_above,
            raters=raters,
        )
    )
    values = {
        "title": title,
        "organisation": organisation,
        "time_zone": time_zone,
        "grade_rules": grade_rules,
        "inconsistency_above": inconsistency_above,
        "raters": raters,
        "scope": _filled({**guideline.scope, **scope}),
    }
    if changes_to(guideline, values):
        changes = change(guideline, values)
        record(
            "scope-edited",
            by=by,
            guideline=guideline.slug,
            target=guideline.slug,
            reason=reason.strip(),
            fields=named(changes),
            changes=changes,
        )
    return guideline


def _filled(scope: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in scope.items() if value not in (None, "", [], {})}

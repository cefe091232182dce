"""How a guideline uses GRADE: the edition of the rules, its limit for I², its own words for the levels."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.changes import change, named
from guideline.codes import GRADE_EDITIONS, RATERS
from guideline.models import Guideline

PERMISSION = "guideline.edit_grade_settings"
# The columns that this page may set; another setting is one more name, field and check.
SETTINGS = ("grade_rules", "inconsistency_above", "labels", "raters")


def blockers_to_settings(values: Mapping[str, Any]) -> list[Blocker]:
    """Everything that is wrong with these settings; those left out stay as they are."""
    blockers = []
    if values.get("grade_rules", GRADE_EDITIONS[0]) not in GRADE_EDITIONS:
        blockers.append(Blocker(_("Choose the edition of the GRADE rules.")))
    if values.get("raters", RATERS[0]) not in RATERS:
        blockers.append(Blocker(_("Choose whether one or two rate each body of evidence.")))
    limit = values.get("inconsistency_above")
    if limit is not None and not 0 <= limit <= 100:
        blockers.append(Blocker(_("The limit for I² lies between 0 and 100 per cent.")))
    return blockers


@transaction.atomic
def edit_grade_settings(
    *, by: Any, guideline: Guideline, reason: str = "", **values: Any
) -> Guideline:
    """Change the settings. Ratings made before keep the edition of the rules that they followed."""
    require(by, PERMISSION, guideline)
    unknown = set(values) - set(SETTINGS)
    if unknown:
        raise TypeError(f"there is no setting {', '.join(sorted(unknown))}")
    refuse_if(blockers_to_settings(values))
    changes = change(guideline, values)
    if changes:
        record(
            "grade-settings-edited",
            by=by,
            guideline=guideline.slug,
            target=guideline.slug,
            reason=reason.strip(),
            fields=named(changes),
            changes=changes,
        )
    return guideline

"""The scope: what the guideline is about, and for whom it is written."""

from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.changes import change, changes_to, named
from guideline.languages import unknown_codes
from guideline.models import Guideline
from guideline.text import Text, localized


def blockers_to_scope(
    *, title: Text, time_zone: str, languages: Sequence[str] = ()
) -> list[Blocker]:
    """What is wrong with a scope."""
    blockers = []
    if not localized(title).strip():
        blockers.append(Blocker(_("A guideline has a title.")))
    if time_zone not in available_timezones():
        blockers.append(Blocker(_("There is no time zone “{zone}”.").format(zone=time_zone)))
    for code in unknown_codes(languages):
        blockers.append(Blocker(_("There is no language “{code}”.").format(code=code)))
    return blockers


@transaction.atomic
def edit_scope(
    *,
    by: Any,
    guideline: Guideline,
    title: Text,
    organisation: Text,
    time_zone: str,
    scope: dict[str, Any],
    languages: Sequence[str] | None = None,
    reason: str = "",
) -> Guideline:
    """Change the scope; without `languages` they stay as they are."""
    require(by, "guideline.edit_guideline", guideline)
    languages = guideline.languages if languages is None else list(dict.fromkeys(languages))
    refuse_if(blockers_to_scope(title=title, time_zone=time_zone, languages=languages))
    values = {
        "title": title,
        "organisation": organisation,
        "time_zone": time_zone,
        "languages": languages,
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

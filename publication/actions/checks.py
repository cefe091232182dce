"""Switching a rule of the checks off for a guideline, with a reason, and on again."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import Guideline
from publication.checks.register import BY_ID
from publication.models import SwitchedOffCheck


def blockers_to_switching_off(guideline: Guideline, rule: str, because: str) -> list[Blocker]:
    """What stands in the way: no such rule, no reason, or it is off already."""
    blockers = []
    if rule not in BY_ID:
        blockers.append(Blocker(_("There is no rule “{rule}”.").format(rule=rule)))
    if not because.strip():
        blockers.append(Blocker(_("Give the reason: it stands beside the rule.")))
    if guideline.switched_off_checks.filter(rule=rule).exists():
        blockers.append(Blocker(_("The rule is switched off already.")))
    return blockers


@transaction.atomic
def switch_check_off(*, by: Any, guideline: Guideline, rule: str, because: str) -> SwitchedOffCheck:
    """Leave a rule out of the guideline's checks; the reason is shown wherever the rule is."""
    require(by, "guideline.edit_guideline", guideline)
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    refuse_if(blockers_to_switching_off(guideline, rule, because))
    off = SwitchedOffCheck.objects.create(
        guideline=guideline, rule=rule, because=because.strip(), by=by, at=timezone.now()
    )
    record(
        "check-switched-off",
        by=by,
        guideline=guideline.slug,
        target=rule,
        reason=because.strip(),
    )
    return off


@transaction.atomic
def switch_check_on(*, by: Any, guideline: Guideline, rule: str) -> None:
    """Ask a rule again."""
    require(by, "guideline.edit_guideline", guideline)
    off = SwitchedOffCheck.objects.select_for_update().filter(guideline=guideline, rule=rule)
    if not off.exists():
        refuse_if([Blocker(_("The rule is not switched off."))])
    off.delete()
    record("check-switched-on", by=by, guideline=guideline.slug, target=rule)

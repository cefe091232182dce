"""Whether dissents of a guideline stand with names: a setting, told and kept like any other."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.codes import DISSENT_NAMES
from guideline.models import Guideline


@transaction.atomic
def set_dissent_names(*, by: Any, guideline: Guideline, names: str) -> Guideline:
    """Say how dissents stated from now on are shown; what was stated keeps what was promised."""
    require(by, "voting.edit_rule", guideline)
    if names not in DISSENT_NAMES:
        refuse_if([Blocker(_("Dissents stand with names, or the names are withheld."))])
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    before = guideline.dissent_names
    if before == names:
        return guideline
    guideline.dissent_names = names
    guideline.save(update_fields=["dissent_names"])
    record("dissent-names-set", by=by, guideline=guideline.slug, before=before, names=names)
    return guideline

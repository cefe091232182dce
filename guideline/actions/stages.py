"""The stage: where the work stands, for people to read."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.blockers import Blocker, refuse_if
from accounts.permits import require
from audit.actions import record
from guideline.models import Guideline
from guideline.stages import BY_NAME, may_follow
from guideline.words import words


def blockers_to_stage(guideline: Guideline, to: str) -> list[Blocker]:
    """What stands in the way of going to this stage."""
    if to not in BY_NAME:
        return [Blocker(_("There is no stage “{stage}”.").format(stage=to))]
    if not may_follow(guideline.stage, to):
        sentence = _("From “{now}” the guideline cannot go to “{to}”.")
        return [Blocker(sentence.format(now=words(guideline.stage), to=words(to)))]
    if to == "published":
        sentence = _("A guideline is published by publishing a version of it.")
        return [Blocker(sentence, reverse("publish", args=[guideline.slug]))]
    return []


@transaction.atomic
def change_stage(*, by: Any, guideline: Guideline, to: str, reason: str = "") -> Guideline:
    """Say that the work stands elsewhere now; publishing has an action of its own."""
    require(by, "guideline.change_stage", guideline)
    guideline = Guideline.objects.select_for_update().get(pk=guideline.pk)
    refuse_if(blockers_to_stage(guideline, to))
    before, guideline.stage = guideline.stage, to
    guideline.save(update_fields=["stage"])
    record(
        "stage-changed",
        by=by,
        guideline=guideline.slug,
        target=guideline.slug,
        reason=reason.strip(),
        before=words(before),
        after=words(to),
    )
    return guideline

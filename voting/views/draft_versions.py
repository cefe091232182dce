"""The versions of a draft: who wrote what, when and why; any two compared, an earlier one restored."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from guideline.languages import languages_of
from guideline.numbers import whole_number
from voting.actions.draft_versions import TEXTS
from voting.actions.drafts import blockers_to_editing, restore_version
from voting.drafts.differences import Difference, text_differences
from voting.drafts.forms import LABELS
from voting.models import DraftVersion, Recommendation
from voting.queries import draft_version_by_number, recommendation_by_ref
from voting.recusal import why_refused

UNSEEN = "guideline.view_guideline"


@dataclass(frozen=True, slots=True)
class ChangedText:
    """One text of a draft with what differs in it, language by language."""

    label: str
    differences: list[Difference]


@page("voting.view_round", load=recommendation_by_ref, unseen=UNSEEN, why=why_refused)
def draft_versions(request: HttpRequest, draft: Recommendation) -> HttpResponse:
    versions = list(draft.versions.select_related("by").order_by("-number"))
    one, other = _chosen(request, draft, versions)
    may_restore = request.user.has_perm("voting.edit_draft", draft)
    context = {
        "draft": draft,
        "guideline": draft.guideline,
        "question": draft.question,
        "versions": versions,
        "one": one,
        "other": other,
        "changed": changed_texts(one, other) if one and other else [],
        "governing": languages_of(draft.guideline)[0],
        "may_restore": may_restore,
        "blockers": blockers_to_editing(draft) if may_restore else [],
    }
    return render(request, "voting/draft_versions.html", context)


@verb("voting.edit_draft", load=draft_version_by_number, unseen=UNSEEN, why=why_refused)
def draft_restore(request: HttpRequest, version: DraftVersion) -> HttpResponse:
    draft, reason = version.recommendation, request.POST.get("reason", "")
    with refusals_told(request, reason):
        restore_version(by=request.user, version=version, reason=reason)
        messages.success(
            request, _("Version {number} is taken up again.").format(number=version.number)
        )
    return redirect("draft_versions", draft.guideline.slug, draft.ref)


def changed_texts(one: DraftVersion, other: DraftVersion) -> list[ChangedText]:
    """The texts that differ between two versions."""
    found = [
        ChangedText(
            str(LABELS[name][0]), text_differences(one.texts.get(name), other.texts.get(name))
        )
        for name in TEXTS
    ]
    return [each for each in found if each.differences]


def _chosen(
    request: HttpRequest, draft: Recommendation, versions: list[DraftVersion]
) -> tuple[DraftVersion | None, DraftVersion | None]:
    """The two versions that are asked for, else the last two."""
    asked = [whole_number(request.GET.get(name)) for name in ("from", "to")]
    if None not in asked:
        one, other = (get_object_or_404(draft.versions, number=each) for each in asked)
        return one, other
    if len(versions) < 2:
        return None, None
    return versions[1], versions[0]

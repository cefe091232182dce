"""Every component in every state on one page, for those who build pages."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from accounts.access import SIGNED_IN, page
from accounts.blockers import Blocker
from evidence.grade.levels import LEVELS
from guideline.codes import BASES
from publication.spine import Link
from publication.why import Step

STRENGTHS = [
    ("for", "strong"),
    ("for", "weak"),
    ("either", "weak"),
    ("against", "weak"),
    ("against", "strong"),
    (None, None),
]
SPINE = [
    Link(_("Question"), "#spine", "done", _("3 outcomes")),
    Link(_("Evidence"), "#spine", "stale", _("changed since it was signed"), is_here=True),
    Link(_("Certainty"), "#spine", "waits", _("2 of 3 rated")),
    Link(_("Vote"), "#spine", "open", _("open")),
    Link(_("Published"), "", "none", _("not yet")),
]
STEPS = [
    Step(
        _("Overall certainty of the evidence: low"),
        "#reasons",
        children=(Step(_("Rated down 1 for imprecision: few events"), basis="reconstructed"),),
    ),
]
BLOCKERS = [
    Blocker(_("Two critical outcomes are not rated."), "#blockers"),
    Blocker(_("The statement is empty.")),
]


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name"), help_text=_("As it should be printed."))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, required=False)
    level = forms.ChoiceField(
        label=_("Certainty"),
        widget=forms.RadioSelect,
        choices=[(level, level) for level in LEVELS],
    )
    agrees = forms.BooleanField(label=_("I have read the draft"))


@page(SIGNED_IN)
def developer_components(request: HttpRequest) -> HttpResponse:
    context = {
        "levels": [*LEVELS, None],
        "strengths": STRENGTHS,
        "bases": BASES,
        "links": SPINE,
        "steps": STEPS,
        "blockers": BLOCKERS,
        "form": SampleForm({}),
    }
    return render(request, "publication/developer_components.html", context)

"""One rule of the checks: what it says, and switching it off with a reason or on again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from accounts.blockers import Blocked
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from publication.actions.checks import switch_check_off, switch_check_on
from publication.checks.register import BY_ID
from publication.forms import SwitchOffForm


class RuleOf:
    """A rule as it stands in one guideline."""

    def __init__(self, guideline: Guideline, rule: str) -> None:
        self.guideline = guideline
        self.rule = BY_ID[rule]
        self.off = guideline.switched_off_checks.filter(rule=rule).first()


def rule_by_id(slug: str, rule: str) -> RuleOf:
    """A rule of the register with the guideline, or 404."""
    guideline = guideline_by_slug(slug)
    if rule not in BY_ID:
        raise Http404
    return RuleOf(guideline, rule)


@page(
    "guideline.edit_guideline",
    load=rule_by_id,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def check_switch(request: HttpRequest, found: RuleOf) -> HttpResponse:
    form = SwitchOffForm(request.POST or None)
    blockers = []
    if request.method == "POST":
        try:
            if _switch(request, found, form):
                return redirect("checks", found.guideline.slug)
        except Blocked as refused:
            blockers = refused.blockers
    context = {"guideline": found.guideline, "rule": found.rule, "off": found.off}
    return render(
        request,
        "publication/check_switch.html",
        context | {"form": form, "blockers": blockers},
        status=409 if blockers else 200,
    )


def _switch(request: HttpRequest, found: RuleOf, form: SwitchOffForm) -> bool:
    """Do what was asked for; False where the form lacks something."""
    if "on" in request.POST:
        switch_check_on(by=request.user, guideline=found.guideline, rule=found.rule.id)
        messages.success(request, _("The rule is asked again."))
        return True
    if not form.is_valid():
        return False
    switch_check_off(
        by=request.user, guideline=found.guideline, rule=found.rule.id, **form.cleaned_data
    )
    messages.success(request, _("The rule is switched off."))
    return True

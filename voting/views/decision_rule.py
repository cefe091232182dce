"""The rule by which a guideline's rounds are decided: every parameter, and what it asks for in votes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from voting.actions.decision_rule import PERMISSION, edit_decision_rule
from voting.decision_rule.examples import examples, table
from voting.decision_rule.forms import DecisionRuleForm, preset_named
from voting.eligibility import standing
from voting.models import Round
from voting.queries import rule_of
from voting.results.words import rule_in_words
from voting.rules.rule import PRESETS, Rule


@page(
    PERMISSION,
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def decision_rule(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    own = rule_of(guideline)
    stored = preset_named(request.GET.get("preset"), own)
    form = DecisionRuleForm(request.POST or None, stored=stored)
    trying = "show" in request.POST
    if not trying and form.carried_out(edit_decision_rule, by=request.user, guideline=guideline):
        messages.success(request, _("The rule is kept. Rounds opened from now on are held by it."))
        return redirect("decision_rule", guideline.slug)
    shown = form.shown
    voters = _voters(guideline, shown or own)
    context = {
        "guideline": guideline,
        "form": form,
        "trying": trying,
        "own": rule_in_words(own),
        "shown": rule_in_words(shown) if shown else "",
        "voters": voters,
        "examples": examples(shown, voters) if shown else [],
        "table": table(shown, voters) if shown else [],
        "presets": list(PRESETS),
        "running": Round.objects.filter(recommendation__guideline=guideline, status="open").count(),
    }
    return render(
        request, "voting/decision_rule.html", context, status=200 if trying else form.status
    )


def _voters(guideline: Guideline, rule: Rule) -> int:
    """How many on the panel have a vote by their role, whatever they may be recused from."""
    return sum(
        standing(place.role, chair_votes=rule.chair_votes).may_vote
        for place in guideline.panel.all()
    )

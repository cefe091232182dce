"""Putting many drafts to the vote at once: choose, look at what will be fixed, confirm."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from accounts.access import page
from accounts.blockers import Blocked, Blocker
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from voting.actions.openings import open_rounds
from voting.actions.rounds import blockers_to_opening, blockers_to_terms
from voting.forms import OpeningsForm
from voting.models import Recommendation
from voting.queries import drafts_for, rule_of
from voting.results.words import rule_in_words
from voting.rounds.openings import draft_of, invitation, unreached
from voting.rules.rule import rule_from


@page(
    "voting.open_round",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def rounds_open(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    drafts = [(each, blockers_to_opening(each)) for each in drafts_for(request.user, guideline)]
    free = [draft for draft, blockers in drafts if not blockers]
    form = OpeningsForm(guideline, free, request.POST or None)
    step = request.POST.get("step", "")
    if not step or step == "choose" or not form.is_valid():
        return _choosing(request, guideline, drafts, form)
    terms = form.terms()
    wrong = blockers_to_terms(terms["secrecy"], terms["closes_at"])
    if wrong:
        form.add_error("closes_at", str(wrong[0]))
        return _choosing(request, guideline, drafts, form)
    if step != "open":
        return _looking(request, guideline, form)
    try:
        rounds = open_rounds(
            by=request.user,
            guideline=guideline,
            recommendations=form.chosen(),
            seen=_seen(request, form.chosen()),
            **terms,
        )
    except Blocked as refusal:
        return _looking(request, guideline, form, refusal.blockers)
    n = len(rounds)
    opened = ngettext("{n} round is open.", "{n} rounds are open.", n).format(n=n)
    messages.success(request, opened)
    return redirect("rounds", guideline.slug)


def _seen(request: HttpRequest, chosen: list[Recommendation]) -> dict[str, str]:
    return {each.ref: request.POST.get(f"seen-{each.ref}", "") for each in chosen}


def _choosing(
    request: HttpRequest,
    guideline: Guideline,
    drafts: list[tuple[Recommendation, list[Blocker]]],
    form: OpeningsForm,
) -> HttpResponse:
    context = {
        "guideline": guideline,
        "form": form,
        "drafts": drafts,
        "picked": set(form.data.getlist("drafts")) if form.is_bound else set(),
        "is_free": any(not blockers for _draft, blockers in drafts),
    }
    wrong = form.is_bound and form.errors
    return render(request, "voting/rounds_open.html", context, status=422 if wrong else 200)


def _looking(
    request: HttpRequest,
    guideline: Guideline,
    form: OpeningsForm,
    blockers: list[Blocker] | None = None,
) -> HttpResponse:
    """Everything that will be fixed, once, with the buttons to confirm or to go back."""
    terms = form.terms()
    rule = rule_from(terms["rule"]) if terms["rule"] else rule_of(guideline)
    drafts = [draft_of(each, rule) for each in form.chosen()]
    context: dict[str, Any] = {
        "guideline": guideline,
        "form": form,
        "terms": terms,
        "secrecy": form.secrecy_words(),
        "rule": rule_in_words(rule),
        "frozen": [(draft, draft.digest(rule)) for draft in drafts],
        "blockers": blockers or [],
        "mail": invitation(guideline, drafts, terms["closes_at"]),
        "unreached": unreached(drafts),
    }
    status = 409 if blockers else 200
    return render(request, "voting/rounds_open_look.html", context, status=status)

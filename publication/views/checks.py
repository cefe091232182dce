"""The checks of a guideline: what they find, question by question, and the rules themselves."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from publication.chain import chain_of
from publication.checks.finding import SEVERITIES, Rule
from publication.checks.register import RULES
from publication.checks.shown import count_of, groups_of, seen_findings
from publication.models import SwitchedOffCheck
from publication.reader import reader_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A rule of the register; `off` where it is switched off for this guideline."""

    rule: Rule
    off: SwitchedOffCheck | None


@page("guideline.view_guideline", load=guideline_by_slug, unseen="guideline.view_guideline")
def checks(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    chain, reader = chain_of(guideline), reader_of(request.user, guideline)
    findings = seen_findings(chain, reader)
    severity = request.GET.get("severity", "")
    chosen = [each for each in findings if severity in ("", each.severity)]
    off = {row.rule: row for row in guideline.switched_off_checks.select_related("by")}
    context = {
        "guideline": guideline,
        "count": count_of(findings),
        "severity": severity if severity in SEVERITIES else "",
        "groups": groups_of(chosen if severity in SEVERITIES else findings, chain, reader),
        "rules": [Listed(rule, off.get(rule.id)) for rule in RULES],
        "off": [Listed(rule, off[rule.id]) for rule in RULES if rule.id in off],
        "may_switch": reader.may("guideline.edit_guideline"),
    }
    return render(request, "publication/checks.html", context)

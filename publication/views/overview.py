"""A guideline at a glance: its stage, its questions with what is derived, what is missing and who must act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from guideline.stages import BY_NAME, STAGES, number_of
from publication.chain import chain_of
from publication.checks.shown import count_of, seen_findings
from publication.overview import chapters_of, leaves_of, set_aside, waiting
from publication.reader import reader_of
from voting.queries import rule_of
from voting.results.words import rule_in_words

# The pages beside this one, and the permission that opens each.
PAGES = {
    "view_evidence": "evidence.view_evidence",
    "view_log": "audit.view_log",
    "view_round": "voting.view_round",
    "view_meeting": "guideline.view_meeting",
    "declare_conflict": "guideline.declare_conflict",
    "open_round": "voting.open_round",
    "change_stage": "guideline.change_stage",
    "view_inbox": "hearing.view_inbox",
    "edit_grade_settings": "guideline.edit_grade_settings",
    "edit_rule": "voting.edit_rule",
    "edit_guideline": "guideline.edit_guideline",
    "set_proposals": "evidence.set_proposals",
    "edit_question": "guideline.edit_question",
    "open_hearing": "hearing.open_hearing",
    "publish": "publication.publish_guideline",
}


@page(
    "guideline.view_guideline",
    load=guideline_by_slug,
    unseen="guideline.view_guideline",
)
def overview(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    chain, reader = chain_of(guideline), reader_of(request.user, guideline)
    chapters = chapters_of(chain, reader)
    context = {
        "guideline": guideline,
        "chain": chain,
        "reader": reader,
        # A total of what somebody may not see would tell it.
        "shows_totals": all(reader.drafts(question) for question in chain.clinical),
        "may": {key: reader.may(permission) for key, permission in PAGES.items()}
        # Who is named for it says more than the role.
        | {"decide_conflict": request.user.has_perm("guideline.decide_conflict", guideline)},
        "rule": rule_in_words(rule_of(guideline)),
        "stage": BY_NAME[guideline.stage],
        "stage_number": number_of(guideline.stage),
        "stage_count": len(STAGES),
        "chapters": chapters,
        "waiting": waiting(chapters),
        "leaves": leaves_of(chain, chapters),
        "set_aside": set_aside(chain),
        "graded": sum(each.derived.is_graded for each in chain.recommendations()),
        "checks": count_of(seen_findings(chain, reader)),
        "latest": guideline.versions.defer("content").order_by("-published_at", "-id").first(),
        "hearings": guideline.hearings.all(),
    }
    return render(request, "publication/overview.html", context)

"""What happened in a guideline, as sentences, newest first; and whether the chain of events holds."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from audit.models import ChainHead
from audit.queries import verify
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from publication.log import counts_votes, readable_history, targets_of
from publication.reader import reader_of

PAGE = 50
# A longer chain is walked only when somebody asks for it (or by `manage.py verify_audit`).
VERIFIED_AT_ONCE = 2000


@page("audit.view_log", load=guideline_by_slug, unseen="guideline.view_guideline")
def audit_log(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    reader = reader_of(request.user, guideline)
    target = request.GET.get("target", "")
    events = readable_history(guideline, reader)
    if target:
        events = events.filter(target=target)
    head = ChainHead.objects.filter(pk=1).first()
    checks = "check" in request.GET or (head is not None and head.length <= VERIFIED_AT_ONCE)
    context = {
        "guideline": guideline,
        "events": Paginator(events, PAGE).get_page(request.GET.get("page")),
        "targets": targets_of(guideline, reader),
        "target": target,
        "head": head,
        "checked": checks,
        "broken": verify() if checks else None,
        "shows_numbers": counts_votes(reader),
    }
    return render(request, "publication/audit_log.html", context)

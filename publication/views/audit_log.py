"""What happened in a guideline, as sentences, newest first; and whether the chain of events holds."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from audit.models import ChainHead
from audit.queries import verify
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from publication.log import readable_history, targets_of
from publication.reader import reader_of

PAGE = 50
# A longer chain is walked only when somebody asks for it (or by `manage.py verify_audit`).
VERIFIED_AT_ONCE = 2000
# PostgreSQL's bigint ends there; what is beyond it is no event.
LAST_SEQUENCE = 2**63 - 1


@page("audit.view_log", load=guideline_by_slug, unseen="guideline.view_guideline")
def audit_log(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    reader = reader_of(request.user, guideline)
    target, before = request.GET.get("target", ""), _sequence(request.GET.get("before", ""))
    events = readable_history(guideline, reader)
    if target:
        events = events.filter(target=target)
    if before:
        events = events.filter(sequence__lt=before)
    rows = list(events[: PAGE + 1])
    head = ChainHead.objects.filter(pk=1).first()
    checks = "check" in request.GET or (head is not None and head.length <= VERIFIED_AT_ONCE)
    context = {
        "guideline": guideline,
        "events": rows[:PAGE],
        "older": rows[PAGE - 1].sequence if len(rows) > PAGE else None,
        "targets": targets_of(guideline, reader),
        "target": target,
        "head": head,
        "checked": checks,
        "broken": verify() if checks else None,
    }
    return render(request, "publication/audit_log.html", context)


def _sequence(text: str) -> int | None:
    """The event that a page starts before; anything that is no number starts at the newest."""
    if not (text.isascii() and text.isdecimal()) or len(text) > 19:
        return None
    return min(int(text), LAST_SEQUENCE)

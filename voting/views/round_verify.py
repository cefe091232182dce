"""Checking a closed round without trusting this program: its record as a file, and the script for it."""

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.access import SIGNED_IN, page
from accounts.blockers import Blocker
from audit.models import Event
from guideline.files import attachment
from voting.models import Round
from voting.queries import round_by_pk, sight_for
from voting.recusal import why_refused
from voting.results.exporting import round_record

SCRIPT = Path(settings.BASE_DIR) / "docs" / "verify_round.py"


def blockers_to_record(user: object, round: Round) -> list[Blocker]:
    """Why this person gets no record of the round yet; empty when there is one for them."""
    if round.is_open:
        return [Blocker(_("The round is open."))]
    if round.status == "withdrawn":
        return [Blocker(_("The round was withdrawn."))]
    if not sight_for(user, round).tally:
        return [Blocker(_("Too few secret ballots were cast to show what they say."))]
    return []


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def round_verify(request: HttpRequest, round: Round) -> HttpResponse:
    return _page(request, round, blockers_to_record(request.user, round), status=200)


def _page(
    request: HttpRequest, round: Round, blockers: list[Blocker], *, status: int
) -> HttpResponse:
    context = {
        "round": round,
        "guideline": round.guideline,
        "question": round.question,
        "blockers": blockers,
        "closing": "" if blockers else _closing(round),
        "name": name_of(round),
        "names": sight_for(request.user, round).names,
    }
    return render(request, "voting/round_verify.html", context, status=status)


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def round_export(request: HttpRequest, round: Round) -> HttpResponse:
    blockers = blockers_to_record(request.user, round)
    if blockers:
        return _page(request, round, blockers, status=409)
    data = round_record(round, sight_for(request.user, round))
    return _file(json.dumps(data, ensure_ascii=False, indent=1), "application/json", name_of(round))


@page(SIGNED_IN)
def round_verifier(request: HttpRequest) -> HttpResponse:
    return _file(SCRIPT.read_text(encoding="utf-8"), "text/x-python", SCRIPT.name)


def name_of(round: Round) -> str:
    """The name of the record as a file."""
    return f"{round.guideline.slug}-{round.recommendation.ref}-round-{round.label}.json"


def _closing(round: Round) -> str:
    """The hash in which the audit chain ended as the round was closed; empty for an imported one."""
    told = Event.objects.filter(
        verb="round-closed",
        guideline=round.guideline.slug,
        target=round.recommendation.ref,
        facts__round=round.label,
    )
    last = told.order_by("sequence").last()
    return last.hash if last else ""


def _file(text: str, kind: str, name: str) -> HttpResponse:
    return attachment(text, f"{kind}; charset=utf-8", name, cache="no-store")

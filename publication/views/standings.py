"""Who may vote on what: the panel against the questions, with what a vote would need; also as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.access import page
from guideline.files import attachment
from guideline.models import Guideline
from guideline.queries import guideline_by_slug, last_meeting, next_meeting
from publication.exports.tables import MEDIA_TYPES, table_file
from publication.standings import MEANINGS, standings_of
from voting.results.words import rule_in_words

PERMISSION, UNSEEN = "voting.open_round", "guideline.view_guideline"


@page(PERMISSION, load=guideline_by_slug, unseen=UNSEEN)
def standings(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    found = standings_of(guideline)
    context = {
        "guideline": guideline,
        "standings": found,
        "rule": rule_in_words(found.rule),
        "meanings": MEANINGS.values(),
        "last_meeting": last_meeting(guideline),
        "next_meeting": next_meeting(guideline),
        "may_decide": request.user.has_perm("guideline.decide_conflict", guideline),
    }
    return render(request, "publication/standings.html", context)


class _File:
    """A guideline's matrix as a file of some kind; 404 for a kind that there is not."""

    def __init__(self, slug: str, ending: str) -> None:
        if ending not in MEDIA_TYPES:
            raise Http404
        self.guideline, self.ending = guideline_by_slug(slug), ending


@page(PERMISSION, load=_File, unseen=UNSEEN)
def standings_file(request: HttpRequest, wanted: _File) -> HttpResponse:
    rows = standings_of(wanted.guideline).table()
    name = f"{wanted.guideline.slug}-votes.{wanted.ending}"
    content = table_file(rows, wanted.ending, title=_("Who may vote"))
    return attachment(content, MEDIA_TYPES[wanted.ending], name)

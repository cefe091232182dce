"""The closing time of a round as a calendar file."""

from django.http import Http404, HttpRequest, HttpResponse

from accounts.access import page
from guideline.calendar_file import MEDIA_TYPE
from voting.models import Round
from voting.queries import round_by_pk
from voting.recusal import why_refused
from voting.rounds.invitation_mails import deadline_file


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def round_deadline(request: HttpRequest, round: Round) -> HttpResponse:
    if round.closes_at is None or round.opened_at is None:
        raise Http404
    name = f"vote-{round.recommendation.ref}-{round.number}.ics"
    return HttpResponse(
        deadline_file([round]),
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )

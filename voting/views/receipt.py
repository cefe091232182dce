"""The receipt of one's own ballot with every version of it, on a page and as a text to keep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from accounts.access import page
from voting.ballots.pages import receipt_page
from voting.ballots.proxies import line_for
from voting.ballots.receipt_text import in_text
from voting.models import Ballot, Round
from voting.queries import round_by_pk, sight_for
from voting.recusal import why_refused


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def receipt(request: HttpRequest, round: Round) -> HttpResponse:
    versions = _versions(request, round)
    if not versions:
        return redirect("round", pk=round.pk)
    context = receipt_page(request.user, round, versions[0], versions[0].voter) | {
        "earlier": versions[1:]
    }
    return render(request, "voting/receipt.html", context)


@page("voting.view_round", load=round_by_pk, unseen="guideline.view_guideline", why=why_refused)
def receipt_text(request: HttpRequest, round: Round) -> HttpResponse:
    versions = _versions(request, round)
    if not versions:
        raise Http404
    name = f"receipt-{round.recommendation.ref}-{round.number}.txt"
    answer = HttpResponse(
        in_text(round, versions[0]),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    add_never_cache_headers(answer)
    return answer


def _versions(request: HttpRequest, round: Round) -> list[Ballot]:
    """One's own ballots in this round, the last first; none where they are not to be found."""
    voter = line_for(request.user, round, request.GET.get("of", ""))
    if voter is None or not sight_for(request.user, round).own_vote:
        return []
    return list(voter.ballots.select_related("voter__member").order_by("-version"))

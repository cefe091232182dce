"""Why a recommendation is what it is: back from strength and certainty to votes, judgements and numbers."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from publication import why as explanation
from publication.chain import chain_of
from publication.reader import reader_of
from voting.models import Recommendation
from voting.queries import recommendation_by_ref


@page("voting.view_round", load=recommendation_by_ref, unseen="guideline.view_guideline")
def why(request: HttpRequest, recommendation: Recommendation) -> HttpResponse:
    guideline, question = recommendation.guideline, recommendation.question
    chain = chain_of(guideline, question)
    chained, each = chain.question(question.ref), chain.recommendation(recommendation.ref)
    if not reader_of(request.user, guideline).votes(chained, each):
        raise PermissionDenied
    context = {
        "guideline": guideline,
        "question": question,
        "chained": chained,
        "recommendation": recommendation,
        "derived": each.derived,
        "steps": explanation.why(chain, recommendation.ref).children,
    }
    return render(request, "publication/why.html", context)

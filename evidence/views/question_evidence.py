"""The evidence on a question: searches, flow of records, studies, results, effects and certainty."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import page
from evidence.actions.signing import blockers_to_signing
from evidence.changes.history import lapse_of
from evidence.fingerprint import content_of, signature_state
from evidence.models import PooledResult
from evidence.pooling_record import kept_result
from evidence.prisma import prisma_counts
from evidence.profile import BodyChain, outcomes_of
from evidence.queries import last_pooled_results, question_with_evidence
from evidence.raters.pairs import RatingPair, pairs_of, viewer_of
from evidence.result_rows import result_rows
from guideline.models import Question

FLOW = ("duplicates", "excluded_on_title", "not_retrieved", "excluded_on_full_text")


@page("evidence.view_evidence", load=question_with_evidence, unseen="guideline.view_guideline")
def question_evidence(request: HttpRequest, question: Question) -> HttpResponse:
    outcomes, kept = outcomes_of(question), last_pooled_results(question)
    pairs = pairs_of(question, viewer_of(request.user, question.guideline))
    may_sign = request.user.has_perm("evidence.sign_profile", question)
    signature = signature_state(question, content_of(question))
    context = {
        "guideline": question.guideline,
        "question": question,
        "flow": _flow(question),
        "outcomes": [
            (each, [_body(body, kept, pairs) for body in each.bodies]) for each in outcomes
        ],
        "has_risk_of_bias": any(study.risk_of_bias for study in question.studies.all()),
        "signature": signature,
        "lapse": lapse_of(question, signature),
        "may_see_history": request.user.has_perm("evidence.view_history", question),
        "may_edit": request.user.has_perm("evidence.edit_evidence", question),
        "may_screen": request.user.has_perm("evidence.screen_record", question),
        "may_rate": request.user.has_perm("evidence.rate_certainty", question),
        "may_sign": may_sign,
        "signing_blockers": blockers_to_signing(question, outcomes) if may_sign else [],
    }
    return render(request, "evidence/question_evidence.html", context)


def _flow(question: Question):
    flow = getattr(question, "flow", None)
    return prisma_counts(
        [search.records for search in question.searches.all()],
        {name: getattr(flow, name) for name in FLOW} if flow else None,
        list(question.records.all()),
    )


def _body(body: BodyChain, kept: dict[int, PooledResult], pairs: dict[tuple[int, str], RatingPair]):
    last = kept.get(body.body.pk)
    shown = kept_result(last, body) if last else None
    own = [pair for (key, _part), pair in pairs.items() if key == body.body.pk]
    return {"chain": body, "rows": result_rows(body), "kept": shown, "pairs": own}

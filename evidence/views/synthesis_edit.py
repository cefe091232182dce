"""How a body of evidence is pooled: tried out on the page, compared, and kept with its result."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import page
from evidence.actions.synthesis import keep_synthesis
from evidence.appraisal import Appraisal, contrasts, tried
from evidence.further_looks import Look, further_looks
from evidence.models import Body
from evidence.pooling_record import kept_result, pooling_of
from evidence.profile import BodyChain
from evidence.queries import last_pooled_results, outcome_with_evidence
from evidence.result_forms import ExcludeForm
from evidence.result_rows import result_rows
from evidence.synthesis_choices import completed, to_keep
from evidence.synthesis_forms import BodyForm, KeepForm, PrimaryForm, SynthesisForm
from guideline.models import Outcome


@page(
    "evidence.edit_evidence",
    load=outcome_with_evidence,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def synthesis_edit(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    body = _body(outcome, request.GET.get("body", ""))
    keep = None
    if body is not None and request.method == "POST":
        keep = KeepForm(request.POST, body=body)
        if keep.carried_out(keep_synthesis, by=request.user, body=body):
            messages.success(request, _("The synthesis is kept, with its result as a record."))
            return redirect(_address(outcome, body))
    context = synthesis_context(request, outcome, body, keep=keep)
    return render(request, "evidence/synthesis_edit.html", context, status=_status(keep))


def synthesis_context(
    request: HttpRequest, outcome: Outcome, body: Body | None, **forms: Any
) -> dict[str, Any]:
    """What the page shows; `forms` are those that were refused and are shown again."""
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "bodies": list(outcome.bodies.all()),
        "body": body,
        "adding": forms.get("adding") or BodyForm(outcome=outcome, prefix="body"),
    }
    return context | _pooled(request, body, forms) if body is not None else context


def _pooled(request: HttpRequest, body: Body, forms: dict[str, Any]) -> dict[str, Any]:
    kept = BodyChain(body, body.outcome)
    asked = request.POST if forms.get("keep") else request.GET
    form = SynthesisForm(asked, body=body)
    is_changed = form.offers_another_than(completed(form.kind, body.synthesis))
    shown = tried(kept, to_keep(form.values())) if is_changed else kept
    pooling = pooling_of(shown)
    last = last_pooled_results(body.question).get(body.pk)
    return {
        "form": form,
        "is_changed": is_changed,
        "shown": shown,
        "appraisal": Appraisal(shown),
        "looks": _looks(request, shown),
        "contrasts": contrasts(kept.pooled, shown.pooled) if is_changed else [],
        "last": kept_result(last, kept) if last else None,
        "keep": forms.get("keep") or _keep(body, form, pooling),
        "can_keep": pooling is not None and form.is_valid(),
        "rows": _rows(shown),
        "primary": forms.get("primary") or PrimaryForm(prefix="primary"),
    }


def _looks(request: HttpRequest, shown: BodyChain) -> list[tuple[Look, str]]:
    """The further looks, those asked for computed, each with the query that asks for it as well."""
    asked = request.GET.getlist("look")
    return [(look, _asking(request, look.key)) for look in further_looks(shown, asked)]


def _asking(request: HttpRequest, key: str) -> str:
    query = request.GET.copy()
    query.setlist("look", dict.fromkeys([*query.getlist("look"), key]))
    return query.urlencode()


def _keep(body: Body, form: SynthesisForm, pooling: Any) -> KeepForm:
    chosen = form.values() if form.is_valid() else {}
    seen = pooling.inputs_hash if pooling else ""
    return KeepForm(body=body, initial=chosen | {"seen": seen})


def _rows(shown: BodyChain) -> list[tuple[Any, ExcludeForm]]:
    """Every row with the form that excludes it, each with ids of its own."""
    return [
        (row, ExcludeForm(prefix="exclude", auto_id=f"id_%s_{row.result.pk}"))
        for row in result_rows(shown)
    ]


def _body(outcome: Outcome, asked: str) -> Body | None:
    """The body of this key or id; without one the primary, else the first; None where there is none."""
    bodies = list(outcome.bodies.all())
    if asked:
        found = [body for body in bodies if asked in (body.ref, str(body.pk))]
        if not found:
            raise Http404
        return found[0]
    return next((body for body in bodies if body.primary), bodies[0] if bodies else None)


def _address(outcome: Outcome, body: Body) -> str:
    place = (outcome.guideline.slug, outcome.question.ref, outcome.ref)
    return f"{reverse('synthesis_edit', args=place)}?body={body.pk}"


def _status(form: Any) -> int:
    return form.status if form is not None else 200

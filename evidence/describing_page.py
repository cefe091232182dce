"""The page of evidence that is not pooled here, whichever way it is said: a form of one body, kept by its action."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from evidence.describing_forms import BodyTextForm
from evidence.queries import body_asked_for
from guideline.models import Outcome


def describing_page(
    request: HttpRequest,
    outcome: Outcome,
    *,
    form_of: type[BodyTextForm],
    action: Callable[..., Any],
    done: str,
    template: str,
) -> HttpResponse:
    """The form for the body asked for; once its action is carried out, the evidence with `done`."""
    body = body_asked_for(outcome, request.POST.get("body") or request.GET.get("body", ""))
    form = form_of(request.POST or None, outcome=outcome, body=body)
    if form.carried_out(action, by=request.user, outcome=outcome):
        messages.success(request, done)
        place = (outcome.guideline.slug, outcome.question.ref)
        return redirect(reverse("question_evidence", args=place) + f"#outcome-{outcome.ref}")
    context = {
        "guideline": outcome.guideline,
        "question": outcome.question,
        "outcome": outcome,
        "form": form,
    }
    return render(request, template, context, status=form.status)

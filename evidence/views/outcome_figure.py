"""One figure of an outcome as a file: SVG, PNG or PDF."""

from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from accounts.access import page
from evidence.outcome_figures import NotDrawn, figure_of, kinds_of
from evidence.plots.export import exported
from evidence.plots.figure import Figure
from evidence.queries import body_named, outcome_with_evidence
from guideline.models import Outcome

TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


@page("evidence.view_evidence", load=outcome_with_evidence, unseen="guideline.view_guideline")
def outcome_figure(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    format = request.resolver_match.kwargs["format"]
    body = body_named(outcome, request.GET.get("body", ""))
    kind = request.GET.get("show") or next(iter(kinds_of(body)), "")
    if format not in TYPES or kind not in kinds_of(body):
        raise Http404
    try:
        figure = figure_of(body, kind)
    except NotDrawn as error:
        return HttpResponse(str(error), content_type="text/plain; charset=utf-8", status=422)
    tag = f'"{sha256(f"{format}{figure.wide}".encode()).hexdigest()}"'
    unchanged = get_conditional_response(request, etag=tag)
    return unchanged or _response(figure, format, f"{outcome.ref}-{kind}", tag)


def _response(figure: Figure, format: str, name: str, tag: str) -> HttpResponse:
    return HttpResponse(
        _content(figure, format),
        content_type=TYPES[format],
        headers={
            "ETag": tag,
            # The same reader may keep it, but asks each time whether the evidence has changed.
            "Cache-Control": "private, no-cache",
            "Content-Disposition": f'inline; filename="{name}.{format}"',
        },
    )


def _content(figure: Figure, format: str) -> str | bytes:
    if format == "svg":
        return figure.wide
    return exported(figure.wide, format, title=figure.title, description=figure.description)

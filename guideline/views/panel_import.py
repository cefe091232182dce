"""A list of people from a spreadsheet: looked at with every problem named, and taken over at once."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from accounts.access import page
from guideline.actions.panel_import import import_members, problems_with
from guideline.models import Guideline
from guideline.panel_forms import ListForm, TakeOverForm
from guideline.panel_sheet import MEDIA_TYPES, Entry, read_sheet, template_file
from guideline.queries import guideline_by_slug

PERMISSION, UNSEEN = "guideline.manage_panel", "guideline.view_guideline"


@page(PERMISSION, load=guideline_by_slug, methods=("GET", "HEAD", "POST"), unseen=UNSEEN)
def panel_import(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    if request.POST.get("step") == "take-over":
        return _take_over(request, guideline)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, guideline, form=form)
    sheet = read_sheet(form.cleaned_data["file"].read())
    problems = problems_with(guideline, sheet.entries) if sheet.entries else sheet.problems
    return _look(request, guideline, form, sheet.entries, problems)


class TemplateFile:
    """The sheet to fill in, of some kind; 404 for a kind that there is not."""

    def __init__(self, slug: str, ending: str) -> None:
        if ending not in MEDIA_TYPES:
            raise Http404
        self.guideline, self.ending = guideline_by_slug(slug), ending


@page(PERMISSION, load=TemplateFile, unseen=UNSEEN)
def panel_template(request: HttpRequest, wanted: TemplateFile) -> HttpResponse:
    return HttpResponse(
        template_file(wanted.ending),
        content_type=MEDIA_TYPES[wanted.ending],
        headers={"Content-Disposition": f'attachment; filename="panel.{wanted.ending}"'},
    )


def _take_over(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = TakeOverForm(request.POST)
    if form.carried_out(import_members, by=request.user, guideline=guideline):
        n = len(form.entries)
        said = ngettext("{n} place is taken over.", "{n} places are taken over.", n)
        messages.success(request, said.format(n=n))
        return redirect("panel", guideline.slug)
    # Somebody may have taken a place since; nothing was written, and the list is looked at again.
    problems = problems_with(guideline, form.entries) if form.entries else ()
    return _look(request, guideline, ListForm(), form.entries, problems, take_over=form)


def _look(
    request: HttpRequest,
    guideline: Guideline,
    form: ListForm,
    entries: tuple[Entry, ...],
    problems: Any,
    take_over: TakeOverForm | None = None,
) -> HttpResponse:
    rows = json.dumps([entry.as_data() for entry in entries], ensure_ascii=False)
    wrong: dict[int, list[Any]] = {}
    for problem in problems:
        wrong.setdefault(problem.row, []).append(problem)
    context = {
        "entries": [(entry, wrong.get(entry.row, [])) for entry in entries],
        "problems": problems,
        "take_over": take_over or TakeOverForm(initial={"rows": rows}),
    }
    return _page(request, guideline, form=form, **context)


def _page(request: HttpRequest, guideline: Guideline, **context: Any) -> HttpResponse:
    wrong = context.get("problems") or context["form"].errors
    take_over = context.get("take_over")
    if take_over is not None and take_over.is_bound:
        wrong = True
    status = 422 if request.method == "POST" and wrong else 200
    context |= {"guideline": guideline}
    return render(request, "guideline/panel_import.html", context, status=status)

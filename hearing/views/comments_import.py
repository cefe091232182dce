"""Comments that a society collected itself: looked at with every problem, then taken over at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from accounts.access import page
from guideline.files import attachment
from hearing.actions.comment_import import import_comments
from hearing.actions.commenting import blockers_of_time
from hearing.comment_sheet import MEDIA_TYPES, CommentSheet, read_comments, sealed, template_file
from hearing.import_forms import TableForm, TakeOverForm
from hearing.models import Hearing
from hearing.queries import hearing_by_ref

PERMISSION, UNSEEN = "hearing.open_hearing", "guideline.view_guideline"


@page(PERMISSION, load=hearing_by_ref, methods=("GET", "HEAD", "POST"), unseen=UNSEEN)
def comments_import(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    if request.POST.get("step") == "take-over":
        return _take_over(request, hearing)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, hearing, form=form)
    content = form.cleaned_data["file"].read()
    sheet = read_comments(content, hearing.draft, hearing.guideline.slug)
    return _look(request, hearing, form, sheet)


class TemplateFile:
    """The table to fill in, of some kind; 404 for a kind that there is not."""

    def __init__(self, slug: str, ref: str, ending: str) -> None:
        if ending not in MEDIA_TYPES:
            raise Http404
        self.hearing, self.ending = hearing_by_ref(slug, ref), ending
        self.guideline = self.hearing.guideline


@page(PERMISSION, load=TemplateFile, unseen=UNSEEN)
def comments_template(request: HttpRequest, wanted: TemplateFile) -> HttpResponse:
    content = template_file(wanted.ending, wanted.hearing.draft)
    return attachment(content, MEDIA_TYPES[wanted.ending], f"comments.{wanted.ending}")


def _take_over(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    form = TakeOverForm(request.POST, hearing=hearing, auto_id=False)
    if not form.carried_out(import_comments, by=request.user, hearing=hearing):
        return _page(request, hearing, form=TableForm(), take_over=form, entries=form.entries)
    n = len(form.entries)
    said = ngettext("{n} comment is taken over.", "{n} comments are taken over.", n)
    messages.success(request, said.format(n=n))
    return redirect("hearing_inbox", hearing.guideline.slug, hearing.ref)


def _look(
    request: HttpRequest, hearing: Hearing, form: TableForm, sheet: CommentSheet
) -> HttpResponse:
    context: dict[str, Any] = {"entries": sheet.entries, "problems": sheet.problems}
    if not sheet.problems:
        start = {
            "rows": sealed(sheet.entries, hearing.pk),
            "collected_by": form.cleaned_data["collected_by"],
        }
        context["take_over"] = TakeOverForm(initial=start, hearing=hearing, auto_id=False)
    return _page(request, hearing, form=form, **context)


def _page(request: HttpRequest, hearing: Hearing, **context: Any) -> HttpResponse:
    take_over = context.get("take_over")
    wrong = context.get("problems") or context["form"].errors
    if take_over is not None and take_over.is_bound:
        wrong = True
    status = 422 if request.method == "POST" and wrong else 200
    context |= {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "blockers": blockers_of_time(hearing),
    }
    return render(request, "hearing/comments_import.html", context, status=status)

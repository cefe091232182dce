"""The themes of a hearing: renamed, given up, and what each gathers."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from accounts.told import refusals_told
from hearing.actions.triage import delete_theme, remove_theme, rename_theme
from hearing.answering.filters import filter_from, number_from
from hearing.answering.pages import comment_address
from hearing.models import Hearing, Theme
from hearing.queries import hearing_by_ref, theme_by_pk

UNSEEN = "guideline.view_guideline"


@page("hearing.view_inbox", load=hearing_by_ref, unseen=UNSEEN)
def hearing_themes(request: HttpRequest, hearing: Hearing) -> HttpResponse:
    context = {
        "hearing": hearing,
        "guideline": hearing.guideline,
        "themes": hearing.themes.annotate(n=Count("rows")).order_by("name"),
        "may_answer": request.user.has_perm("hearing.answer_comment", hearing),
    }
    return render(request, "hearing/hearing_themes.html", context)


@verb("hearing.answer_comment", load=theme_by_pk, unseen=UNSEEN)
def theme_rename(request: HttpRequest, theme: Theme) -> HttpResponse:
    name = request.POST.get("name", "")
    with refusals_told(request, name):
        rename_theme(by=request.user, theme=theme, name=name)
        messages.success(request, _("The theme has its new name."))
    return _back(theme)


@verb("hearing.answer_comment", load=theme_by_pk, unseen=UNSEEN)
def theme_delete(request: HttpRequest, theme: Theme) -> HttpResponse:
    with refusals_told(request):
        delete_theme(by=request.user, theme=theme)
        messages.success(request, _("The theme is gone; its comments stay."))
    return _back(theme)


@verb("hearing.answer_comment", load=theme_by_pk, unseen=UNSEEN)
def theme_remove(request: HttpRequest, theme: Theme) -> HttpResponse:
    number = number_from(request.POST.get("number", ""))
    with refusals_told(request):
        remove_theme(by=request.user, theme=theme, numbers=[number])
        messages.success(
            request, _("No longer under '{theme}': {number}.").format(theme=theme, number=number)
        )
    return redirect(comment_address(theme.hearing, filter_from(request.POST), number))


def _back(theme: Theme) -> HttpResponse:
    return redirect("hearing_themes", theme.guideline.slug, theme.hearing.ref)

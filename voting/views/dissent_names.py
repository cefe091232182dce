"""Whether dissents of a guideline stand with the names of those who wrote them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import page
from guideline.models import Guideline
from guideline.queries import guideline_by_slug
from voting.actions.dissent_names import set_dissent_names
from voting.rounds.room_forms import DissentNamesForm


@page(
    "voting.edit_rule",
    load=guideline_by_slug,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def dissent_names(request: HttpRequest, guideline: Guideline) -> HttpResponse:
    form = DissentNamesForm(request.POST or None, initial={"names": guideline.dissent_names})
    if request.method == "POST" and form.is_valid():
        set_dissent_names(by=request.user, guideline=guideline, **form.cleaned_data)
        return redirect("overview", slug=guideline.slug)
    return render(request, "voting/dissent_names.html", {"guideline": guideline, "form": form})

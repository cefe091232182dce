"""Comments that say the same: one answer for all of them, and the way out for one that does not."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page
from hearing.actions.groups import answer_group
from hearing.answering.filters import number_from
from hearing.answering.groups import group_address, group_form, group_page
from hearing.answering.rooms import refuse_who_leaves
from hearing.models import Campaign
from hearing.queries import group_by_pk


@page(
    "hearing.view_inbox",
    load=group_by_pk,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def comment_group(request: HttpRequest, group: Campaign) -> HttpResponse:
    if request.method == "POST":
        refuse_who_leaves(request.user, group.hearing, group.comments)
    form = group_form(request.user, group, request.POST or None)
    ask = request.POST.get("deed") == "ask"
    if request.method == "POST" and form.carried_out(
        answer_group,
        by=request.user,
        campaign=group,
        sample=number_from(request.POST.get("sample", "")),
        ask=ask,
    ):
        said = _("Somebody else has to approve it now.") if ask else _("The draft is kept.")
        messages.success(request, said)
        return redirect(group_address(group.hearing, group.pk))
    said = request.POST if request.method == "POST" else request.GET
    context = group_page(request.user, group, form, said)
    return render(request, "hearing/comment_group.html", context, status=form.status)

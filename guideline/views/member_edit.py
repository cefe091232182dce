"""One place on the panel: what it says, the invitation of its holder, and its change of hands.

Each form posts to a verb of its own, which shows this page again when it is refused.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import page, verb
from guideline.actions.panel import edit_member, invite_member, replace_member
from guideline.forms import InviteForm, MemberForm, ReplaceForm, VerbForm
from guideline.models import PanelMember
from guideline.panel_sheet import SUGGESTED
from guideline.queries import member_by_ref


@page(
    "guideline.manage_panel",
    load=member_by_ref,
    methods=("GET", "HEAD", "POST"),
    unseen="guideline.view_guideline",
)
def member_edit(request: HttpRequest, member: PanelMember) -> HttpResponse:
    form = MemberForm(request.POST or None, row=member)
    if form.carried_out(edit_member, by=request.user, member=member):
        messages.success(request, _("The place is saved."))
        return redirect("panel", member.guideline.slug)
    return _page(request, member, form=form)


@verb("guideline.manage_panel", load=member_by_ref, unseen="guideline.view_guideline")
def member_invite(request: HttpRequest, member: PanelMember) -> HttpResponse:
    form = InviteForm(request.POST, prefix="invite")
    if form.carried_out(invite_member, by=request.user, member=member):
        messages.success(request, _("The invitation is on its way."))
        return redirect("panel", member.guideline.slug)
    return _page(request, member, invite=form)


@verb("guideline.manage_panel", load=member_by_ref, unseen="guideline.view_guideline")
def member_replace(request: HttpRequest, member: PanelMember) -> HttpResponse:
    form = ReplaceForm(request.POST, prefix="replace")
    if form.carried_out(replace_member, by=request.user, member=member):
        messages.success(request, _("The place has changed hands."))
        return redirect("panel", member.guideline.slug)
    return _page(request, member, replace=form)


def _page(request: HttpRequest, member: PanelMember, **forms: VerbForm) -> HttpResponse:
    address = member.user.email if member.user else ""
    context = {
        "guideline": member.guideline,
        "member": member,
        "perspectives": SUGGESTED,
        "form": MemberForm(row=member),
        "invite": InviteForm(prefix="invite", initial={"email": address}),
        "replace": ReplaceForm(prefix="replace"),
    }
    status = max([200, *(form.status for form in forms.values())])
    return render(request, "guideline/member_edit.html", context | forms, status=status)

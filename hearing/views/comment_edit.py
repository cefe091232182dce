"""Another wording of one's own comment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.access import PUBLIC, verb
from accounts.blockers import Blocked, refuse_if
from hearing.actions.comments import UnusableComment, blockers_to_editing, edit_comment
from hearing.forms import EditForm
from hearing.models import Comment
from hearing.views.comment import by_receipt, own_page, takes_nothing_new


@verb(PUBLIC, load=by_receipt)
def comment_edit(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    comment, receipt = opened
    form = EditForm(request.POST)
    try:
        refuse_if(blockers_to_editing(comment))
        if form.is_valid():
            edit_comment(comment=comment, receipt=receipt, body=form.cleaned_data["body"])
            messages.success(request, _("The comment is kept as you typed it."))
            # The box for a file belongs to the same form; this button does not send what is in it.
            if request.POST.get("file"):
                said = _("The file was not added: choose it again and press “Add this file”.")
                messages.warning(request, said)
            return redirect("comment", receipt=receipt)
    except Blocked as refusal:
        return takes_nothing_new(request, opened, refusal)
    except UnusableComment as refusal:
        form.add_error(None, str(refusal))
    return own_page(request, opened, form=form, status=422)

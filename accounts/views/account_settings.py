"""What an account may set for itself, and where the rest of its pages are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts.access import SIGNED_IN, page
from accounts.forms import AccountSettingsForm


@page(SIGNED_IN, methods=("GET", "HEAD", "POST"))
def account_settings(request: HttpRequest) -> HttpResponse:
    account = request.user
    form = AccountSettingsForm(request.POST or None, initial={"time_zone": account.time_zone})
    if request.method == "POST" and form.is_valid():
        account.time_zone = form.cleaned_data["time_zone"]
        account.save(update_fields=["time_zone"])
        messages.success(request, _("Times are shown so from now on."))
        return redirect("account_settings")
    return render(request, "accounts/account_settings.html", {"form": form})

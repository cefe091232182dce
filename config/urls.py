"""The table of contents: every address of the site, floor by floor.

Addresses are looked for in this order, and those that everybody asks for at once come first.
"""

from django.urls import include, path

from hearing.rest.comments import HearingComments
from voting.api import RoundBallot

handler400 = "accounts.failures.bad_request"
handler404 = "accounts.failures.not_found"
handler500 = "accounts.failures.broken"

urlpatterns = [
    path("api/v1/rounds/<int:pk>/ballot/", RoundBallot.as_view(), name="api_ballot"),
    path("api/v1/hearings/<str:address>/comments/", HearingComments.as_view(), name="api_comments"),
    path("api/v1/", include("config.api")),
    path("", include("voting.urls")),
    path("", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("guideline.urls")),
    path("", include("evidence.urls")),
    path("", include("hearing.urls")),
    path("", include("publication.urls")),
]

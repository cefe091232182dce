"""The table of contents: every address of the site, floor by floor."""

from django.urls import include, path

urlpatterns = [
    path("", include("accounts.urls")),
    path("account/", include("allauth.urls")),
    path("", include("guideline.urls")),
    path("", include("evidence.urls")),
    path("", include("voting.urls")),
    path("", include("hearing.urls")),
    path("", include("publication.urls")),
    path("api/v1/", include("config.api")),
]

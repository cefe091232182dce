"""The pages that read several floors: my work, a guideline's overview, and what is published."""

from django.urls import path

from publication.views.home import home
from publication.views.published_list import published_list

urlpatterns = [
    path("", home, name="home"),
    path("published/", published_list, name="published_list"),
]

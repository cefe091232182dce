"""The pages of scope, panel, conflicts of interest, questions and outcomes."""

from django.urls import path

from guideline.views.roles import roles

urlpatterns = [
    path("roles/", roles, name="roles"),
]

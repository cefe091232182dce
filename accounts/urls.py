"""The pages of the ground floor: taking a demo account, and whether the process is well."""

from django.urls import path

from accounts.views.demo_sign_in import demo_sign_in
from accounts.views.health import health

urlpatterns = [
    path("demo/sign-in/<str:username>/", demo_sign_in, name="demo_sign_in"),
    path("health/", health, name="health"),
]

"""The pages of the ground floor: the way in, one's own settings, and whether the process is well."""

from django.urls import path

from accounts.views.account_settings import account_settings
from accounts.views.demo_sign_in import demo_sign_in
from accounts.views.health import health
from accounts.views.sign_in_link import sign_in_again, sign_in_link, sign_in_press

urlpatterns = [
    path("demo/sign-in/<str:username>/", demo_sign_in, name="demo_sign_in"),
    path("account/settings/", account_settings, name="account_settings"),
    path("sign-in/<str:token>/", sign_in_link, name="sign_in_link"),
    path("sign-in/<str:token>/press/", sign_in_press, name="sign_in_press"),
    path("sign-in/<str:token>/again/", sign_in_again, name="sign_in_again"),
    path("health/", health, name="health"),
]

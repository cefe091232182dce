"""The pages of a public hearing."""

from django.urls import include, path

from hearing.views.comment import comment
from hearing.views.comment_answer import comment_answer
from hearing.views.comment_data import comment_data
from hearing.views.comment_edit import comment_edit
from hearing.views.comment_make import comment_make
from hearing.views.comment_redact import comment_redact
from hearing.views.comment_withdraw import comment_withdraw
from hearing.views.hearing import hearing
from hearing.views.hearing_answers import hearing_answers
from hearing.views.hearing_close import hearing_close
from hearing.views.hearing_inbox import hearing_inbox
from hearing.views.hearing_open import hearing_open
from hearing.views.redaction_decide import redaction_confirm, redaction_drop

_committee = [
    path("open/", hearing_open, name="hearing_open"),
    path("<slug:ref>/inbox/", hearing_inbox, name="hearing_inbox"),
    path("<slug:ref>/close/", hearing_close, name="hearing_close"),
    path("<slug:ref>/comments/<int:number>/answer/", comment_answer, name="comment_answer"),
    path("<slug:ref>/comments/<int:number>/redact/", comment_redact, name="comment_redact"),
    path(
        "<slug:ref>/comments/<int:number>/redact/<int:pk>/confirm/",
        redaction_confirm,
        name="redaction_confirm",
    ),
    path(
        "<slug:ref>/comments/<int:number>/redact/<int:pk>/drop/",
        redaction_drop,
        name="redaction_drop",
    ),
]
_public = [
    path("", hearing, name="hearing"),
    path("answers/", hearing_answers, name="hearing_answers"),
    path("comment/", comment_make, name="comment_make"),
]
_receipt = [
    path("", comment, name="comment"),
    path("edit/", comment_edit, name="comment_edit"),
    path("data.json", comment_data, name="comment_data"),
    path("withdraw/", comment_withdraw, name="comment_withdraw"),
]

urlpatterns = [
    path("guidelines/<slug:slug>/hearings/", include(_committee)),
    path("hearings/<slug:slug>/<slug:ref>/", include(_public)),
    path("comments/<str:receipt>/", include(_receipt)),
]

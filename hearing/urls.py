"""The pages of a public hearing."""

from django.urls import include, path

from hearing.views.answer_verbs import (
    answer_approve,
    answer_ask,
    answer_discard,
    answer_return,
    answer_take_back,
    answer_undo,
)
from hearing.views.comment import comment
from hearing.views.comment_answer import comment_answer
from hearing.views.comment_confirm import comment_confirm
from hearing.views.comment_data import comment_data
from hearing.views.comment_disown import comment_disown
from hearing.views.comment_dispute_note import comment_dispute_note
from hearing.views.comment_edit import comment_edit
from hearing.views.comment_files import (
    comment_file_add,
    comment_file_remove,
    comment_own_file,
)
from hearing.views.comment_form import comment_form
from hearing.views.comment_group import comment_group
from hearing.views.comment_keep_held import comment_keep_held
from hearing.views.comment_make import comment_make
from hearing.views.comment_receipt import comment_receipt
from hearing.views.comment_redact import comment_redact
from hearing.views.comment_release import comment_release
from hearing.views.comment_save import comment_save
from hearing.views.comment_withdraw import comment_withdraw
from hearing.views.comments_import import comments_import, comments_template
from hearing.views.committee_files import (
    committee_file,
    committee_file_pass,
    committee_file_shut,
)
from hearing.views.group_verbs import comment_put_back, comment_take_out
from hearing.views.guest_enter import guest_enter
from hearing.views.guest_revoke import guest_revoke
from hearing.views.hearing import hearing
from hearing.views.hearing_answers import hearing_answers
from hearing.views.hearing_behind import hearing_behind
from hearing.views.hearing_close import hearing_close
from hearing.views.hearing_guests import hearing_guests
from hearing.views.hearing_held import hearing_held
from hearing.views.hearing_inbox import hearing_inbox
from hearing.views.hearing_open import hearing_open
from hearing.views.hearing_themes import (
    hearing_themes,
    theme_delete,
    theme_remove,
    theme_rename,
)
from hearing.views.inbox_answer import inbox_answer
from hearing.views.inbox_triage import inbox_triage
from hearing.views.redaction_decide import redaction_confirm, redaction_drop
from hearing.views.saved_comment import saved_comment
from hearing.views.saved_comment_delete import saved_comment_delete

_answers = [
    path("ask/", answer_ask, name="answer_ask"),
    path("take-back/", answer_take_back, name="answer_take_back"),
    path("discard/", answer_discard, name="answer_discard"),
    path("approve/", answer_approve, name="answer_approve"),
    path("return/", answer_return, name="answer_return"),
    path("undo/", answer_undo, name="answer_undo"),
]
_inbox = [
    path("", hearing_inbox, name="hearing_inbox"),
    path("triage/", inbox_triage, name="inbox_triage"),
    path("answer/", inbox_answer, name="inbox_answer"),
    path("behind/", hearing_behind, name="hearing_behind"),
    path("themes/", hearing_themes, name="hearing_themes"),
    path("themes/<int:pk>/rename/", theme_rename, name="theme_rename"),
    path("themes/<int:pk>/delete/", theme_delete, name="theme_delete"),
    path("themes/<int:pk>/remove/", theme_remove, name="theme_remove"),
]
_files = [
    path("", committee_file, name="committee_file"),
    path("pass/", committee_file_pass, name="committee_file_pass"),
    path("keep-shut/", committee_file_shut, name="committee_file_shut"),
]
_committee = [
    path("open/", hearing_open, name="hearing_open"),
    path("<slug:ref>/inbox/", include(_inbox)),
    path("<slug:ref>/answers/<int:number>/", include(_answers)),
    path("<slug:ref>/import/", comments_import, name="comments_import"),
    path("<slug:ref>/comments.<slug:ending>", comments_template, name="comments_template"),
    path("<slug:ref>/guests/", hearing_guests, name="hearing_guests"),
    path("<slug:ref>/guests/<int:pk>/revoke/", guest_revoke, name="guest_revoke"),
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
    path(
        "<slug:ref>/comments/<int:number>/disputed/",
        comment_dispute_note,
        name="comment_dispute_note",
    ),
    path("<slug:ref>/comments/<int:number>/files/<int:file>/", include(_files)),
    path("<slug:ref>/groups/<int:pk>/", comment_group, name="comment_group"),
    path("<slug:ref>/comments/<int:number>/take-out/", comment_take_out, name="comment_take_out"),
    path("<slug:ref>/comments/<int:number>/put-back/", comment_put_back, name="comment_put_back"),
    path("<slug:ref>/held/", hearing_held, name="hearing_held"),
    path("<slug:ref>/comments/<int:number>/release/", comment_release, name="comment_release"),
    path(
        "<slug:ref>/comments/<int:number>/keep-held/", comment_keep_held, name="comment_keep_held"
    ),
]
_public = [
    path("", hearing, name="hearing"),
    path("answers/", hearing_answers, name="hearing_answers"),
    path("comment/", comment_make, name="comment_make"),
    path("comment/form/", comment_form, name="comment_form"),
    path("comment/save/", comment_save, name="comment_save"),
    path("invited/<str:token>/", guest_enter, name="guest_enter"),
]
_receipt = [
    path("", comment, name="comment"),
    path("edit/", comment_edit, name="comment_edit"),
    path("data.json", comment_data, name="comment_data"),
    path("withdraw/", comment_withdraw, name="comment_withdraw"),
    path("files/", comment_file_add, name="comment_file_add"),
    path("files/<int:number>/", comment_own_file, name="comment_own_file"),
    path("files/<int:number>/remove/", comment_file_remove, name="comment_file_remove"),
    path("receipt.txt", comment_receipt, name="comment_receipt"),
]
_saved = [
    path("", saved_comment, name="saved_comment"),
    path("delete/", saved_comment_delete, name="saved_comment_delete"),
]

urlpatterns = [
    path("guidelines/<slug:slug>/hearings/", include(_committee)),
    path("hearings/<slug:slug>/<slug:ref>/", include(_public)),
    path("comments/confirm/<str:token>/", comment_confirm, name="comment_confirm"),
    path("comments/not-mine/<str:token>/", comment_disown, name="comment_disown"),
    path("comments/<str:receipt>/", include(_receipt)),
    path("saved-comments/<str:receipt>/", include(_saved)),
]

"""Addresses of this package's views, below /api/v1/."""

from django.urls import path

from hearing.rest.answers import (
    AnswerApproved,
    AnswerAsked,
    AnswerChanges,
    AnswerDetail,
    AnswerDiscarded,
    AnswerReturned,
    AnswerTakenBack,
    AnswerUndone,
    HearingAnswers,
)
from hearing.rest.committee import CommentAnswer, CommentKeptHeld, CommentRelease
from hearing.rest.groups import (
    CommentPutBack,
    CommentTakenOut,
    GroupAnswer,
    GroupDetail,
    HearingGroups,
)
from hearing.rest.hearings import GuidelineHearings, HearingChallenge, HearingDetail, Hearings
from hearing.rest.receipts import CommentWithdrawal, OwnComment

_HEARING = "hearings/<str:address>/"
_NUMBERED = f"{_HEARING}comments/<int:number>/"
_ANSWER = f"{_HEARING}answers/<int:number>/"
_GROUP = f"{_HEARING}groups/<int:pk>/"
_RECEIPT = "comments/<str:receipt>/"

urlpatterns = [
    path("hearings/", Hearings.as_view(), name="api_hearings"),
    path(_HEARING, HearingDetail.as_view(), name="api_hearing"),
    path(f"{_HEARING}challenge/", HearingChallenge.as_view(), name="api_challenge"),
    path(f"{_NUMBERED}answer/", CommentAnswer.as_view(), name="api_comment_answer"),
    path(f"{_NUMBERED}release/", CommentRelease.as_view(), name="api_comment_release"),
    path(f"{_NUMBERED}keep-held/", CommentKeptHeld.as_view(), name="api_comment_keep_held"),
    path(f"{_NUMBERED}take-out/", CommentTakenOut.as_view(), name="api_comment_take_out"),
    path(f"{_NUMBERED}put-back/", CommentPutBack.as_view(), name="api_comment_put_back"),
    path(f"{_HEARING}groups/", HearingGroups.as_view(), name="api_groups"),
    path(_GROUP, GroupDetail.as_view(), name="api_group"),
    path(f"{_GROUP}answer/", GroupAnswer.as_view(), name="api_group_answer"),
    path(f"{_HEARING}answers/", HearingAnswers.as_view(), name="api_answers"),
    path(_ANSWER, AnswerDetail.as_view(), name="api_answer"),
    path(f"{_ANSWER}changes/", AnswerChanges.as_view(), name="api_answer_changes"),
    path(f"{_ANSWER}ask/", AnswerAsked.as_view(), name="api_answer_ask"),
    path(f"{_ANSWER}take-back/", AnswerTakenBack.as_view(), name="api_answer_take_back"),
    path(f"{_ANSWER}discard/", AnswerDiscarded.as_view(), name="api_answer_discard"),
    path(f"{_ANSWER}approve/", AnswerApproved.as_view(), name="api_answer_approve"),
    path(f"{_ANSWER}return/", AnswerReturned.as_view(), name="api_answer_return"),
    path(f"{_ANSWER}undo/", AnswerUndone.as_view(), name="api_answer_undo"),
    path(_RECEIPT, OwnComment.as_view(), name="api_comment"),
    path(f"{_RECEIPT}withdraw/", CommentWithdrawal.as_view(), name="api_comment_withdraw"),
    path("guidelines/<slug:slug>/hearings/", GuidelineHearings.as_view(), name="api_open_hearing"),
]

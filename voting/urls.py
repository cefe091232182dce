"""The pages of deliberation and voting."""

from django.urls import include, path

from voting.views.agenda_item import agenda_item
from voting.views.attendance import attendance
from voting.views.ballot_cast import ballot_cast
from voting.views.ballot_review import ballot_review
from voting.views.ballots import ballots, ballots_next
from voting.views.corrections import (
    correction_confirm,
    correction_withdraw,
    corrections,
)
from voting.views.critical_choose import critical_choose
from voting.views.decision_rule import decision_rule
from voting.views.dissent import dissent, dissent_withdraw
from voting.views.dissent_names import dissent_names
from voting.views.draft_edit import draft_edit
from voting.views.draft_versions import draft_restore, draft_versions
from voting.views.etd import etd
from voting.views.hands import hands, hands_again, hands_confirm
from voting.views.meeting import (
    agenda_add,
    agenda_add_round,
    agenda_move,
    agenda_remove,
    meeting,
    meeting_calendar,
    minutes_close,
    minutes_confirm,
    minutes_reopen,
)
from voting.views.meeting_add import meeting_add
from voting.views.meeting_edit import meeting_cancel, meeting_edit
from voting.views.meetings import meetings
from voting.views.overall_certainty import exception_withdraw, overall_certainty
from voting.views.poll_answer import poll_answer
from voting.views.polls import poll_close, poll_open, poll_reopen, poll_withdraw, polls
from voting.views.practice import practice
from voting.views.projector import projector
from voting.views.receipt import receipt, receipt_text
from voting.views.recommendation_add import recommendation_add
from voting.views.room_open import room_open
from voting.views.round import round_page
from voting.views.round_changes import change_note, round_changes
from voting.views.round_close import round_close
from voting.views.round_deadline import round_deadline
from voting.views.round_open import round_open
from voting.views.round_proxy import proxy_accept, proxy_end, round_proxy
from voting.views.round_turnout import links_send_again, round_turnout
from voting.views.round_verify import round_export, round_verifier, round_verify
from voting.views.round_withdraw import round_withdraw
from voting.views.rounds import rounds
from voting.views.rounds_open import rounds_open
from voting.views.voter_revoke import voter_revoke
from voting.views.way_out import way_out, way_out_take_back

_question = [
    path("decision/", etd, name="etd"),
    path("decision/polls/", polls, name="polls"),
    path("decision/polls/open/", poll_open, name="poll_open"),
    path("decision/polls/<int:number>/answer/", poll_answer, name="poll_answer"),
    path("decision/polls/<int:number>/close/", poll_close, name="poll_close"),
    path("decision/polls/<int:number>/reopen/", poll_reopen, name="poll_reopen"),
    path("decision/polls/<int:number>/withdraw/", poll_withdraw, name="poll_withdraw"),
    path("recommendations/add/", recommendation_add, name="recommendation_add"),
]
_recommendation = [
    path("draft/", draft_edit, name="draft_edit"),
    path("draft/versions/", draft_versions, name="draft_versions"),
    path("draft/versions/<int:number>/restore/", draft_restore, name="draft_restore"),
    path("corrections/", corrections, name="corrections"),
    path("corrections/<int:number>/confirm/", correction_confirm, name="correction_confirm"),
    path("corrections/<int:number>/withdraw/", correction_withdraw, name="correction_withdraw"),
    path("certainty/", overall_certainty, name="overall_certainty"),
    path("certainty/critical/", critical_choose, name="critical_choose"),
    path("certainty/withdraw/", exception_withdraw, name="exception_withdraw"),
    path("open-round/", round_open, name="round_open"),
    path("in-the-room/", room_open, name="room_open"),
]
_round = [
    path("cast/", ballot_cast, name="ballot_cast"),
    path("", round_page, name="round"),
    path("review/", ballot_review, name="ballot_review"),
    path("receipt/", receipt, name="receipt"),
    path("changes/", round_changes, name="round_changes"),
    path("changes/note/", change_note, name="change_note"),
    path("verify/", round_verify, name="round_verify"),
    path("record.json", round_export, name="round_export"),
    path("voters/<int:voter>/", voter_revoke, name="voter_revoke"),
    path("receipt.txt", receipt_text, name="receipt_text"),
    path("deadline.ics", round_deadline, name="round_deadline"),
    path("proxy/", round_proxy, name="round_proxy"),
    path("proxy/<int:proxy>/accept/", proxy_accept, name="proxy_accept"),
    path("proxy/<int:proxy>/end/", proxy_end, name="proxy_end"),
    path("turnout/", round_turnout, name="round_turnout"),
    path("turnout/send/", links_send_again, name="links_send_again"),
    path("close/", round_close, name="round_close"),
    path("withdraw/", round_withdraw, name="round_withdraw"),
    path("projector/", projector, name="projector"),
    path("hands/", hands, name="hands"),
    path("hands/confirm/", hands_confirm, name="hands_confirm"),
    path("hands/again/", hands_again, name="hands_again"),
    path("way-out/", way_out, name="way_out"),
    path("way-out/take-back/", way_out_take_back, name="way_out_take_back"),
    path("dissent/", dissent, name="dissent"),
    path("dissent/withdraw/", dissent_withdraw, name="dissent_withdraw"),
]
_meeting = [
    path("", meeting, name="meeting"),
    path("calendar.ics", meeting_calendar, name="meeting_calendar"),
    path("edit/", meeting_edit, name="meeting_edit"),
    path("cancel/", meeting_cancel, name="meeting_cancel"),
    path("attendance/", attendance, name="attendance"),
    path("items/add/", agenda_add, name="agenda_add"),
    path("items/add-round/", agenda_add_round, name="agenda_add_round"),
    path("items/<int:pk>/", agenda_item, name="agenda_item"),
    path("items/<int:pk>/move/", agenda_move, name="agenda_move"),
    path("items/<int:pk>/remove/", agenda_remove, name="agenda_remove"),
    path("minutes/close/", minutes_close, name="minutes_close"),
    path("minutes/reopen/", minutes_reopen, name="minutes_reopen"),
    path("minutes/confirm/", minutes_confirm, name="minutes_confirm"),
]

_guideline = [
    path("rounds/", rounds, name="rounds"),
    path("rounds/open/", rounds_open, name="rounds_open"),
]

urlpatterns = [
    path("rounds/<int:pk>/", include(_round)),
    path("guidelines/<slug:slug>/rule/", decision_rule, name="decision_rule"),
    path("ballots/", ballots, name="ballots"),
    path("ballots/next/", ballots_next, name="ballots_next"),
    path("guidelines/<slug:slug>/", include(_guideline)),
    path("guidelines/<slug:slug>/questions/<slug:ref>/", include(_question)),
    path("guidelines/<slug:slug>/recommendations/<slug:ref>/", include(_recommendation)),
    path("guidelines/<slug:slug>/meetings/", meetings, name="meetings"),
    path("guidelines/<slug:slug>/meetings/add/", meeting_add, name="meeting_add"),
    path("guidelines/<slug:slug>/meetings/<slug:ref>/", include(_meeting)),
    path("rounds/verify_round.py", round_verifier, name="round_verifier"),
    path("guidelines/<slug:slug>/practice/", practice, name="practice"),
    path("guidelines/<slug:slug>/dissent-names/", dissent_names, name="dissent_names"),
]

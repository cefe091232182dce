"""The pages of deliberation and voting."""

from django.urls import include, path

from voting.views.ballot_cast import ballot_cast
from voting.views.critical_choose import critical_choose
from voting.views.decision_rule import decision_rule
from voting.views.draft_edit import draft_edit
from voting.views.etd import etd
from voting.views.overall_certainty import exception_withdraw, overall_certainty
from voting.views.receipt import receipt
from voting.views.recommendation_add import recommendation_add
from voting.views.round import round_page
from voting.views.round_close import round_close
from voting.views.round_open import round_open
from voting.views.round_withdraw import round_withdraw

_question = [
    path("decision/", etd, name="etd"),
    path("recommendations/add/", recommendation_add, name="recommendation_add"),
]
_recommendation = [
    path("draft/", draft_edit, name="draft_edit"),
    path("certainty/", overall_certainty, name="overall_certainty"),
    path("certainty/critical/", critical_choose, name="critical_choose"),
    path("certainty/withdraw/", exception_withdraw, name="exception_withdraw"),
    path("open-round/", round_open, name="round_open"),
]
_round = [
    path("", round_page, name="round"),
    path("cast/", ballot_cast, name="ballot_cast"),
    path("receipt/", receipt, name="receipt"),
    path("close/", round_close, name="round_close"),
    path("withdraw/", round_withdraw, name="round_withdraw"),
]

urlpatterns = [
    path("guidelines/<slug:slug>/rule/", decision_rule, name="decision_rule"),
    path("guidelines/<slug:slug>/questions/<slug:ref>/", include(_question)),
    path("guidelines/<slug:slug>/recommendations/<slug:ref>/", include(_recommendation)),
    path("rounds/<int:pk>/", include(_round)),
]

"""Addresses of this package's views, below /api/v1/."""

from django.urls import path

from voting.rest.corrections import CorrectionConfirmed, Corrections, CorrectionWithdrawn
from voting.rest.dissents import OwnDissent, RoundDissents
from voting.rest.drafts import DraftDifferences, DraftRestored, DraftVersions
from voting.rest.ending import RoundWithdrawal
from voting.rest.hands import RoundHands, RoundHandsAgain, RoundHandsConfirmed
from voting.rest.polls import (
    PollAnswers,
    PollClosing,
    PollReopening,
    PollWithdrawal,
    QuestionPolls,
)
from voting.rest.proxies import ProxyAccepted, ProxyBallot, ProxyEnded, RoundProxies
from voting.rest.suggestion import RecommendationSuggestion
from voting.rest.voters import BallotStands, RoundVoters, VoterRevoked
from voting.rest.ways_out import RoundWayOut, RoundWayOutTakenBack

_POLLS = "guidelines/<slug:slug>/questions/<slug:ref>/polls/"
_POLL = f"{_POLLS}<int:number>/"
_DRAFT = "recommendations/<str:address>/"
_ROUND = "rounds/<int:pk>/"
_PROXY = f"{_ROUND}proxy/<int:proxy>/"
_VOTER = f"{_ROUND}voters/<slug:place>/"

urlpatterns = [
    path(_POLLS, QuestionPolls.as_view(), name="api_polls"),
    path(f"{_POLL}answers/", PollAnswers.as_view(), name="api_poll_answers"),
    path(f"{_POLL}close/", PollClosing.as_view(), name="api_poll_close"),
    path(f"{_POLL}reopen/", PollReopening.as_view(), name="api_poll_reopen"),
    path(f"{_POLL}withdraw/", PollWithdrawal.as_view(), name="api_poll_withdraw"),
    path(f"{_DRAFT}corrections/", Corrections.as_view(), name="api_corrections"),
    path(
        f"{_DRAFT}corrections/<int:number>/confirm/",
        CorrectionConfirmed.as_view(),
        name="api_correction_confirm",
    ),
    path(
        f"{_DRAFT}corrections/<int:number>/withdraw/",
        CorrectionWithdrawn.as_view(),
        name="api_correction_withdraw",
    ),
    path(f"{_DRAFT}suggestion/", RecommendationSuggestion.as_view(), name="api_suggestion"),
    path(f"{_DRAFT}versions/", DraftVersions.as_view(), name="api_versions"),
    path(f"{_DRAFT}versions/differences/", DraftDifferences.as_view(), name="api_differences"),
    path(f"{_DRAFT}versions/<int:number>/restore/", DraftRestored.as_view(), name="api_restore"),
    path(f"{_ROUND}withdraw/", RoundWithdrawal.as_view(), name="api_withdraw"),
    path(f"{_ROUND}dissents/", RoundDissents.as_view(), name="api_dissents"),
    path(f"{_ROUND}dissents/own/", OwnDissent.as_view(), name="api_dissent"),
    path(f"{_ROUND}hands/", RoundHands.as_view(), name="api_hands"),
    path(f"{_ROUND}hands/again/", RoundHandsAgain.as_view(), name="api_hands_again"),
    path(f"{_ROUND}hands/confirm/", RoundHandsConfirmed.as_view(), name="api_hands_confirm"),
    path(f"{_ROUND}proxy/", RoundProxies.as_view(), name="api_proxy"),
    path(f"{_PROXY}accept/", ProxyAccepted.as_view(), name="api_proxy_accept"),
    path(f"{_PROXY}ballot/", ProxyBallot.as_view(), name="api_proxy_ballot"),
    path(f"{_PROXY}end/", ProxyEnded.as_view(), name="api_proxy_end"),
    path(f"{_ROUND}voters/", RoundVoters.as_view(), name="api_voters"),
    path(f"{_VOTER}revoke/", VoterRevoked.as_view(), name="api_voter_revoke"),
    path(f"{_VOTER}stand/", BallotStands.as_view(), name="api_ballot_stands"),
    path(f"{_ROUND}way-out/", RoundWayOut.as_view(), name="api_way_out"),
    path(
        f"{_ROUND}way-out/take-back/", RoundWayOutTakenBack.as_view(), name="api_way_out_take_back"
    ),
]

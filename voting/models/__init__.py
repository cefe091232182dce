from voting.models.agenda_item import AgendaItem
from voting.models.ballot import Ballot, SecretBallot
from voting.models.correction import Correction
from voting.models.declared import Acknowledgement, DeclaredResult
from voting.models.dissent import Dissent
from voting.models.draft_version import DraftVersion
from voting.models.etd import EtdJudgement
from voting.models.poll import Poll, PollAnswer
from voting.models.proxy import Proxy
from voting.models.recommendation import Recommendation
from voting.models.round import Round, Voter
from voting.models.show_of_hands import ShowOfHands
from voting.models.way_out import WayOut

__all__ = [
    "Acknowledgement",
    "AgendaItem",
    "Ballot",
    "Correction",
    "DeclaredResult",
    "Dissent",
    "DraftVersion",
    "EtdJudgement",
    "Poll",
    "PollAnswer",
    "Proxy",
    "Recommendation",
    "Round",
    "SecretBallot",
    "ShowOfHands",
    "Voter",
    "WayOut",
]

from voting.models.ballot import Ballot, SecretBallot
from voting.models.etd import EtdJudgement
from voting.models.recommendation import Recommendation
from voting.models.round import Round, Voter

__all__ = ["Ballot", "EtdJudgement", "Recommendation", "Round", "SecretBallot", "Voter"]

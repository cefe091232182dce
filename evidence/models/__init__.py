from evidence.models.body import Body
from evidence.models.pooled_result import PooledResult
from evidence.models.rating import Judgement, Rating
from evidence.models.remembered_profile import RememberedProfile
from evidence.models.result import StudyResult
from evidence.models.search import Flow, FoundCount, Record, Search
from evidence.models.signature import Signature
from evidence.models.study import Study

__all__ = [
    "Body",
    "Flow",
    "FoundCount",
    "Judgement",
    "PooledResult",
    "Rating",
    "Record",
    "RememberedProfile",
    "Search",
    "Signature",
    "Study",
    "StudyResult",
]

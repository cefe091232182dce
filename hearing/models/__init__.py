from hearing.models.answer_link import AnswerLink
from hearing.models.campaign import Campaign, CampaignBand
from hearing.models.comment import Answer, Comment
from hearing.models.guest import Guest
from hearing.models.hearing import Hearing
from hearing.models.redaction import Redaction
from hearing.models.saved_comment import SavedComment

__all__ = [
    "Answer",
    "AnswerLink",
    "Campaign",
    "CampaignBand",
    "Comment",
    "Guest",
    "Hearing",
    "Redaction",
    "SavedComment",
]

from hearing.models.answer_link import AnswerLink
from hearing.models.campaign import Campaign, CampaignBand
from hearing.models.comment import Answer, Comment
from hearing.models.comment_file import CommentFile
from hearing.models.guest import Guest
from hearing.models.hearing import Hearing
from hearing.models.proposal import Change, Proposal
from hearing.models.redaction import Redaction
from hearing.models.saved_comment import SavedComment
from hearing.models.theme import CommentTheme, Theme

__all__ = [
    "Answer",
    "AnswerLink",
    "Campaign",
    "CampaignBand",
    "Change",
    "Comment",
    "CommentFile",
    "CommentTheme",
    "Guest",
    "Hearing",
    "Proposal",
    "Redaction",
    "SavedComment",
    "Theme",
]

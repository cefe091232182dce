from hearing.models.answer_link import AnswerLink
from hearing.models.comment import Answer, Comment
from hearing.models.hearing import Hearing
from hearing.models.redaction import Redaction

__all__ = ["Answer", "AnswerLink", "Comment", "Hearing", "Redaction"]

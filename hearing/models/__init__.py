from hearing.models.comment import Answer, Comment
from hearing.models.hearing import Hearing

__all__ = ["Answer", "Comment", "Hearing"]

"""The receipt of a comment as a text file to keep."""

from django.http import HttpRequest, HttpResponse

from accounts.access import PUBLIC, page
from guideline.files import attachment
from hearing.models import Comment
from hearing.receipt_text import receipt_text
from hearing.views.comment import by_receipt


@page(PUBLIC, load=by_receipt)
def comment_receipt(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    comment, receipt = opened
    name = f"receipt-{comment.hearing.ref}-{comment.number}.txt"
    text = receipt_text(comment, receipt)
    return attachment(text, "text/plain; charset=utf-8", name, cache="no-store")

"""A comment that was kept to be finished: its form, opened by its receipt for 30 days."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import PUBLIC, page
from accounts.guesses import UnknownSecret
from hearing.comment_form import CommentForm
from hearing.comment_page import form_page
from hearing.intake.at_the_form import new_key
from hearing.models import SavedComment
from hearing.models.saved_comment import KEPT
from hearing.pages import kept_from_others
from hearing.receipts import hashed


def saved_by_receipt(receipt: str) -> tuple[SavedComment, str]:
    """What was kept, with the receipt that opened it; UnknownSecret for none."""
    rows = SavedComment.objects.select_related("hearing__guideline")
    kept = rows.filter(receipt_hash=hashed(receipt)).first()
    if kept is None:
        raise UnknownSecret
    return kept, receipt


@page(PUBLIC, load=saved_by_receipt)
def saved_comment(request: HttpRequest, opened: tuple[SavedComment, str]) -> HttpResponse:
    kept, receipt = opened
    start = kept.said | {"saved": receipt, "key": new_key(kept.hearing)}
    context = form_page(request, kept.hearing, CommentForm(hearing=kept.hearing, initial=start))
    context |= {"receipt": receipt, "kept_until": kept.saved_at + KEPT, "kept": kept}
    return kept_from_others(render(request, "hearing/saved_comment.html", context))

"""Everything that is kept about one's own comment, as a file."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse

from accounts.access import PUBLIC, page
from guideline.files import attachment
from hearing.models import Comment
from hearing.publishing.own_data import own_data
from hearing.views.comment import by_receipt


@page(PUBLIC, load=by_receipt)
def comment_data(request: HttpRequest, opened: tuple[Comment, str]) -> HttpResponse:
    comment, _receipt = opened
    content = json.dumps(own_data(comment), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    name = f"{comment.guideline.slug}-comment-{comment.number}.json"
    response = attachment(content, "application/json", name, cache="no-store")
    response["Referrer-Policy"] = "no-referrer"
    return response

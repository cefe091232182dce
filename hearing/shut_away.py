"""A file as it leaves the site: as something to keep, never as a page of the site."""

from django.http import HttpResponse

from guideline.files import attachment
from hearing.models import CommentFile
from hearing.models.comment_file import MEDIA_TYPES


def taken_away(file: CommentFile) -> HttpResponse:
    """The file to keep; shown in a browser all the same, it runs nothing and has no origin."""
    response = attachment(
        bytes(file.content), MEDIA_TYPES[file.kind], file.file_name, cache="no-store"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "no-referrer"
    return response

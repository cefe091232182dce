"""Files that people take away."""

from django.http import HttpResponse


def attachment(
    content: bytes | str, media_type: str, name: str, *, cache: str = "private, no-cache"
) -> HttpResponse:
    """The content under a name of its own; `cache` is how long anybody may keep the answer."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": cache,
        },
    )

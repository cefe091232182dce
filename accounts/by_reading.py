"""What whoever follows the address of a deed reads: that nothing was done, and the way to where it can be."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import Resolver404, get_script_prefix, resolve


def led_to_its_page(view: Callable[..., HttpResponse], read_at: str) -> Callable[..., Any]:
    """The view, where it cannot be read: whoever does is led to the page `read_at`, else told where to go."""

    @wraps(view)
    def led(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        is_read = request.method in {"GET", "HEAD"}
        if read_at and is_read:
            return redirect(read_at, **kwargs)
        answer = view(request, **kwargs)
        refused = is_read and answer.status_code == 405
        return not_by_reading(request, answer) if refused else answer

    return led


def not_by_reading(request: HttpRequest, refused: HttpResponse) -> HttpResponse:
    """The refusal with a page in our frame; its address may hold a secret, so no cache keeps it."""
    context = {"above": page_above(request.path_info)}
    refused.content = render_to_string("405.html", context, request)
    refused["Cache-Control"] = "no-store"
    return refused


def page_above(path: str) -> str:
    """The nearest address above this one that can be read; the start where there is none."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        above = "/".join(["", *parts[:length], ""])
        if _can_be_read(above):
            return get_script_prefix().rstrip("/") + above
    return get_script_prefix()


def _can_be_read(path: str) -> bool:
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return "GET" in getattr(view, "methods", ())

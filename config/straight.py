"""A program's request goes straight to its view: what serves a person's pages has nothing to say to it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

API = "/api/v1/"
# By these a page knows whom it speaks to, and in which language.
_OF_A_READER = ("HTTP_COOKIE", "HTTP_ACCEPT_LANGUAGE")


class StraightMiddleware:
    """Leads past language, session, forms and messages where nothing says who reads and in what language.

    A request to the REST interface without a cookie has no session, so nobody is signed in by one and no
    foreign page can send it in somebody's name (CSRF); its token is read by the view. All that stands
    before this one in MIDDLEWARE holds for every request: hosts, transport, policies.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.by_the_pages = get_response
        self.straight = convert_exception_to_response(_Bare()._get_response)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        meta = request.META
        # Nothing is called so, nobody can type it, and PostgreSQL compares no text with it.
        if "\x00" in request.path_info:
            raise Http404
        if "%00" in meta.get("QUERY_STRING", ""):
            raise BadRequest("NUL")
        if not request.path_info.startswith(API) or is_of_a_reader(meta):
            return self.by_the_pages(request)
        # The last request of this thread may have had another.
        translation.deactivate()
        response = self.straight(request)
        patch_vary_headers(response, ("Accept-Language",))
        response.headers.setdefault("Content-Language", settings.LANGUAGE_CODE)
        return response


def is_of_a_reader(meta: Mapping[str, Any]) -> bool:
    """Whether a request says who reads, or in what language."""
    return any(meta.get(name) for name in _OF_A_READER)


class _Bare(BaseHandler):
    """Django's own way from an address to an answer, with no middleware around it."""

    _view_middleware = _template_response_middleware = _exception_middleware = ()

"""An application asked as a server asks it, and what it answers as a test client knows it."""

from collections.abc import Callable

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse


class Served:
    """A test client's `handler` that asks a WSGI application."""

    def __init__(self, application: Callable) -> None:
        self.application = application

    def __call__(self, environ: dict) -> HttpResponse:
        started: list[tuple[str, list]] = []
        told = self.application(environ, lambda *begun: started.append(begun))
        body = b"".join(told)
        if hasattr(told, "close"):
            told.close()
        ((status, headers),) = started
        answer = HttpResponse(body, status=int(status[:3]), headers=dict(headers))
        answer.wsgi_request = WSGIRequest(environ)
        return answer

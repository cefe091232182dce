"""The site as gunicorn serves it for the measurements, and beside it two views to compare with.

`/bench/empty/` and `/bench/insert/` run in the same workers with no middleware at all.
"""

import os
import uuid

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from config.wsgi import application as whole  # isort: skip - sets Django up

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from config import urls as site


def empty(_request: HttpRequest) -> HttpResponse:
    return _ok()


@csrf_exempt
def insert(_request: HttpRequest) -> HttpResponse:
    """One row in one transaction: what any stored vote costs at the least."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_ballot (voter, choice) VALUES (%s, 'weak-for')", [str(uuid.uuid4())]
        )
    return _ok()


def _ok() -> HttpResponse:
    return HttpResponse(b"ok", headers={"Content-Length": "2"})


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/insert/", insert),
    # As far below the root as the site itself has them.
    *site.urlpatterns,
]


def _without_middleware() -> WSGIHandler:
    kept, settings.MIDDLEWARE = settings.MIDDLEWARE, []
    try:
        return WSGIHandler()
    finally:
        settings.MIDDLEWARE = kept


settings.ROOT_URLCONF = "bench.serving"
_bare = _without_middleware()


def application(environ, start_response):
    """The site, or one of the two bare views."""
    handler = _bare if environ["PATH_INFO"].startswith("/bench/") else whole
    return handler(environ, start_response)

"""Whether this process can answer, for load balancers and the compose file's checks."""

from django.db import connection
from django.http import HttpRequest, HttpResponse

from accounts.access import PUBLIC, page


@page(PUBLIC)
def health(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")

"""What tests of the guideline floor share: the record of what was done, and who may do it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from audit.sentences import sentence


@pytest.fixture
def told(db):
    """The events since the test began, newest last, as (verb, sentence): `told()`."""

    def events() -> list[tuple[str, str]]:
        return [(event.verb, sentence(event)) for event in Event.objects.order_by("sequence")]

    return events


@pytest.fixture
def permitted():
    """Whether an action was permitted; what else it refuses is an error: `permitted(act)`."""

    def was_permitted(act: Callable[[], object]) -> bool:
        try:
            act()
        except PermissionDenied:
            return False
        return True

    return was_permitted


@pytest.fixture
def status_of(client_of):
    """The status that somebody gets for an address: `status_of(user, address)`."""

    def status(user, address: str) -> int:
        return client_of(user).get(address).status_code

    return status


@pytest.fixture
def query_counts():
    """How many different numbers of queries a page takes with one row, two and three.

    `query_counts(page, more)` calls `more` before each look at `page`; 1 says that it costs the same.
    """

    def different(page: Callable[[], object], more: Callable[[], object]) -> int:
        counts = set()
        for _row in range(3):
            more()
            with CaptureQueriesContext(connection) as queries:
                page()
            counts.add(len(queries))
        return len(counts)

    return different

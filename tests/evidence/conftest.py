"""What tests of the evidence floor share: the record of what was done, and who may do it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied

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

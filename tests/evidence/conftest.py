"""What tests of the evidence floor share: the record of what was done."""

import pytest

from audit.models import Event
from audit.sentences import sentence


@pytest.fixture
def told(db):
    """The events since the test began, newest last, as (verb, sentence): `told()`."""

    def events() -> list[tuple[str, str]]:
        return [(event.verb, sentence(event)) for event in Event.objects.order_by("sequence")]

    return events

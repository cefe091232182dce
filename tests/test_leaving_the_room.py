"""Whoever leaves the room for a question meets neither its draft nor its minutes, at any door of the site."""

import pytest

from tests.permission_table import Doors, doors
from tests.test_every_url import OURS
from voting.models import AgendaItem, Recommendation

SECRET = "Xyzzy we suggest"
MINUTES = "Xyzzy they said"
QUERIES = ("", "?show=all")


@pytest.mark.once
@pytest.mark.slow  # every door for two people
def test_no_door_tells_the_draft_or_the_minutes_to_who_leaves(db):
    site = Doors()
    question = site.site.question
    drafts = Recommendation.objects.filter(question=question)
    assert drafts.update(statement=SECRET, remarks=SECRET, justification=SECRET) == 1
    assert AgendaItem.objects.filter(question=question).update(minutes=MINUTES) == 1

    told = {who: _doors_that_tell(site, who) for who in ("leaves", "discusses")}

    assert told["leaves"] == []
    # There is something to hide: who stays reads it on many pages.
    assert len(told["discusses"]) >= 5
    assert len(OURS) > 100


def _doors_that_tell(site: Doors, who: str) -> list[str]:
    found = []
    for (name, method), address in doors().items():
        if method != "GET":
            continue
        try:
            path = site.path(address)
        except KeyError:  # a noun that no page is read about
            continue
        for query in QUERIES:
            answer = site.clients[who].get(path + query)
            content = b"".join(answer) if answer.streaming else answer.content
            if b"Xyzzy" in content.replace(b"?q=Xyzzy", b"").replace(b"q%3DXyzzy", b""):
                found.append(f"{name} {path}{query}")
    return found

"""The list of what anybody may read."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import factories


def test_each_guideline_stands_once_with_its_newest_version(db):
    guideline = factories.make_guideline(slug="livers", title="Livers")
    for number in ("1.0", "1.1"):
        factories.make_version(guideline=guideline, number=number)

    found = Client().get("/published/").content.decode()

    assert found.count('href="/published/livers/"') == 1
    assert "Version 1.1" in found


def test_drafts_stay_out(guideline):
    found = Client().get("/published/").content.decode()

    assert "Livers" not in found
    assert "Nothing has been published here yet." in found


def test_queries_do_not_grow_with_guidelines(db):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            Client().get("/published/")
        return len(captured)

    factories.make_version()
    for_one = queries()
    factories.make_version()
    factories.make_version()

    assert queries() == for_one

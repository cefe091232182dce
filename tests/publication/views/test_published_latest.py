"""The address that always leads to the newest version."""

from django.test import Client

from tests import factories


def test_address_leads_to_the_newest_version(published):
    factories.make_version(guideline=published, number="1.1")

    assert Client().get("/published/published/").headers["Location"] == "/published/published/1.1/"


def test_guideline_that_was_never_published_is_not_there(deliberated):
    assert Client().get("/published/deliberated/").status_code == 404

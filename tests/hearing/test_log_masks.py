"""No log line tells a receipt or the secret of a link."""

import logging

import pytest
from django.test import Client

from config.log_masks import masked

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["edit/", "withdraw/"])
def test_refused_receipt_is_in_no_line(received, caplog, path):
    client = Client(enforce_csrf_checks=path == "withdraw/")

    answer = client.post(f"/comments/{received.receipt}/{path}", {"body": ""})

    assert answer.status_code in {403, 422}
    assert "/comments/[secret]/" in caplog.text
    assert received.receipt not in caplog.text


def test_rest_and_links_are_masked_and_numbers_are_not():
    secret = "a1" * 18
    for path in (
        f"/api/v1/comments/{secret}/",
        f"/saved-comments/{secret}/",
        f"/hearings/livers/h1/invited/{secret}/",
        f"/comments/confirm/{secret}:x:y/",
        f"/sign-in/{secret}/press/",
    ):
        assert secret not in masked(f"Not Found: {path}")
    plain = "Not Found: /guidelines/livers/hearings/h1/comments/12/answer/"
    assert masked(plain) == plain


def test_lines_without_an_address_stay_whole(caplog):
    logging.getLogger("django.request").warning("%s of %s", 1, 2)

    assert caplog.messages == ["1 of 2"]

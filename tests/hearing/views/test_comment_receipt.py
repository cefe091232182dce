"""The receipt as a text file."""

import hashlib

from django.urls import reverse


def test_file_holds_number_receipt_address_and_hash(received, client):
    answer = client.get(reverse("comment_receipt", args=[received.receipt]))

    text = answer.content.decode()
    assert "Your comment has the number 1." in text
    assert f"/comments/{received.receipt}/" in text
    assert hashlib.sha256(b"For whom?").hexdigest() in text
    assert "receipt-hearing-1-1.txt" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_unknown_receipt_is_404(opened, client):
    assert client.get(reverse("comment_receipt", args=["nothing"])).status_code == 404

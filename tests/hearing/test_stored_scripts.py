"""Fifty stored scripts in every field of a hearing, on every page that shows them: text, and nothing else."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hearing.actions.publishing import publish_comments
from hearing.receipts import hashed
from tests import factories
from tests.hearing.payloads import PAYLOADS

RECEIPT = "a-receipt-that-opens-them-all"
# What only a payload taken for markup would have put into the page's main part.
PLANTED = (
    "script, img, iframe, object, embed, svg, math, video, audio, style, base, meta, link, marquee"
)


@pytest.fixture
def heard(guideline, recommendation, chair):
    """Fifty comments, each with its own payload in every field, and one with all of them."""
    hearing = factories.make_hearing(
        guideline=guideline, ref="h1", title=PAYLOADS[0], closes_at=timezone.now()
    )
    for payload in PAYLOADS:
        kind = "organisation" if len(payload) % 2 else "individual"
        comment = factories.make_comment(
            hearing=hearing, body=payload, name=payload, kind=kind, consent=True, part=payload[:200]
        )
        factories.make_answer(comment=comment, text=payload, by=chair)
    whole = factories.make_comment(
        hearing=hearing, body="".join(PAYLOADS), receipt_hash=hashed(RECEIPT)
    )
    factories.make_answer(comment=whole, text="".join(PAYLOADS))
    for payload in PAYLOADS:
        factories.make_redaction(comment=whole, reason=payload, spans=[[0, 0]], proposed_by=chair)
    publish_comments(guideline=guideline, at=timezone.now())
    return hearing


def test_scripts_in_comments_names_answers_and_reasons_are_text_on_every_page(heard, chair, visit):
    last = heard.comments.last().number
    # (address, who reads it, how often each payload has to be read there at the least)
    pages = [
        (reverse("hearing_answers", args=["livers", "h1"]), None, 3),
        (reverse("hearing", args=["livers", "h1"]), None, 0),
        (reverse("comment", args=[RECEIPT]), None, 2),
        (reverse("hearing_inbox", args=["livers", "h1"]), chair, 1),
        (reverse("comment_redact", args=["livers", "h1", last]), chair, 2),
        (reverse("audit_log", args=["livers"]), chair, 0),
        (reverse("overview", args=["livers"]), chair, 0),
    ]
    wrong = []
    browsers = {who: visit("/", by=who) for who in (None, chair)}

    for address, who, times in pages:
        page = browsers[who]
        page.add_init_script("window.hurt = () => { document.title = 'hurt' }")
        page.goto(address)
        text = _solid(page.locator("main").text_content())
        wrong += [(address, each) for each in PAYLOADS if text.count(_solid(each)) < times]
        planted = page.locator("main").evaluate(
            "(main, wanted) => [...main.querySelectorAll(wanted)].map(each => each.outerHTML)",
            PLANTED,
        )
        wrong += [(address, each) for each in planted if "hurt" in each or ".invalid" in each]
        if page.title() == "hurt":
            wrong.append((address, "a script ran"))

    assert wrong == []


def _solid(text: str) -> str:
    """The text without white space, which pages set as they need."""
    return re.sub(r"\s+", "", text)

"""Fifty stored scripts in every field of a hearing, on every page that shows them: text, and nothing else."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hearing.actions.publishing import publish_comments
from hearing.comment_sheet import COLUMNS
from hearing.receipts import hashed
from tests import factories
from tests.chromium import press
from tests.hearing.payloads import PAYLOADS

ALL = "".join(PAYLOADS)
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
    whole = factories.make_comment(hearing=hearing, body=ALL, receipt_hash=hashed(RECEIPT))
    factories.make_answer(comment=whole, text=ALL)
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
        wrong += _hurt(browsers[who], address, times)

    assert wrong == []


@pytest.fixture
def furnished(guideline, question, secretariat, chair):
    """A running hearing with the payloads in all that stands around comments, and one such comment."""
    hearing = factories.make_hearing(
        guideline=guideline,
        ref="h2",
        title=PAYLOADS[0],
        draft={"asked": [{"id": f"asked-{n}", "text": each} for n, each in enumerate(PAYLOADS)]},
        privacy_text=ALL,
        privacy_version="1",
    )
    comment = factories.make_comment(
        hearing=hearing,
        kind="organisation",
        name=PAYLOADS[1],
        consent=True,
        part="section:" + PAYLOADS[2],
        quote=PAYLOADS[3],
        signatories=[{"name": each, "place": each} for each in PAYLOADS],
        declarations={"interests": ALL, "tobacco": ALL},
        collected_by=PAYLOADS[4],
        receipt_hash=hashed(RECEIPT),
    )
    for number, each in enumerate(PAYLOADS, start=1):
        theme = factories.make_theme(hearing=hearing, name=f"{number}{each}"[:60])
        factories.make_comment_theme(comment=comment, theme=theme)
        mail = f"guest-{number}@example.org"
        factories.make_guest(hearing=hearing, name=each, email=mail, token=f"guest-{number}")
    factories.make_proposal(
        comment=comment,
        by=chair,
        text=ALL,
        elsewhere=PAYLOADS[5],
        returned_by=secretariat,
        returned_at=timezone.now(),
        returned_because=ALL,
    )
    held = {"held_because": "bait", "held_at": timezone.now()}
    factories.make_comment(hearing=hearing, body=ALL, **held)
    kept = {"kept_held_at": timezone.now(), "held_reason": ALL}
    factories.make_comment(hearing=hearing, body="Spam.", **held, **kept)
    said = {
        "part": "document",
        "body": ALL,
        "name": PAYLOADS[6],
        "signatories": "\n".join(PAYLOADS),
    }
    factories.make_saved_comment(hearing=hearing, receipt_hash=hashed(RECEIPT), said=said)
    return hearing


def test_scripts_in_all_that_stands_around_comments_are_text(furnished, chair, secretariat, visit):
    at = ["livers", "h2"]
    pages = [
        (reverse("hearing", args=at), None, 2),
        (reverse("comment", args=[RECEIPT]), None, 4),
        (reverse("saved_comment", args=[RECEIPT]), None, 0),
        (reverse("guest_enter", args=[*at, "guest-11"]), None, 2),
        (reverse("comment_answer", args=[*at, 1]), chair, 4),
        (reverse("hearing_inbox", args=at), chair, 0),
        (reverse("hearing_themes", args=at), chair, 0),
        (reverse("hearing_held", args=at), chair, 2),
        (reverse("hearing_guests", args=at), secretariat, 1),
    ]
    browsers = {who: visit("/", by=who) for who in (None, chair, secretariat)}

    wrong = [each for address, who, times in pages for each in _hurt(browsers[who], address, times)]

    assert wrong == []


def test_scripts_in_a_table_and_in_the_name_of_its_file_are_text(furnished, secretariat, visit):
    page = visit(reverse("comments_import", args=["livers", "h2"]), by=secretariat)
    page.add_init_script("window.hurt = () => { document.title = 'hurt' }")
    quoted = [f'"{each.replace(chr(34), chr(34) * 2)}"' for each in PAYLOADS]
    wrong = [f",{each},,x,,," for each in quoted]
    right = [f",,{each},{each},individual,{each},yes" for each in quoted]

    for name, rows, heading in (
        (PAYLOADS[10], wrong, "The draft has no part"),
        (PAYLOADS[14], right, "What the table says"),
    ):
        content = "\n".join([",".join(COLUMNS), *rows]).encode()
        page.get_by_label("Collected by").fill(PAYLOADS[16])
        page.get_by_label("Filled table").set_input_files(
            {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": content}
        )
        press(page, "Look at the table")
        text = _solid(page.locator("main").text_content())
        assert _solid(heading) in text
        assert [each for each in PAYLOADS if _solid(each) not in text] == []
        assert (_planted(page), page.title() == "hurt") == ([], False)

    # The page that names the problems comes with 422, and the console tells.
    visit.complaints[:] = [each for each in visit.complaints if "422" not in each]


def _hurt(page, address: str, times: int) -> list[tuple[str, str]]:
    """What is wrong on a page: payloads that are read there too seldom, planted elements, scripts that ran."""
    page.add_init_script("window.hurt = () => { document.title = 'hurt' }")
    page.goto(address)
    text = _solid(page.locator("main").text_content())
    wrong = [(address, each) for each in PAYLOADS if text.count(_solid(each)) < times]
    wrong += [(address, each) for each in _planted(page)]
    return wrong + [(address, "a script ran")] * (page.title() == "hurt")


def _planted(page) -> list[str]:
    """Elements in the page's main part that a payload made."""
    planted = page.locator("main").evaluate(
        "(main, wanted) => [...main.querySelectorAll(wanted)].map(each => each.outerHTML)", PLANTED
    )
    return [each for each in planted if "hurt" in each or ".invalid" in each]


def _solid(text: str) -> str:
    """The text without white space, which pages set as they need."""
    return re.sub(r"\s+", "", text)

"""The draft as a PDF."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hearing.actions.hearings import open_hearing
from hearing.paragraphs import paragraphs_of
from publication.exports.hearing_pdf import paper
from tests import factories


def test_pdf_has_the_numbers_and_words_of_the_page(guideline, question, secretariat, client):
    factories.make_body(outcome=factories.make_outcome(question=question, ref="death"))
    factories.make_recommendation(question=question, ref="q1r1", remarks="日本語の備考")
    hearing = open_hearing(by=secretariat, guideline=guideline)

    answer = client.get(reverse("hearing_pdf", args=["livers", hearing.ref]))

    blocks = [each for each in paper(hearing)["blocks"] if "number" in each]
    numbers = [str(each.number) for each in paragraphs_of(hearing.draft)]
    assert [each["number"] for each in blocks] == numbers
    assert {"We suggest doing it.", "日本語の備考"} <= {each["text"] for each in blocks}
    assert answer.content[:4] == b"%PDF"
    assert b"StructTreeRoot" in answer.content
    assert (
        answer.content == client.get(reverse("hearing_pdf", args=["livers", hearing.ref])).content
    )


def test_there_is_none_before_the_hearing_opens(guideline, question, secretariat, client):
    factories.make_recommendation(question=question, ref="q1r1")
    opens = timezone.now() + timedelta(days=1)
    hearing = open_hearing(by=secretariat, guideline=guideline, opens_at=opens)

    answer = client.get(reverse("hearing_pdf", args=["livers", hearing.ref]))

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("days", "said"), [(1, "Comments are taken until"), (-1, "Comments were taken until")]
)
def test_pdf_says_until_when_comments_are_or_were_taken(
    guideline, question, secretariat, days, said
):
    factories.make_recommendation(question=question, ref="q1r1")
    hearing = open_hearing(by=secretariat, guideline=guideline)
    hearing.closes_at = timezone.now() + timedelta(days=days)

    assert paper(hearing)["subject"][1].startswith(said)

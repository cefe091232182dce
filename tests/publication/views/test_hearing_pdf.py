"""The draft as a PDF."""

import io
import re

import pytest
from django.urls import reverse

from hearing.actions.hearings import open_hearing
from hearing.paragraphs import paragraphs_of
from tests import factories

pypdf = pytest.importorskip("pypdf")


def test_pdf_has_the_numbers_and_words_of_the_page(guideline, question, secretariat, client):
    factories.make_recommendation(question=question, ref="q1r1", remarks="日本語の備考")
    hearing = open_hearing(by=secretariat, guideline=guideline)

    answer = client.get(reverse("hearing_pdf", args=["livers", hearing.ref]))

    reader = pypdf.PdfReader(io.BytesIO(answer.content))
    text = "\n".join(each.extract_text() for each in reader.pages)
    assert "We suggest doing it." in text
    for each in paragraphs_of(hearing.draft):
        assert re.search(rf"(?m)^\s*{each.number}\b", text), each
    assert (
        answer.content == client.get(reverse("hearing_pdf", args=["livers", hearing.ref])).content
    )

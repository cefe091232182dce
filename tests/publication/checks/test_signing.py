"""A signature that lapsed."""

import pytest

from evidence.fingerprint import evidence_hash
from evidence.models import Study
from publication.checks.run import check_guideline
from tests.factories import make_signature
from tests.publication.checks.sound import imported, question, sound

pytestmark = pytest.mark.django_db


def _signed():
    data = sound()
    for each in data["questions"]:
        each["recommendations"] = []
    assert question(data)["id"] == "q1"
    guideline = imported(data)
    first = guideline.questions.get(ref="q1")
    make_signature(question=first, evidence_hash=evidence_hash(first))
    return guideline


def test_signature_that_holds_is_silent():
    assert check_guideline(_signed()) == []


def test_signature_that_lapsed_is_found():
    guideline = _signed()
    Study.objects.filter(question__guideline=guideline, ref="s1").update(sponsor="A company")

    found = [(each.rule.id, each.place.where) for each in check_guideline(guideline)]

    assert found == [("signature-lapsed", "q1/signature")]


def test_last_signature_counts():
    guideline = _signed()
    Study.objects.filter(question__guideline=guideline, ref="s1").update(sponsor="A company")
    first = guideline.questions.get(ref="q1")
    make_signature(question=first, evidence_hash=evidence_hash(first))

    assert check_guideline(guideline) == []

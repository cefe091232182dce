"""Signing for the evidence, by a button."""

import pytest

from evidence.fingerprint import evidence_hash
from evidence.models import Signature
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/evidence/sign/"
EVIDENCE = "/guidelines/livers/questions/q1/evidence/"


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, importance=5)


def test_evidence_page_carries_the_hash_that_is_signed(question, outcome, methodologist, client_of):
    page = client_of(methodologist).get(EVIDENCE).content.decode()

    assert f'name="seen" value="{evidence_hash(question)}"' in page


def test_evidence_page_says_what_is_missing_beside_the_button(
    question, outcome, methodologist, member, client_of
):
    factories.make_record(question=question)

    page = client_of(methodologist).get(EVIDENCE).content.decode()

    assert '<button disabled aria-describedby="signing-blockers">' in page
    assert "1 record waits for a decision." in page
    assert ADDRESS not in client_of(member).get(EVIDENCE).content.decode()


def test_signature_is_kept_and_said(question, outcome, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, {"seen": evidence_hash(question)}, follow=True)

    assert Signature.objects.get().by == methodologist
    assert "You have signed for this evidence." in answer.content.decode()


def test_evidence_that_changed_meanwhile_is_not_signed(question, outcome, methodologist, client_of):
    answer = client_of(methodologist).post(ADDRESS, {"seen": "0" * 64}, follow=True)

    assert "The evidence changed while you were reading." in answer.content.decode()
    assert Signature.objects.count() == 0


@pytest.mark.parametrize("form", [{}, {"seen": ""}], ids=["no hash", "an empty one"])
def test_what_was_not_shown_is_not_signed(question, outcome, methodologist, client_of, form):
    client_of(methodologist).post(ADDRESS, form)

    assert Signature.objects.count() == 0


def test_looking_signs_nothing(question, outcome, methodologist, status_of):
    assert status_of(methodologist, ADDRESS) == 405
    assert Signature.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "status", "signatures"),
    [
        ("methodologist", 302, 1),
        ("chair", 403, 0),
        ("secretariat", 403, 0),
        ("member", 403, 0),
        ("commentator", 403, 0),
        ("observer", 403, 0),
        ("stranger", 404, 0),
    ],
)
def test_who_signs(request, question, outcome, role, status, signatures, client_of):
    user = request.getfixturevalue(role)
    seen = {"seen": evidence_hash(question)}

    assert client_of(user).post(ADDRESS, seen).status_code == status
    assert Signature.objects.count() == signatures

"""The evidence profile as a file, for whoever may see the evidence."""

import io
import zipfile

import pytest
from django.urls import reverse

from tests import factories


def address(question, ending: str) -> str:
    return reverse("profile_export", args=[question.guideline.slug, question.ref, ending])


def test_profile_export_gives_the_file_under_a_name_of_its_own(client_of, methodologist, question):
    got = client_of(methodologist).get(address(question, "zip"))

    assert got.headers["Content-Type"] == "application/zip"
    assert got.headers["Content-Disposition"] == 'attachment; filename="livers-q1-evidence.zip"'
    assert "README.html" in zipfile.ZipFile(io.BytesIO(got.content)).namelist()


def test_profile_export_knows_no_other_format(client_of, methodologist, question):
    assert client_of(methodologist).get(address(question, "exe")).status_code == 404


def test_profile_export_is_hidden_from_strangers(client_of, stranger, question):
    assert client_of(stranger).get(address(question, "zip")).status_code == 404


@pytest.mark.django_db
def test_profile_export_holds_nothing_of_another_question(client_of, methodologist, question):
    other = factories.make_question(guideline=question.guideline, ref="q2", number=2)
    factories.make_outcome(question=other, ref="secret", name="Secret outcome")

    got = client_of(methodologist).get(address(question, "zip"))

    archive = zipfile.ZipFile(io.BytesIO(got.content))
    assert all(b"Secret outcome" not in archive.read(name) for name in archive.namelist())

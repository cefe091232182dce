"""The page that adds a recommendation."""

from django.urls import reverse

from voting.models import Recommendation


def test_methodologist_adds_a_recommendation(question, methodologist, client_of):
    answer = client_of(methodologist).post(
        reverse("recommendation_add", args=["livers", "q1"]),
        {"statement": "We suggest A.", "kind": "graded"},
    )

    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/"
    assert list(Recommendation.objects.values_list("ref", "statement")) == [
        ("q1r1", "We suggest A.")
    ]


def test_unknown_kind_is_refused(question, chair, client_of):
    answer = client_of(chair).post(
        reverse("recommendation_add", args=["livers", "q1"]),
        {"statement": "We suggest A.", "kind": "strong"},
    )

    assert "error-summary" in answer.content.decode()
    assert Recommendation.objects.count() == 0


def test_member_may_not_add(question, member, client_of):
    address = reverse("recommendation_add", args=["livers", "q1"])

    assert client_of(member).get(address).status_code == 403

"""The second person's buttons."""

from django.urls import reverse

from hearing.models import Redaction
from tests import factories


def address(verb: str, redaction: Redaction) -> str:
    return reverse(f"redaction_{verb}", args=["livers", "hearing-1", 1, redaction.pk])


def test_second_person_blacks_out_or_leaves_the_words(closed, chair, secretariat, client_of):
    first, second = (
        factories.make_redaction(comment=closed.comments.get(), proposed_by=chair)
        for _each in range(2)
    )

    client_of(secretariat).post(address("confirm", first))
    client_of(secretariat).post(address("drop", second))

    assert list(Redaction.objects.values_list("is_confirmed", "decided_by")) == [
        (True, secretariat.pk),
        (False, secretariat.pk),
    ]


def test_who_proposed_it_cannot_confirm_it(closed, chair, client_of):
    redaction = factories.make_redaction(comment=closed.comments.get(), proposed_by=chair)

    page = client_of(chair).post(address("confirm", redaction), follow=True).content.decode()

    assert "a second person has to confirm it" in page
    assert Redaction.objects.get().decided_at is None


def test_what_is_blacked_out_is_not_said_to_be_left(closed, chair, secretariat, client_of):
    redaction = factories.make_redaction(comment=closed.comments.get(), proposed_by=chair)
    client_of(secretariat).post(address("confirm", redaction))

    page = client_of(chair).post(address("drop", redaction), follow=True).content.decode()

    assert "nobody reads these words any more" in page
    assert "The words stay as they are." not in page
    assert Redaction.objects.get().is_confirmed is True


def test_redaction_of_another_comment_is_404(closed, secretariat, client_of):
    elsewhere = factories.make_redaction()

    assert client_of(secretariat).post(address("confirm", elsewhere)).status_code == 404

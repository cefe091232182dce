"""The page of practice rounds, and the mark on everything that belongs to one."""

from django.urls import reverse

from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round


def get(client_of, person, name, *args) -> str:
    return client_of(person).get(reverse(name, args=args)).content.decode()


def test_every_page_of_a_practice_round_is_marked(recommendation, chair, member, client_of):
    practice = open_round(by=chair, recommendation=recommendation, mode="live", practice=True)

    for name in ("round", "projector", "round_close"):
        assert "PRACTICE" in get(client_of, chair, name, practice.pk), name
    cast_vote(by=member, round=practice, choice="strong-for")
    assert "PRACTICE" in get(client_of, member, "receipt", practice.pk)
    close_round(by=chair, round=practice)
    page = get(client_of, member, "round", practice.pk)
    assert "1 of 1 votes are strong for" in page
    assert "PRACTICE" in page
    assert "Why is the recommendation what it is?" not in page


def test_practice_rounds_stand_on_their_own_page_and_no_other(
    recommendation, guideline, chair, member, conflicted_member, client_of
):
    practice = open_round(by=chair, recommendation=recommendation, practice=True)
    address = reverse("round", args=[practice.pk])

    assert address in get(client_of, member, "practice", guideline.slug)
    # Nothing of a question for which one leaves the room, be it practice.
    assert address not in get(client_of, conflicted_member, "practice", guideline.slug)
    for name, args in (
        ("home", ()),
        ("overview", (guideline.slug,)),
        ("question", (guideline.slug, "q1")),
        ("why", (guideline.slug, "q1r1")),
        ("minutes", (guideline.slug,)),
    ):
        assert address not in get(client_of, member, name, *args), name

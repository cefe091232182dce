"""The whole explanation of one recommendation."""

from tests import factories
from voting.actions.rounds import open_round


def answer(client_of, user, guideline):
    ref = guideline.recommendations.get().ref
    return client_of(user).get(f"/guidelines/{guideline.slug}/recommendations/{ref}/why/")


def test_explanation_walks_back_to_votes_judgements_and_numbers(deliberated, client_of):
    chair = factories.person_in(deliberated, "chair")

    found = answer(client_of, chair, deliberated).content.decode()

    for step in (
        "Decision: weak, for",
        "3 of 3 votes are weak for; more than 70 % needs 3.",
        "Overall certainty of the evidence: low",
        "Rated down 1 for risk of bias: Few events, and not blinded.",
        "10/100 v 20/100",
    ):
        assert step in found


def test_each_result_is_linked_to_where_it_stands(deliberated, client_of):
    chair, question = factories.person_in(deliberated, "chair"), deliberated.questions.get()
    result = question.studies.get().results.get()

    found = answer(client_of, chair, deliberated).content.decode()

    link = f"/guidelines/deliberated/questions/{question.ref}/evidence/#result-{result.pk}"
    assert f'href="{link}"' in found


def test_votes_of_the_round_before_are_not_told_while_one_runs(deliberated, client_of):
    chair = factories.person_in(deliberated, "chair")
    open_round(by=chair, recommendation=deliberated.recommendations.get())

    found = answer(client_of, chair, deliberated).content.decode()

    assert "Round 2 is running: nothing is decided." in found
    assert "votes are weak for" not in found


def test_commentator_may_not_read_it(deliberated, client_of):
    user = factories.make_user("reader")
    factories.make_member(guideline=deliberated, role="commentator", user=user)

    assert answer(client_of, user, deliberated).status_code == 403


def test_who_leaves_the_room_may_not_read_it(deliberated, client_of):
    user = factories.make_user("concerned")
    place = factories.make_member(guideline=deliberated, user=user)
    factories.make_conflict(member=place, question=deliberated.questions.get(), action="leave-room")

    assert answer(client_of, user, deliberated).status_code == 403


def test_stranger_is_told_there_is_nothing(deliberated, stranger, client_of):
    assert answer(client_of, stranger, deliberated).status_code == 404

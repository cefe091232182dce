"""A question whole."""

from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.dissents import state_dissent
from voting.actions.rounds import close_round, open_round


def page(client_of, user, question) -> str:
    address = f"/guidelines/{question.guideline.slug}/questions/{question.ref}/"
    return client_of(user).get(address).content.decode()


def test_recommendation_shows_grade_votes_and_the_rule_that_decided(deliberated, client_of):
    found = page(client_of, factories.person_in(deliberated, "chair"), deliberated.questions.get())

    assert "We suggest it." in found
    assert "3 of 3 votes are weak for; more than 70 % needs 3." in found
    assert "3 weak for." in found
    assert "<summary>Why?</summary>" in found


def test_question_in_parts_names_what_is_asked(guideline, question, member, client_of):
    question.population, question.intervention = "Adults with C", "A"
    question.comparator = "B"
    question.save()

    found = page(client_of, member, question)

    for part in ("Adults with C", "<dt>Intervention</dt>", "<dt>Comparator</dt>"):
        assert part in found


def test_notes_on_contradictions_are_shown(question, member, client_of):
    question.notes = ["The text has 7 trials, the figure 8."]
    question.save()

    assert "The text has 7 trials, the figure 8." in page(client_of, member, question)


def test_reconstructed_votes_wear_the_label(deliberated, client_of):
    rounds = deliberated.recommendations.get().rounds
    assert "reconstructed" not in page(
        client_of, factories.person_in(deliberated, "chair"), deliberated.questions.get()
    )

    rounds.update(basis="reconstructed")

    assert '<span class="basis">reconstructed</span>' in page(
        client_of, factories.person_in(deliberated, "chair"), deliberated.questions.get()
    )


def test_basis_shared_by_all_judgements_is_said_once(question, member, client_of):
    for criterion in ("problem", "values"):
        factories.make_etd_judgement(
            question=question, criterion=criterion, judgement="varies", basis="reconstructed"
        )

    assert page(client_of, member, question).count("reconstructed") == 1


def test_spine_says_where_each_link_stands(deliberated, client_of):
    found = page(client_of, factories.person_in(deliberated, "chair"), deliberated.questions.get())

    assert "1 study, not signed" in found
    assert "0 of 12 judged" in found
    assert "none yet" in found


def test_running_round_leaves_the_decision_open(deliberated, client_of):
    question, chair = deliberated.questions.get(), factories.person_in(deliberated, "chair")
    open_round(by=chair, recommendation=deliberated.recommendations.get())

    found = page(client_of, chair, question)

    assert "3 of 3 votes are weak for" not in found
    assert '<span class="undecided">Open</span>' in found
    assert "To the vote" in found


def test_secret_round_with_two_ballots_shows_no_result(deliberated, client_of):
    chair, question = factories.person_in(deliberated, "chair"), deliberated.questions.get()
    held = factories.make_round(
        recommendation=deliberated.recommendations.get(),
        number=2,
        imported=True,
        status="closed",
        secrecy="secret",
        counts={"weak-for": 3},
    )
    assert "3 weak for" in page(client_of, chair, question)

    held.counts = {"weak-for": 2}
    held.save()

    found = page(client_of, chair, question)
    assert "2 weak for" not in found
    assert "strength-for" not in found


def test_who_leaves_the_room_reads_no_draft(deliberated, client_of):
    user, question = factories.make_user("concerned"), deliberated.questions.get()
    place = factories.make_member(guideline=deliberated, user=user)
    assert "We suggest it." in page(client_of, user, question)

    factories.make_conflict(member=place, question=question, action="leave-room")

    found = page(client_of, user, question)
    assert "We suggest it." not in found
    assert "The draft recommendations of this question are not shown to you" in found


def test_member_finds_no_button_to_open_a_round(deliberated, client_of):
    member = factories.make_user("plain")
    factories.make_member(guideline=deliberated, user=member)

    found = page(client_of, member, deliberated.questions.get())

    assert "Open a round" not in found
    assert "Open a round" in page(
        client_of, factories.person_in(deliberated, "chair"), deliberated.questions.get()
    )


def test_stranger_is_told_there_is_nothing(question, stranger, client_of):
    assert client_of(stranger).get("/guidelines/livers/questions/q1/").status_code == 404


def test_dissent_stands_with_the_recommendation_for_whoever_sees_its_votes(
    question, chair, member, conflicted_member, observer, client_of
):
    held = open_round(by=chair, recommendation=factories.make_recommendation(question=question))
    cast_vote(by=chair, round=held, choice="weak-for")
    held = close_round(by=chair, round=held)
    state_dissent(by=member, round=held, text="The harms weigh more.")
    factories.make_dissent(
        round=held, member=chair.places.get(), named=False, text="Too dear for us."
    )
    secret = open_round(
        by=chair,
        recommendation=factories.make_recommendation(question=question),
        secrecy="secret",
    )
    cast_vote(by=chair, round=secret, choice="weak-for")
    factories.make_dissent(
        round=close_round(by=chair, round=secret), member=member.places.get(), text="Not I."
    )

    found = page(client_of, member, question)

    assert found.count("<strong>Dissent:</strong>") == 2
    assert "The harms weigh more." in found
    assert "a member of the panel, whose name is withheld" in found
    assert "Not I." not in found
    for other in (conflicted_member, observer):
        assert "The harms weigh more." not in page(client_of, other, question)

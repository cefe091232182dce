"""The committee's page of one comment."""

from django.urls import reverse

from hearing.actions.answering import propose_answer
from hearing.answering.changes import steps_of
from hearing.models import Proposal
from tests import factories
from voting.actions.drafts import edit_draft


def address(hearing, name: str = "comment_answer", number: int = 1) -> str:
    return reverse(name, args=["livers", hearing.ref, number])


def send(client_of, user, hearing, **said):
    return client_of(user).post(address(hearing), said)


def test_what_was_typed_stays_when_it_is_refused(closed, member, client_of):
    answer = send(client_of, member, closed, text="Adults are named.", deed="ask")

    assert answer.status_code == 422
    assert "Adults are named." in answer.content.decode()
    assert Proposal.objects.count() == 0


def test_what_was_typed_stays_when_somebody_elses_answer_waits_meanwhile(
    closed, member, chair, client_of
):
    send(client_of, chair, closed, changed="no", text="The title says so.", deed="ask", seen="0")

    answer = send(client_of, member, closed, changed="no", text="For adults.", deed="ask", seen="0")

    assert answer.status_code == 422
    assert "An answer to comment 1 waits for approval" in answer.content.decode()
    assert "For adults." in answer.content.decode()


def test_page_shows_what_was_changed_and_that_it_asks_for_a_round(
    closed, recommendation, member, chair, client_of
):
    edit_draft(by=chair, recommendation=recommendation, statement="We suggest it in adults.")
    [(key, _label)] = steps_of(closed, member)

    said = {"changed": "yes", "text": "Adults are named.", "changes": [key], "deed": "ask"}
    send(client_of, member, closed, **said)

    page = " ".join(client_of(chair).get(address(closed)).content.decode().split())
    assert "q1r1, version 1 to 2" in page
    assert "it asks for a new round" in page
    assert "in adults" in page


def test_page_leads_to_its_neighbours_in_what_is_filtered(closed, member, client_of):
    for body in ("About cost.", "About nothing.", "About cost again."):
        factories.make_comment(hearing=closed, body=body)

    answer = client_of(member).get(address(closed, number=2) + "?q=cost")

    assert (answer.context["earlier"], answer.context["later"]) == (
        "",
        address(closed, number=4) + "?q=cost",
    )


def test_who_leaves_the_room_does_not_open_the_page(closed, conflicted_member, client_of):
    client = client_of(conflicted_member)
    factories.make_comment(hearing=closed, part="document")

    assert client.get(address(closed)).status_code == 403
    assert client.get(address(closed, number=2)).status_code == 200


def test_history_keeps_every_wording(closed, received, member, client_of):
    factories.answered(received.comment, text="First of all.")
    said = {"changed": False, "numbers": [1]}
    propose_answer(by=member, hearing=closed, text="Second of all.", **said)
    propose_answer(by=member, hearing=closed, text="Third of all.", **said)

    answer = client_of(member).get(address(closed))

    page = answer.content.decode()
    assert [word in page for word in ("First of all", "Second of all", "Third of all")] == [
        True
    ] * 3
    assert len(answer.context["history"]) == 1


def test_outsiders_answer_nothing(closed, commentator, stranger, client_of):
    for person, status in ((commentator, 403), (stranger, 404)):
        assert send(client_of, person, closed, changed="no", text="No.").status_code == status


def test_answer_from_elsewhere_runs_in_its_own_direction(closed, member, client_of):
    factories.make_answer(comment=closed.comments.get(), text="نعم، للبالغين.")

    page = client_of(member).get(address(closed)).content.decode()

    assert '<div dir="auto"><p>نعم، للبالغين.</p></div>' in page

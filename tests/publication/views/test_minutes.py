"""Minutes on pages: which rounds there are, and the file of those chosen."""

from django.urls import reverse

from tests import factories
from tests.publication.exports.test_minutes import text_of_word
from voting.actions.rounds import open_round


def test_panel_chooses_rounds_and_takes_the_file(db, client_of):
    closed = factories.round_at("closed")
    guideline = closed.guideline
    member = factories.person_in(guideline, "member")

    page = client_of(member).get(reverse("minutes", args=[guideline.slug])).content.decode()
    answer = client_of(member).get(
        reverse("minutes_export", args=[guideline.slug, "docx"]), {"round": closed.pk}
    )

    assert f'name="round" value="{closed.pk}"' in page
    assert answer.headers["Content-Disposition"].endswith('-minutes.docx"')
    assert "3 of 3 votes are weak for" in text_of_word(answer.content)


def test_nobody_takes_minutes_of_what_they_may_not_see(client_of, stranger):
    closed = factories.round_at("closed")
    guideline, question = closed.guideline, closed.question
    leaver = factories.make_user("leaver")
    place = factories.make_member(guideline=guideline, ref="leaver", user=leaver)
    factories.make_conflict(member=place, question=question, action="leave-room")
    running = open_round(
        by=factories.person_in(guideline, "chair"), recommendation=closed.recommendation
    )
    address = reverse("minutes_export", args=[guideline.slug, "pdf"])

    for person in (leaver, stranger):
        assert client_of(person).get(address, {"round": closed.pk}).status_code == 404
    chair = client_of(factories.person_in(guideline, "chair"))
    for asked in (running.pk, "x", "9" * 30):
        assert chair.get(address, {"round": asked}).status_code == 404
    listed = client_of(leaver).get(reverse("minutes", args=[guideline.slug])).content.decode()
    assert "No round that you may see has been closed yet." in listed

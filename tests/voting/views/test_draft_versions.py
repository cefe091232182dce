"""The versions of a draft, and a correction after the vote: the whole way in a browser."""

from django.urls import reverse

from tests.chromium import PHONE, axe_violations, follow, overflow, press
from voting.actions.ballots import cast_vote
from voting.actions.drafts import edit_draft
from voting.actions.rounds import close_round, open_round


def url(recommendation, name="draft_versions", *more) -> str:
    return reverse(name, args=[recommendation.guideline.slug, recommendation.ref, *more])


def test_any_two_versions_are_compared_word_by_word(
    recommendation, methodologist, member, client_of
):
    for statement in ("We suggest it in adults.", "We recommend it in adults."):
        edit_draft(
            by=methodologist, recommendation=recommendation, statement=statement, reason="Clearer."
        )

    client = client_of(member)
    last = client.get(url(recommendation)).content.decode()
    whole = client.get(url(recommendation) + "?from=1&to=3").content.decode()

    assert "[removed: </span>suggest<" in last
    assert "[added: </span>recommend<" in last
    assert "doing it" not in last.partition("From version 2 to version 3")[2]
    assert "[removed: </span>suggest doing<" in whole
    assert "as it came" in last
    assert "Clearer." in last
    assert client.get(url(recommendation) + "?from=1&to=9").status_code == 404


def test_earlier_version_is_taken_up_again_as_a_new_one(recommendation, chair, member, client_of):
    edit_draft(by=chair, recommendation=recommendation, statement="Other.", remarks="New.")
    client_of(member).post(url(recommendation, "draft_restore", 1), {"reason": "Mine."})
    client_of(chair).post(url(recommendation, "draft_restore", 1), {"reason": " "})
    recommendation.refresh_from_db()
    assert recommendation.statement == "Other."

    client_of(chair).post(url(recommendation, "draft_restore", 1), {"reason": "Better."})

    recommendation.refresh_from_db()
    assert (recommendation.statement, recommendation.remarks) == ("We suggest doing it.", None)
    kept = recommendation.versions.order_by("number").last()
    assert (kept.number, kept.restored_from, kept.reason) == (3, 1, "Better.")


def test_second_writer_is_told_and_loses_nothing(recommendation, chair, methodologist, client_of):
    client = client_of(methodologist)
    seen = client.get(url(recommendation, "draft_edit")).context["form"]["seen"].value()
    edit_draft(by=chair, recommendation=recommendation, remarks="The chair's.")
    edit_draft(by=chair, recommendation=recommendation, remarks="The chair's again.")
    typed = {"statement": "Mine.", "remarks": "", "seen": str(seen)}

    refused = client.post(url(recommendation, "draft_edit"), typed)
    again = client.post(
        url(recommendation, "draft_edit"), typed | {"seen": refused.context["form"]["seen"].value()}
    )

    assert refused.status_code == 422
    assert "chair kept version 3 while you were writing" in refused.content.decode()
    assert "Mine." in refused.content.decode()
    assert again.status_code == 302
    recommendation.refresh_from_db()
    assert recommendation.statement == "Mine."


def test_each_language_is_edited_and_the_first_governs(recommendation, guideline, chair, client_of):
    guideline.languages = ["ja", "en"]
    guideline.save()
    recommendation.statement = {"ja": "Aを提案する。", "en": "We suggest A."}
    recommendation.save()
    client = client_of(chair)

    page = client.get(url(recommendation, "draft_edit")).content.decode()
    client.post(
        url(recommendation, "draft_edit"),
        {"statement": "Bを提案する。", "statement.en": "We suggest B.", "remarks.en": "In adults."},
    )

    recommendation.refresh_from_db()
    assert "the wording in Japanese governs" in page
    assert 'lang="ja"' in page
    assert recommendation.statement == {"ja": "Bを提案する。", "en": "We suggest B."}
    assert recommendation.remarks == {"en": "In adults."}


def test_usual_wording_is_offered_and_kept_only_on_request(
    recommendation, question, chair, client_of
):
    question.population, question.intervention = "Adults with C", "Surgery"
    question.comparator = "watching"
    question.save()

    page = client_of(chair).get(url(recommendation, "draft_edit") + "?wording=strong-against")

    form = page.context["form"]
    assert form["statement"].value() == (
        "We recommend watching rather than surgery in adults with C."
    )
    recommendation.refresh_from_db()
    assert recommendation.statement == "We suggest doing it."


def test_draft_is_edited_compared_voted_on_and_corrected(
    recommendation, chair, methodologist, visit, db
):
    desk = visit(url(recommendation, "draft_edit"), by=chair)
    desk.get_by_label("Statement").fill("We sugest doing it in adults.")
    desk.get_by_label("Why this change").fill("For whom.")
    press(desk, "Keep this draft")
    desk.goto(url(recommendation))
    added = [" ".join(text.split()) for text in desk.locator("ins").all_inner_texts()]
    assert added == ["[added: sugest ]", "[added: in adults ]"]
    round = open_round(by=chair, recommendation=recommendation)
    cast_vote(by=chair, round=round, choice="weak-for")
    close_round(by=chair, round=round)

    writer = visit(url(recommendation, "corrections"), by=methodologist, width=PHONE)
    writer.get_by_label("Statement").fill("We suggest doing it in adults.")
    writer.get_by_label("What is corrected, and why").fill("A letter was missing.")
    press(writer, "Propose this correction")
    assert writer.get_by_role("button", name="Confirm the correction").is_disabled()
    assert "You proposed it; somebody else has to confirm it." in writer.content()
    assert (axe_violations(writer), overflow(writer)) == ([], 0)
    desk.goto("/")
    follow(desk.get_by_role("link", name="Confirm"))
    press(desk, "Confirm the correction")

    desk.goto("/guidelines/livers/questions/q1/")
    assert "Wording corrected editorially on" in desk.content()
    assert desk.locator("#statement-q1r1").inner_text() == "We suggest doing it in adults."
    assert "wording changed since the vote" not in desk.content()

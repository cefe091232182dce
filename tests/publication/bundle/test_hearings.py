"""Hearings in a bundle: terms, what stands beside a comment, and nothing that was hidden."""

import pytest
from django.utils import timezone

from hearing.actions.hearings import open_hearing
from hearing.models import Campaign, Hearing
from hearing.opening_terms import Terms
from hearing.publishing.beside import beside_of
from publication.bundle.exporting import data_of
from publication.bundle.importing import import_guideline
from publication.bundle.opening import checked, open_bundle
from publication.bundle.writing import as_yaml
from tests import factories
from tests.publication.bundle.samples import EVERY_KEY, minimal, said

pytestmark = pytest.mark.django_db
HIDDEN = (
    "Dr Nobody",
    "Private Person",
    "one@example.org",
    "Withdrawn words",
    "Held words",
    "Erased words",
    "secret-hash",
    "A guest",
    "Draft of an answer",
)


def with_hearing(*comments, **terms):
    return minimal() | {"hearings": [{"id": "h", **terms, "comments": list(comments)}]}


@pytest.fixture
def heard(guideline, question, secretariat):
    """A hearing that was held here, with something to hide in every field."""
    factories.make_recommendation(question=question, ref="q1r1")
    terms = Terms(
        questions=("Is anything missing?",),
        asks_interests=True,
        privacy_text="We read it.",
        privacy_version="3",
        keeps_months=6,
    )
    hearing = open_hearing(by=secretariat, guideline=guideline, terms=terms)
    secret = {
        "hearing": hearing,
        "email": "one@example.org",
        "sent_hash": "secret-hash",
        "declarations": {"interests": "Private Person pays me."},
    }
    comment = factories.make_comment(
        **secret,
        receipt_hash="secret-hash-1",
        part="q1r1",
        paragraph=2,
        body="Dr Nobody erred.",
        quote="as Dr Nobody says",
        support=True,
        kind="organisation",
        name="Private Person",
        signatories=[{"name": "Private Person", "place": "Leeds"}],
        collected_by="A society",
        guest=factories.make_guest(hearing=hearing, name="A guest"),
        campaign=factories.make_campaign(hearing=hearing),
        late=True,
    )
    factories.make_redaction(
        comment=comment,
        spans=[[0, 9]],
        beside={"quote": [[3, 12]]},
        decided_by=factories.make_user(),
        is_confirmed=True,
    )
    factories.make_proposal(comment=comment, text="Draft of an answer")
    now = timezone.now()
    factories.make_comment(
        **secret, body="Withdrawn words", quote="Withdrawn words", withdrawn_at=now
    )
    factories.make_comment(**secret, body="Held words", held_at=now, held_because="bait")
    other = factories.make_comment(
        hearing=hearing,
        body="We agree.",
        campaign=comment.campaign,
        kind="organisation",
        name="A public society",
        consent=True,
        signatories=[{"name": "A nurse", "place": ""}],
    )
    factories.make_answer(comment=other, text="Thank you.")
    Hearing.objects.filter(pk=hearing.pk).update(closes_at=now)
    return hearing


def test_terms_and_what_everybody_may_read_travel_and_nothing_else(heard, guideline):
    told = data_of(guideline)["hearings"][0]

    written = as_yaml({"hearings": [told]})
    assert [each for each in HIDDEN if each in written] == []
    first, second = told["comments"]
    for moment in ("opened", "closed"):
        told.pop(moment)
    assert told | {"comments": []} == {
        "id": "hearing-1",
        "title": "Public hearing",
        "questions": ["Is anything missing?"],
        "asks_interests": True,
        "language": heard.language,
        "privacy": {"version": "3", "text": "We read it."},
        "keeps_months": 6,
        "draft_hash": heard.draft_hash,
        "comments": [],
    }
    del first["received"], second["received"]
    assert first == {
        "number": 1,
        "part": "q1r1",
        "paragraph": 2,
        "quote": "as [redacted: A patient is named.] says",
        "support": True,
        "kind": "organisation",
        "collected_by": "A society",
        "body": "[redacted: A patient is named.] erred.",
        "redacted": True,
        "late": True,
        "group": 1,
    }
    assert second == {
        "number": 4,
        "kind": "organisation",
        "name": "A public society",
        "signatories": [{"name": "A nurse"}],
        "body": "We agree.",
        "group": 1,
        "answer": {"changed": False, "text": "Thank you."},
    }


def test_declarations_travel_where_the_hearing_publishes_them(heard, guideline):
    Hearing.objects.filter(pk=heard.pk).update(publishes_declarations=True)

    first, second = data_of(guideline)["hearings"][0]["comments"]

    assert first["declarations"] == {"interests": "Private Person pays me."}
    assert "declarations" not in second


def test_hearing_that_was_held_here_makes_the_trip_and_is_told_the_same(heard, guideline):
    told = data_of(guideline)
    data = minimal() | {"questions": told["questions"], "hearings": told["hearings"]}
    data["guideline"] |= {"time_zone": guideline.time_zone}

    arrived = import_guideline(checked(data)).guideline

    assert data_of(arrived)["hearings"] == told["hearings"]


def test_imported_details_are_read_as_they_came():
    guideline = import_guideline(open_bundle(EVERY_KEY)).guideline

    hearing = guideline.hearings.get()
    comment = hearing.comments.get(number=1)
    beside = beside_of(comment, "public")
    assert (comment.hearing.asked, comment.hearing.draft["asked"][0]["text"]) == (
        ("interests", "tobacco"),
        "Is anything missing?",
    )
    assert beside.signatories[0] == {"name": "A first nurse", "place": "Sapporo"}
    assert beside.declarations == {"interests": "None.", "tobacco": "None, says our board."}
    assert Campaign.objects.get().comments.count() == 2
    together = hearing.comments.exclude(answered_with=None)
    assert list(together.values_list("number", "answered_with__number")) == [(4, 1)]


def test_pages_of_an_imported_hearing_show_its_questions_and_details(client):
    guideline = import_guideline(open_bundle(EVERY_KEY)).guideline
    hearing = guideline.hearings.get()
    kept_apart = client.get(hearing.get_absolute_url()).content.decode()
    Hearing.objects.update(audience="everybody")

    page = client.get(hearing.get_absolute_url()).content.decode()
    table = client.get(f"{hearing.get_absolute_url()}answers/").content.decode()

    question = "Is anything missing?"
    assert (question in kept_apart, question in page) == (False, True)
    for shown in (
        "those who may refuse",
        "A first nurse, Sapporo",
        "says our board",
        "paragraph 12",
    ):
        assert shown in table


def test_comment_answered_with_another_elsewhere_is_found_from_the_page(client):
    guideline = import_guideline(open_bundle(EVERY_KEY)).guideline
    answers = f"{guideline.hearings.get().get_absolute_url()}answers/"

    page = client.get(answers).content.decode()
    from_number = client.get(f"{answers}?from=4", follow=True).content.decode()

    assert "This answer is also for 1 other comment" in page
    assert "Read each of them" in page
    assert 'id="comment-4"' in from_number


def test_groups_are_named_by_their_lowest_number_and_one_alone_is_none():
    data = with_hearing(
        {"number": 3, "body": "x", "group": 9},
        {"number": 2, "body": "x", "group": 9},
        {"number": 5, "body": "y", "group": 7},
    )

    (hearing,) = data_of(import_guideline(checked(data)).guideline)["hearings"]

    groups = {each["number"]: each.get("group") for each in hearing["comments"]}
    assert groups == {2: 2, 3: 2, 5: None}


YES = {"changed": True, "text": "We say so now."}


@pytest.mark.parametrize(
    ("second", "problem"),
    [
        ({"answered_with": 2}, "2 is the number of no other comment of this hearing"),
        ({"answered_with": 9}, "9 is the number of no other comment of this hearing"),
        ({"answered_with": 3}, "comment 3 is itself answered with another"),
        ({"answered_with": 1}, "has not the same answer as comment 1"),
        ({"answered_with": 1, "answer": None}, "has not the same answer as comment 1"),
    ],
)
def test_answer_of_another_that_is_not_its_own_is_refused(second, problem):
    data = with_hearing(
        {"number": 1, "body": "x", "answer": YES},
        {"number": 2, "body": "x", "answer": YES | {"text": "No."}} | second,
        {"number": 3, "body": "x", "answer": YES, "answered_with": 1},
    )

    assert said(data) == [f"hearings[0].comments[1].answered_with: {problem}"]


def test_comments_answered_together_make_the_trip_without_who_was_taken_back(guideline):
    hearing = factories.make_hearing(guideline=guideline, draft={})
    sample, other, lone = (factories.make_comment(hearing=hearing) for _ in range(3))
    gone = factories.make_comment(hearing=hearing, withdrawn_at=timezone.now())
    for comment in (sample, other, lone, gone):
        factories.make_answer(comment=comment, text="Thank you.")
    hearing.comments.filter(pk=other.pk).update(answered_with=sample)
    hearing.comments.filter(pk=lone.pk).update(answered_with=gone)
    told = data_of(guideline)["hearings"]

    arrived = import_guideline(checked(minimal() | {"hearings": told})).guideline

    (there,) = data_of(arrived)["hearings"]
    for comments in (told[0]["comments"], there["comments"]):
        assert [(each["number"], each.get("answered_with")) for each in comments] == [
            (1, None),
            (2, 1),
            (3, None),
        ]


def test_signatories_of_a_person_are_refused():
    data = with_hearing({"number": 1, "body": "x", "signatories": [{"name": "A nurse"}]})

    assert said(data) == [
        "hearings[0].comments[0].signatories: stand with an organisation's comment alone"
    ]


def test_bundle_without_the_new_keys_says_what_it_said_before():
    comment = {"number": 1, "body": "x", "kind": "individual", "name": "A reader"}
    data = with_hearing(comment | {"answer": {"changed": True, "text": "y"}})

    assert data_of(import_guideline(checked(data)).guideline) == data

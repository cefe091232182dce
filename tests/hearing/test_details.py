"""What a comment carries beside its text."""

import pytest

from accounts.blockers import Blocked
from hearing.actions.comments import UnusableComment, comment_on_draft
from hearing.actions.hearings import open_hearing
from hearing.details import Details, signatories_as_text, signatories_in
from hearing.opening_terms import Terms
from hearing.paragraphs import numbers_of
from tests import factories


def test_details_are_kept_with_the_version_of_the_privacy_text(opened):
    details = Details(
        paragraph=numbers_of(opened.draft)["q1r1", "statement"],
        quote=" doing it ",
        signatories=signatories_in("山田；東京\nSmith, Leeds\n\nJones"),
    )

    said = {"part": "q1r1", "body": "For whom?", "kind": "organisation", "name": "Nurses"}
    comment = comment_on_draft(hearing=opened, details=details, **said).comment

    comment.refresh_from_db()
    assert (comment.quote, comment.privacy_version) == ("doing it", "1")
    assert comment.signatories == [
        {"name": "山田", "place": "東京"},
        {"name": "Smith", "place": "Leeds"},
        {"name": "Jones", "place": ""},
    ]
    assert signatories_as_text(comment.signatories) == "山田; 東京\nSmith; Leeds\nJones"


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        (Details(paragraph=999), "The draft has no paragraph 999."),
        (Details(quote="x" * 1001), "The passage has more than 1000 characters"),
        (Details(signatories=[{"name": " ", "place": "Leeds"}]), "A signatory has no name."),
        (Details(declarations={"weather": "fine"}), "There is no declaration “weather”."),
    ],
)
def test_unusable_details_are_refused(opened, details, sentence):
    with pytest.raises(UnusableComment, match=sentence):
        comment_on_draft(hearing=opened, part="q1r1", body="For whom?", details=details)


def test_declarations_that_are_asked_have_to_be_given(guideline, recommendation, secretariat):
    hearing = open_hearing(by=secretariat, guideline=guideline, terms=Terms(asks_tobacco=True))
    said = {"hearing": hearing, "part": "q1r1", "body": "For whom?"}

    with pytest.raises(UnusableComment, match="links with the tobacco industry"):
        comment_on_draft(**said, details=Details(declarations={"tobacco": "  "}))

    given = comment_on_draft(**said, details=Details(declarations={"tobacco": "None."}))
    assert given.comment.declarations == {"tobacco": "None."}


def test_only_who_is_invited_comments_where_the_hearing_says_so(
    guideline, recommendation, secretariat
):
    hearing = open_hearing(by=secretariat, guideline=guideline, terms=Terms(audience="invited"))
    guest = factories.make_guest(hearing=hearing)
    said = {"hearing": hearing, "part": "q1r1", "body": "For whom?"}

    with pytest.raises(Blocked, match="Only who was invited"):
        comment_on_draft(**said)

    assert comment_on_draft(**said, details=Details(guest=guest)).comment.guest == guest

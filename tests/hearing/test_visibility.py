"""Who sees what of a comment: the whole table."""

import itertools

import pytest

from hearing.codes import COMMENTER_KINDS
from hearing.visibility import NOTHING, VIEWERS, CommentSight, CommentState, sight_of

FLAGS = (
    "consents",
    "is_published",
    "is_answered",
    "is_withdrawn",
    "is_held",
    "is_redacted",
    "is_wholly_redacted",
    "is_disputed",
    "is_erased",
    "publishes_declarations",
)
EVERY_STATE = [
    CommentState(kind, **dict(zip(FLAGS, flags, strict=True)))
    for kind in COMMENTER_KINDS
    for flags in itertools.product((False, True), repeat=len(FLAGS))
]


def test_public_sees_nothing_before_publication_and_nothing_held():
    hidden = [each for each in EVERY_STATE if not each.is_published or each.is_held]

    assert {sight_of("public", each) for each in hidden} == {NOTHING}


def test_public_sees_a_name_only_with_consent_and_never_an_anonymous_or_disputed_one():
    named = [each for each in EVERY_STATE if sight_of("public", each).name]

    assert {each.consents for each in named} == {True}
    assert {each.kind for each in named} == {"individual", "organisation"}
    for flag in ("is_disputed", "is_withdrawn", "is_erased", "is_wholly_redacted"):
        assert {getattr(each, flag) for each in named} == {False}


def test_withdrawn_before_publication_is_gone_with_its_number_and_afterwards_leaves_a_marker():
    before = CommentState("individual", consents=True, is_answered=True, is_withdrawn=True)
    after = CommentState(
        "individual", consents=True, is_answered=True, is_withdrawn=True, is_published=True
    )

    assert [sight_of(each, before) for each in ("public", "committee")] == [NOTHING, NOTHING]
    left = CommentSight(row=True, answer=True, marker="withdrawn")
    assert [sight_of(each, after) for each in VIEWERS] == [left] * 3


def test_nobody_reads_the_words_or_the_name_of_a_withdrawn_or_erased_comment():
    gone = [each for each in EVERY_STATE if each.is_withdrawn or each.is_erased]

    seen = {sight_of(viewer, each) for viewer in VIEWERS for each in gone}
    assert {(each.body, each.name) for each in seen} == {(False, False)}


def test_holder_is_told_the_same_whether_the_comment_is_held_or_not():
    for each in EVERY_STATE:
        if each.is_held:
            said = {flag: getattr(each, flag) for flag in FLAGS if flag != "is_held"}
            assert sight_of("holder", each) == sight_of("holder", CommentState(each.kind, **said))


def test_committee_reads_a_held_comment_as_held():
    held = CommentState("individual", is_held=True)

    assert sight_of("committee", held) == CommentSight(
        row=True, body=True, name=True, marker="held", beside=True, declarations=True
    )


def test_redaction_marks_the_comment_for_everybody():
    redacted = CommentState("organisation", consents=True, is_published=True, is_redacted=True)

    assert [sight_of(viewer, redacted).marker for viewer in VIEWERS] == ["redacted"] * 3


def test_answer_is_shown_only_where_there_is_one_that_counts():
    assert {
        sight_of(v, each).answer for v in VIEWERS for each in EVERY_STATE if not each.is_answered
    } == {False}


def test_unknown_viewer_is_refused():
    with pytest.raises(ValueError):
        sight_of("press", CommentState("individual"))


def test_public_reads_signatories_only_where_it_reads_the_organisation_s_name():
    seen = [each for each in EVERY_STATE if sight_of("public", each).signatories]

    assert {each.kind for each in seen} == {"organisation"}
    assert {sight_of("public", each).name for each in seen} == {True}


def test_public_reads_declarations_only_where_that_was_said_and_nobody_disputes_the_name():
    seen = [each for each in EVERY_STATE if sight_of("public", each).declarations]

    assert {each.publishes_declarations for each in seen} == {True}
    assert {each.is_disputed for each in seen} == {False}
    assert {sight_of("public", each).body for each in seen} == {True}


def test_nothing_stands_beside_what_is_withdrawn_erased_or_wholly_redacted():
    gone = [
        each
        for each in EVERY_STATE
        if each.is_withdrawn or each.is_erased or each.is_wholly_redacted
    ]

    seen = {sight_of(viewer, each) for viewer in VIEWERS for each in gone}
    assert {(each.beside, each.signatories, each.declarations) for each in seen} == {
        (False, False, False)
    }

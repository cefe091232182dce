"""A comment is built of what was sent as Django builds it."""

import pytest

from hearing.models import Comment

GIVEN = {"hearing_id": 7, "part": "document", "body": "For whom?", "kind": "individual"}


def columns(comment: Comment) -> dict:
    return {name: value for name, value in vars(comment).items() if name != "_state"}


def test_it_is_what_its_constructor_makes():
    made, usual = Comment.arrived(**GIVEN), Comment(**GIVEN)

    assert columns(made) == columns(usual)
    assert list(columns(made)) == list(columns(usual))
    assert (made._state.adding, made._state.db) == (usual._state.adding, usual._state.db)
    assert made._state.fields_cache == {}


def test_no_two_share_what_can_be_changed():
    first, second = Comment.arrived(**GIVEN), Comment.arrived(**GIVEN)

    first.declarations["interests"] = "None"
    first.signatories.append({"name": "A society"})
    first._state.fields_cache["hearing"] = None

    assert (second.declarations, second.signatories) == ({}, [])
    assert second._state.fields_cache == {}


def test_what_is_no_column_is_refused():
    with pytest.raises(TypeError, match="colour"):
        Comment.arrived(**GIVEN, colour="red")

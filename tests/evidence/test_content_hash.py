"""What people sign: one hash for one content."""

import pytest

from evidence.content_hash import canonical, content_hash

CONTENT = {"outcomes": {"death": {"results": [{"events_1": 12, "se": 0.5}], "note": ""}}}


@pytest.mark.parametrize(
    "same",
    [
        {"outcomes": {"death": {"note": None, "results": [{"se": 0.5, "events_1": 12}]}}},
        {"outcomes": {"death": {"results": [{"events_1": 12.0, "se": 0.5}]}}, "records": {}},
        {"outcomes": {"death": {"results": ({"events_1": 12, "se": 0.5},)}}, "flow": None},
    ],
)
def test_same_content_written_otherwise_has_the_same_hash(same):
    assert content_hash(same) == content_hash(CONTENT)


@pytest.mark.parametrize(
    "other",
    [
        {"outcomes": {"death": {"results": [{"events_1": 13, "se": 0.5}]}}},
        {"outcomes": {"death": {"results": [{"events_1": 12, "se": 0.5}, {"events_1": 0}]}}},
        {"outcomes": {"pain": {"results": [{"events_1": 12, "se": 0.5}]}}},
        {"outcomes": {"death": {"results": [{"events_1": 12, "se": 0.5}], "note": "!"}}},
    ],
)
def test_other_content_has_another_hash(other):
    assert content_hash(other) != content_hash(CONTENT)


def test_hash_is_sha_256_of_the_canonical_text():
    # printf '{"a":1,"b":"é"}' | sha256sum
    assert content_hash({"b": "é", "a": 1.0, "c": ""}) == (
        "09ad9fd2fb648cb2f62141215828ea00a62c299db05d20aa9ade2f527a301cc6"
    )


def test_order_of_a_list_is_content():
    assert content_hash({"rows": [1, 2]}) != content_hash({"rows": [2, 1]})


def test_zero_and_false_are_said_and_not_empty():
    assert canonical({"levels": 0, "primary": False, "note": "", "rows": []}) == {
        "levels": 0,
        "primary": False,
    }

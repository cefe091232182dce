"""The hash chain by itself: what it finds, and where."""

from dataclasses import replace

import pytest

from audit.chain import GENESIS, Break, Link, around_sequence, canonical, first_break, gap, link


def chain_of(*contents: str) -> list[Link]:
    links, previous = [], GENESIS
    for sequence, content in enumerate(contents, start=1):
        payload = {"sequence": sequence, "content": content}
        digest = link(previous, payload)
        links.append(Link(sequence, payload, previous, digest))
        previous = digest
    return links


@pytest.fixture
def links() -> list[Link]:
    return chain_of("opened", "cast", "cast again", "closed")


def found(links: list[Link], *, length: int = 4, head: str | None = None) -> Break | None:
    return first_break(links, length=length, head=head or links[-1].hash)


def test_canonical_is_the_same_text_for_the_same_content():
    assert canonical({"b": 1, "a": "é"}) == canonical({"a": "é", "b": 1}) == '{"a":"é","b":1}'


def test_canonical_refuses_what_json_cannot_say():
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"share": float("nan")})


def test_link_is_pinned_so_that_old_chains_stay_verifiable():
    assert (
        link(GENESIS, {"verb": "round-opened"})
        == "58795fc1dc83a0aa9226c009270db5e3640e937f0187ab5e11d7b3a52679f422"
    )


def test_first_break_is_none_in_a_whole_chain(links):
    assert found(links) is None


def test_first_break_is_none_in_an_empty_chain():
    assert first_break([], length=0, head=GENESIS) is None


def test_first_break_finds_an_edited_event(links):
    links[1] = replace(links[1], payload={"sequence": 2, "content": "cast otherwise"})

    assert found(links) == Break(2, "its content is not what was recorded")


def test_first_break_finds_an_edited_event_with_its_hash_recomputed(links):
    forged = {"sequence": 2, "content": "cast otherwise"}
    links[1] = replace(links[1], payload=forged, hash=link(links[1].previous_hash, forged))

    assert found(links) == Break(3, "it does not continue the event before it")


def test_first_break_finds_a_deleted_event(links):
    del links[1]

    assert found(links) == Break(2, "event 2 is missing, event 3 follows")


def test_first_break_finds_a_deleted_event_whose_followers_were_renumbered(links):
    renumbered = [links[0], replace(links[2], sequence=2), replace(links[3], sequence=3)]

    assert found(renumbered) == Break(2, "it does not continue the event before it")


def test_first_break_finds_two_events_that_changed_places(links):
    second, third = links[1], links[2]
    links[1] = replace(second, payload=third.payload)
    links[2] = replace(third, payload=second.payload)

    assert found(links) == Break(2, "its content is not what was recorded")


def test_first_break_finds_a_cut_tail(links):
    end = links[-1].hash

    assert found(links[:2], head=end) == Break(3, "the chain ends after 2 events, 4 were recorded")


def test_first_break_finds_a_cut_head(links):
    assert found(links[1:]) == Break(1, "event 1 is missing, event 2 follows")


def test_first_break_finds_an_event_added_behind_the_recorded_end(links):
    assert found(links, length=3, head=links[2].hash) == Break(
        5, "the chain ends after 4 events, 3 were recorded"
    )


def test_first_break_finds_another_chain_of_the_same_length(links):
    other = chain_of("opened", "cast", "cast again", "withdrawn")

    assert found(other, head=links[-1].hash) == Break(
        4, "the chain does not end in the recorded head"
    )


def test_canonical_writes_whole_numbers_as_databases_return_them():
    assert canonical({"a": 1.0, "b": [1e16], "c": {"d": -0.0}, "e": 0.5}) == (
        '{"a":1,"b":[10000000000000000],"c":{"d":0},"e":0.5}'
    )


@pytest.mark.parametrize("content", [float("inf"), b"cast", "\ud800"])
def test_first_break_names_an_event_with_content_that_cannot_be_written(links, content):
    links[1] = replace(links[1], payload={"sequence": 2, "content": content})

    assert found(links) == Break(2, "its content is not what was recorded")


@pytest.mark.parametrize("facts", [{}, {"sequence": 1, "text": '"sequence":3, 肝 \\ é'}])
def test_text_around_the_number_is_the_canonical_text(facts):
    payload = {
        "actor": None,
        "facts": facts,
        "reason": "r",
        "sequence": 7,
        "target": "",
        "verb": "v",
    }

    before, after = around_sequence(payload)

    assert f"{before}7{after}" == canonical(payload)


def test_gap_is_told_in_words():
    assert gap(4, "a", 4, "a") == gap(4, "a", 9, "a") == ""
    assert gap(9, "a", 4, None) == (
        "the chain ends after 4 events, and the head that was kept is event 9: "
        "the last 5 are missing"
    )
    assert gap(4, "a", 9, "b") == (
        "event 4 is not the one that was kept: the chain was written anew"
    )

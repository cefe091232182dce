"""PRISMA counts: from records where there are any, else from what was counted, else not known."""

from dataclasses import dataclass

import pytest

from evidence.prisma import Prisma, counts_of_flow, counts_of_records, duplicates, prisma_counts


@dataclass(frozen=True)
class Citation:
    title: str = "A"
    year: int | None = None
    doi: str = ""
    pmid: str = ""
    title_abstract: str = ""
    full_text: str = ""
    reason: str = ""


FLOW = {
    "duplicates": 51,
    "excluded_on_title": 380,
    "not_retrieved": 1,
    "excluded_on_full_text": [
        {"reason": "wrong comparator", "records": 30},
        {"reason": "no outcome", "records": 10},
    ],
}


def test_counts_follow_from_searches_and_flow():
    # 412 + 63 found, less 51, less 380, less 1, less 30 + 10: three reports are left.
    assert prisma_counts([412, 63], FLOW, []) == Prisma(
        identified=475,
        duplicates=51,
        screened=424,
        excluded=380,
        not_retrieved=1,
        retrieved=43,
        excluded_on_full_text=40,
        reasons=(("wrong comparator", 30), ("no outcome", 10)),
        included=3,
    )


def test_nothing_known_is_none_everywhere():
    counts = prisma_counts([], None, [])

    assert counts == Prisma()
    assert not counts.is_known


@pytest.mark.parametrize("searches", [[], [None], [412, None]])
def test_number_found_is_unknown_unless_every_search_says(searches):
    counts = counts_of_flow(searches, FLOW)

    assert (counts.identified, counts.screened, counts.included) == (None, None, None)
    assert (counts.duplicates, counts.excluded) == (51, 380)
    assert counts.is_known


@pytest.mark.parametrize(
    ("left_out", "unknown"),
    [
        ("duplicates", ["screened", "retrieved", "included"]),
        ("excluded_on_title", ["retrieved", "included"]),
        ("not_retrieved", ["retrieved", "included"]),
        ("excluded_on_full_text", ["included"]),
    ],
)
def test_what_follows_from_a_missing_count_is_unknown(left_out, unknown):
    counts = counts_of_flow([475], FLOW | {left_out: None})

    assert [
        name for name in ("screened", "retrieved", "included") if getattr(counts, name) is None
    ] == unknown


def test_more_taken_away_than_there_was_contradicts():
    counts = counts_of_flow([40], {"duplicates": 51})

    assert counts.contradicts
    assert (counts.identified, counts.screened) == (40, None)


def test_counts_that_fit_do_not_contradict():
    assert not counts_of_flow([475], FLOW).contradicts


def test_records_take_the_place_of_counts():
    counts = prisma_counts([412], FLOW, [Citation()])

    assert (counts.identified, counts.duplicates, counts.waiting) == (1, 0, 1)


def test_counts_follow_from_the_records():
    records = [
        Citation("One", title_abstract="include", full_text="include"),
        Citation("Two", title_abstract="include", full_text="exclude", reason="no outcome"),
        Citation("Three", title_abstract="include", full_text="exclude", reason="no outcome"),
        Citation("Four", title_abstract="include", full_text="exclude", reason="animals"),
        Citation("Five", title_abstract="include"),
        Citation("Six", title_abstract="exclude"),
        Citation("Seven"),
        Citation("one."),
    ]

    assert counts_of_records(records) == Prisma(
        identified=8,
        duplicates=1,
        screened=6,
        excluded=1,
        retrieved=4,
        excluded_on_full_text=3,
        reasons=(("no outcome", 2), ("animals", 1)),
        included=1,
        waiting=1,
        waiting_for_full_text=1,
    )


def test_every_record_is_a_duplicate_screened_or_waiting():
    records = [Citation("A"), Citation("a"), Citation("B", title_abstract="exclude"), Citation("C")]

    counts = counts_of_records(records)

    assert counts.identified == counts.duplicates + counts.screened + counts.waiting


@pytest.mark.parametrize(
    ("first", "second", "repeated"),
    [
        (Citation("A", doi="10.1000/X"), Citation("B", doi="https://doi.org/10.1000/x"), True),
        (Citation("A", pmid="123"), Citation("B", pmid="123"), True),
        (Citation("Liver: a trial", year=2001), Citation("LIVER a trial.", year=2001), True),
        (Citation("Liver", year=2001), Citation("Liver", year=2002), False),
        (Citation(""), Citation(""), False),
        (Citation("A", doi="10.1000/x"), Citation("B", doi="10.1000/y"), False),
        # Somebody looked at it: that counts as screened, not as a duplicate.
        (Citation("A"), Citation("A", title_abstract="exclude"), False),
    ],
)
def test_duplicates_share_doi_pubmed_id_or_title_and_year(first, second, repeated):
    assert duplicates([first, second]) == (frozenset({1}) if repeated else frozenset())

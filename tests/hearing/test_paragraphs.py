"""Numbers of paragraphs."""

from copy import deepcopy

from hearing.drafts import laid_open
from hearing.paragraphs import numbers_of, paragraphs_of, part_of_paragraph
from hearing.reading import as_read

DRAFT = {
    "scope": "About livers.",
    "questions": [
        {
            "id": "q1",
            "number": 1,
            "text": "Should it be done?",
            "pico": {"population": "Adults"},
            "recommendations": [
                {"id": "q1r1", "statement": "We suggest it.", "remarks": "Carefully."}
            ],
        }
    ],
}


def test_numbers_run_in_reading_order_and_are_frozen():
    draft = deepcopy(laid_open(DRAFT, moment="draft", asked=["Is it clear?"]))

    assert numbers_of(draft) == {
        ("section:asked-1", "asked"): 1,
        ("document", "scope"): 2,
        ("section:q1", "text"): 3,
        ("section:q1", "pico"): 4,
        ("q1r1", "statement"): 5,
        ("q1r1", "remarks"): 6,
    }
    # A text that another version of this program would number as well changes no frozen number.
    draft["questions"][0]["recommendations"][0]["population"] = "Adults"
    assert numbers_of(draft)["q1r1", "statement"] == 5
    assert [each.number for each in as_read(draft).lines()] == [1, 2, 3, 4, 5, 6]
    assert (part_of_paragraph(draft, 6), part_of_paragraph(draft, 7)) == ("q1r1", "")


def test_older_draft_without_numbers_is_numbered_as_it_is_read():
    assert [each.number for each in paragraphs_of(DRAFT)] == [1, 2, 3, 4, 5]


def test_hearing_on_the_evidence_shows_no_recommendation():
    draft = laid_open(DRAFT, moment="evidence", asked=[])

    assert "We suggest it." not in str(draft)
    assert [each.part for each in paragraphs_of(draft)] == ["document", "section:q1", "section:q1"]

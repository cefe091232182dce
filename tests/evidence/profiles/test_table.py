"""The profile as data: what the dataclasses promise."""

from evidence.profiles.table import (
    CertaintyCell,
    Consideration,
    Domain,
    ImportanceCell,
    Row,
    Studies,
)

DOMAIN = Domain("risk_of_bias", 1, "serious", "serious", footnotes=(2,))


def row(**fields) -> Row:
    plain = {
        "id": "deaths",
        "outcome": "deaths",
        "body": "",
        "part": "",
        "kind": "dichotomous",
        "name": "Deaths",
        "primary": True,
        "studies": Studies(1, "1", "cohort", "cohort study"),
        "domains": (),
        "other": (),
        "other_text": "none",
        "certainty": CertaintyCell("low", "low"),
        "importance": ImportanceCell(9, "critical", "critical"),
    }
    return Row(**plain | fields)


def test_footnotes_of_a_row_follow_its_cells_and_none_comes_twice():
    raised = Consideration("large_effect", 1, "strong association", footnotes=(3,))

    found = row(domains=(DOMAIN, DOMAIN), other=(raised,), findings_footnotes=(2, 5))

    assert found.footnotes == (2, 3, 5)


def test_row_that_is_all_words_has_no_figures():
    assert not row(findings="Not pooled.").has_figures

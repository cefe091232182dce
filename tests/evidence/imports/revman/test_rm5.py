"""Files of RevMan 5: what is read, and what is said of a file that is none."""

import pytest

from evidence.imports.revman.elements import LARGEST
from evidence.imports.revman.rm5 import read_rm5
from tests.evidence.imports.revman.files import (
    DATA,
    comparison,
    outcome_of,
    read_outcome,
    review_of,
    rm5,
)

ROW = 'STUDY_ID="S1" EVENTS_1="1" TOTAL_1="10" EVENTS_2="2" TOTAL_2="10"'


def refusal(content: bytes) -> tuple[str, int]:
    """The one problem of a file that is not read: its code and line."""
    review, (problem,) = read_rm5(content)
    assert review is None
    assert problem.stops
    return problem.code, problem.place.line


def test_review_is_counted():
    assert review_of("every_kind.rm5").counts() == {
        "comparisons": 2,
        "outcomes": 9,
        "tests": 0,
        "studies": 15,
        "rows": 40,
    }


def in_latin_1(declared: str) -> bytes:
    """A file with an umlaut, in Latin-1, whatever it declares."""
    text = (DATA / "odds_ratios.rm5").read_text(encoding="utf-8")
    return text.replace('encoding="UTF-8"', f'encoding="{declared}"').encode("latin-1")


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252"])
def test_latin_1_is_read_by_its_declaration(declared):
    review, problems = read_rm5(in_latin_1(declared))

    assert review.studies["STD-Trial-1"].name == "Müller 1974"
    assert problems == ()


def test_year_is_the_study_s_own():
    assert review_of("odds_ratios.rm5").studies["STD-Trial-1"].year == 1974


def test_primary_reference_is_the_study_s():
    study = review_of("odds_ratios.rm5").studies["STD-Trial-1"]

    assert study.reference.text == (
        "Author A, Müller B. A trial of something. A Journal. 1988. 1. 2. 3-4"
    )
    assert (study.reference.doi, study.reference.pmid) == ("10.0000/synthetic.1", "123456")
    assert study.reference.year == 1988


def test_year_with_a_full_stop_is_read():
    assert review_of("odds_ratios.rm5").studies["STD-Trial-2"].year == 1979


def test_study_without_name_is_called_by_its_id():
    review, _problems = read_rm5(rm5("", studies='<STUDY ID="STD-MRC_x002d_1"/>'))

    assert review.studies["STD-MRC_x002d_1"].name == "MRC 1"


@pytest.mark.parametrize(
    ("number", "kind", "measure", "method", "model"),
    [
        ("CMP-001.01", "dichotomous", "RR", "mh", "random"),
        ("CMP-001.02", "dichotomous", "PETO", "peto", "fixed"),
        ("CMP-001.03", "dichotomous", "OR", "mh", "fixed"),
        ("CMP-002.01", "oe", "HR", "peto", "fixed"),
        ("CMP-002.02", "generic", "HR", "iv", "fixed"),
        ("CMP-002.03", "generic", "GIV", "iv", "fixed"),
        ("CMP-002.04", "continuous", "SMD", "iv", "fixed"),
        ("CMP-002.05", "dichotomous", "RR", "mh", "fixed"),
        ("CMP-002.06", "other", "GIV", "iv", "fixed"),
    ],
)
def test_settings_follow_from_element_and_attributes(number, kind, measure, method, model):
    outcome = outcome_of("every_kind.rm5", number)
    settings = outcome.settings

    assert (outcome.kind, settings.measure) == (kind, measure)
    assert (settings.method, settings.model) == (method, model)


def test_totals_may_be_left_out():
    settings = outcome_of("every_kind.rm5", "CMP-002.04").settings

    assert (settings.totals, settings.subtotals) == (False, False)


def test_subtotals_may_stand_alone():
    outcome, _problems = read_outcome(
        '<DICH_OUTCOME NO="1" TOTALS="SUB"><NAME>n</NAME></DICH_OUTCOME>'
    )

    assert (outcome.settings.totals, outcome.settings.subtotals) == (False, True)


def test_labels_and_scale_are_kept():
    settings = outcome_of("random_effects.rm5", "CMP-001.06").settings

    assert settings.group_labels == ("Experimental", "Control")
    assert settings.favours == ("Favours experimental", "Favours control")
    assert (settings.scale, settings.units, settings.sort_by) == (10.0, "points", "STUDY")


def test_subgroups_hold_their_rows():
    outcome = outcome_of("every_kind.rm5", "CMP-001.01")

    assert [(group.id, group.name) for group in outcome.groups] == [
        ("CMP-001.01.01", "Adults"),
        ("CMP-001.01.02", "Children"),
    ]
    assert outcome.has_subgroups
    assert len(outcome.rows) == 15


def test_row_that_is_not_estimable_keeps_its_counts():
    row = outcome_of("random_effects.rm5", "CMP-001.26").rows[-1]

    assert row.estimable is False
    assert row.figures == {"events_1": 0, "total_1": 31, "events_2": 0, "total_2": 91}
    # LOG_* are -Infinity there, and no figures.
    assert "log10_effect" not in row.stored


def test_generic_effect_is_a_natural_logarithm():
    """The file holds ratios, and their logarithms to base 10."""
    row = outcome_of("every_kind.rm5", "CMP-002.02").rows[0]

    assert row.stored["log10_effect"].value == pytest.approx(-0.108574, abs=1e-6)
    assert row.figures["estimate"] == pytest.approx(-0.25, abs=1e-12)
    assert row.figures["se"] == 0.1


def test_o_minus_e_and_counts_are_read():
    row = outcome_of("every_kind.rm5", "CMP-002.01").rows[0]

    assert (row.figures["O_E"], row.figures["V"]) == (-4.0, 16.0)
    assert (row.figures["events_1"], row.figures["total_2"]) == (22, 62)


def test_other_data_are_words():
    row = outcome_of("every_kind.rm5", "CMP-002.06").rows[0]

    assert (row.figures, row.text) == ({}, ("No complaints.",))


def test_empty_numbers_were_never_calculated():
    outcome, problems = read_outcome(
        f'<DICH_OUTCOME NO="1" EFFECT_SIZE="" I2="NaN" Z="-Infinity"><NAME>n</NAME>'
        f'<DICH_DATA {ROW} EFFECT_SIZE=""/></DICH_OUTCOME>'
    )

    assert (outcome.stored, outcome.rows[0].stored, problems) == ({}, {}, [])


def test_ids_are_made_where_there_are_none():
    outcome, _problems = read_outcome('<DICH_OUTCOME NO="3"><NAME>n</NAME></DICH_OUTCOME>')

    assert outcome.id == "CMP-001.3"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('TOTAL_1="ten"', "line 3, DICH_DATA, CMP-001.1, S1: not a number (TOTAL_1 ten)"),
        ('TOTAL_1="1_0"', "line 3, DICH_DATA, CMP-001.1, S1: not a number (TOTAL_1 1_0)"),
        ('TOTAL_1=""', "line 3, DICH_DATA, CMP-001.1, S1: missing figure (TOTAL_1)"),
        ('TOTAL_1="-4"', "line 3, DICH_DATA, CMP-001.1, S1: negative (TOTAL_1 -4)"),
        ('TOTAL_1="4.5"', "line 3, DICH_DATA, CMP-001.1, S1: not whole (TOTAL_1 4.5)"),
        (
            'TOTAL_1="0"',
            "line 3, DICH_DATA, CMP-001.1, S1: events above total (EVENTS_1 1, TOTAL_1 0)",
        ),
        ('STUDY_ID="S9"', "line 3, DICH_DATA, CMP-001.1, S9: unknown study (S9)"),
    ],
)
def test_wrong_figure_is_told_with_its_place(row, said):
    name, _, _value = row.partition("=")
    kept = " ".join(part for part in ROW.split() if not part.startswith(f"{name}="))

    _outcome, problems = read_outcome(
        f'<DICH_OUTCOME NO="1"><NAME>n</NAME><DICH_DATA {kept} {row}/></DICH_OUTCOME>'
    )

    assert said in problems


def test_unknown_measure_is_told_and_not_guessed():
    outcome, problems = read_outcome(
        '<DICH_OUTCOME NO="1" EFFECT_MEASURE="NNT" METHOD="XX"><NAME>n</NAME></DICH_OUTCOME>'
    )

    assert (outcome.settings.measure, outcome.settings.method) == ("", "")
    assert problems == [
        "line 3, DICH_OUTCOME, CMP-001.1: unknown word (EFFECT_MEASURE NNT)",
        "line 3, DICH_OUTCOME, CMP-001.1: unknown word (METHOD XX)",
    ]


def test_study_twice_is_told():
    _review, problems = read_rm5(rm5("", studies='<STUDY ID="A"/>\n<STUDY ID="A"/>'))

    assert [(each.code, each.place.line) for each in problems] == [("id-twice", 2)]


def test_no_more_is_told_than_anybody_reads():
    rows = '<DICH_DATA STUDY_ID="S9"/>' * 300

    _outcome, problems = read_outcome(f"<DICH_OUTCOME><NAME>n</NAME>{rows}</DICH_OUTCOME>")

    assert len(problems) == 201
    assert problems[-1] == "too many problems (1300 more)"


# --- Diagnostic tests ----------------------------------------------------------------------------


def test_diagnostic_rows_belong_to_their_tests():
    first, second = review_of("diagnostic.rm5").tests

    assert (first.id, first.name, len(first.rows)) == ("TST-01", "CT", 2)
    assert (second.name, second.rows[0].study) == ("MRI", "STD-D1")
    assert first.rows[0].figures == {"tp": 10, "fp": 2, "fn": 3, "tn": 40}


def test_diagnostic_rows_may_stand_below_their_test():
    row = '<ANY STUDY_ID="S1" TP="1" FP="2" FN="3" TN="4"/>'

    review, problems = read_rm5(rm5(f'<TEST ID="T"><NAME>PET</NAME><X>{row}</X></TEST>'))

    assert (review.tests[0].name, len(review.tests[0].rows), problems) == ("PET", 1, ())


def test_diagnostic_count_that_is_missing_is_told():
    _review, (problem,) = read_rm5(rm5('<X STUDY_ID="S1" TP="" FP="2" FN="3" TN="4"/>'))

    assert str(problem) == "line 3, X, S1: missing figure (TP)"


# --- Files that are none -------------------------------------------------------------------------


def test_empty_file_is_refused():
    assert refusal(b" \n")[0] == "empty-file"


def test_other_root_is_refused():
    assert refusal(b"<?xml version='1.0'?>\n<html></html>") == ("wrong-root", 2)


def test_broken_xml_is_refused_with_its_line():
    whole = (DATA / "odds_ratios.rm5").read_bytes()
    half = whole[: len(whole) // 2]

    assert refusal(half) == ("broken-xml", half.count(b"\n") + 1)
    assert refusal(b"<COCHRANE_REVIEW>\n<A></B></COCHRANE_REVIEW>") == ("broken-xml", 2)


def test_undeclared_entity_is_refused():
    assert refusal(b"<COCHRANE_REVIEW>\n<A>&nbsp;</A></COCHRANE_REVIEW>") == ("broken-xml", 2)


@pytest.mark.parametrize("declared", ["UTF-8", "US-ASCII", "no-such-encoding", "UTF-16"])
def test_wrong_encoding_is_refused(declared):
    assert refusal(in_latin_1(declared))[0] == "broken-xml"


def test_utf_16_and_its_mark_are_read():
    text = (DATA / "odds_ratios.rm5").read_text(encoding="utf-8").replace("UTF-8", "UTF-16")

    review, problems = read_rm5(text.encode("utf-16"))

    assert (review.studies["STD-Trial-1"].name, problems) == ("Müller 1974", ())


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    "head",
    [
        "<!DOCTYPE COCHRANE_REVIEW>",
        '<!DOCTYPE COCHRANE_REVIEW SYSTEM "revman.dtd">',
        '<!DOCTYPE COCHRANE_REVIEW PUBLIC "-//X//Y" "http://127.0.0.1:9/revman.dtd">',
        '<!DOCTYPE COCHRANE_REVIEW [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE COCHRANE_REVIEW [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>',
        '<!DOCTYPE COCHRANE_REVIEW [<!ATTLIST STUDY NAME CDATA "from the DTD">]>',
        f'<!DOCTYPE COCHRANE_REVIEW [<!ENTITY l0 "lol">{BOMB}]>',
    ],
)
def test_document_type_is_refused(head):
    assert refusal(rm5("<X/>", head=head))[0] == "document-type"


def test_entities_do_not_grow_before_they_are_refused():
    head = f'<!DOCTYPE COCHRANE_REVIEW [<!ENTITY l0 "lol">{BOMB}]>'

    code, _line = refusal(f'{head}<COCHRANE_REVIEW A="&l11;">&l11;</COCHRANE_REVIEW>'.encode())

    assert code in ("document-type", "broken-xml")


@pytest.mark.parametrize("levels", [70, 300, 100_000])
def test_deep_nesting_is_refused(levels):
    assert refusal(rm5("\n".join(["<A>"] * levels)))[0] == "too-deep"


def test_large_file_is_refused():
    assert refusal(b"<" * (LARGEST + 1))[0] == "too-large"


def test_text_of_a_review_is_not_kept():
    content = comparison("").replace(
        b"<STUDIES_AND", b"<MAIN_TEXT><P>x</P></MAIN_TEXT><STUDIES_AND", 1
    )

    review, problems = read_rm5(content)

    assert (review.counts()["comparisons"], problems) == (1, ())


@pytest.mark.slow  # half a million elements
def test_many_small_elements_are_refused():
    review, (problem,) = read_rm5(rm5("<a/>" * 500_001))

    assert review is None
    assert str(problem) == "line 3, a: too large (500000 elements)"

"""What differs between two contents: by study and population, never by the place in a list."""

import pytest

from evidence.changes.comparing import changes_between
from evidence.changes.words import told

STUDIES = {
    "s1": {"label": "Author 2001"},
    "s2": {"label": "Author 2002"},
    "s3": {"label": "Author 2003"},
}


def row(study: str, events: int, **more):
    return {"study": study, "events_1": events, "total_1": 100} | more


def content(*results, ratings=None, body="body", **outcome):
    inside = {"primary": True, "results": list(results), "ratings": ratings or {}}
    death = {"name": "Death", "importance": 9, "bodies": {body: inside}} | outcome
    return {"question": {"text": "Q?"}, "studies": STUDIES, "outcomes": {"death": death}}


def judged(levels: int, because: str = ""):
    return {"levels": levels, "because": because}


def rated(**domains):
    return {"whole": {"design": "cohort", "edition": "classic", "judgements": domains}}


def sentences(before, after) -> list[str]:
    return [str(told(change)) for change in changes_between(before, after)]


def with_record(**record):
    return content() | {"records": {"r1": {"title": "A report"} | record}}


BOTH = content(row("s1", 12), row("s2", 20))
SERIOUS = judged(1, "Few events.")
CASES = {
    "one figure": (
        BOTH,
        content(row("s1", 14), row("s2", 20)),
        ["Death, Author 2001: events, intervention 12 → 14"],
    ),
    "a row in front of the others moves none of them": (
        BOTH,
        content(row("s3", 1), row("s1", 12), row("s2", 21)),
        [
            "Death, Author 2002: events, intervention 20 → 21",
            "Death, Author 2003: result entered: events, intervention 1; total, intervention 100",
        ],
    ),
    "a row taken away": (
        BOTH,
        content(row("s2", 20)),
        ["Death, Author 2001: result removed events, intervention 12; total, intervention 100 → –"],
    ),
    "populations tell rows of a study apart": (
        content(row("s1", 1, population="men"), row("s1", 2, population="women")),
        content(row("s1", 3, population="women"), row("s1", 1, population="men")),
        ["Death, Author 2001 (women): events, intervention 2 → 3"],
    ),
    "a reworded population is the same row": (
        content(row("s1", 1, population="men")),
        content(row("s1", 1, population="males")),
        ["Death, Author 2001 (males): population men → males"],
    ),
    "rows that share everything are numbered": (
        content(row("s1", 1), row("s1", 2)),
        content(row("s1", 1), row("s1", 3)),
        ["Death, Author 2001 [2]: events, intervention 2 → 3"],
    ),
    "an exclusion": (
        BOTH,
        content(row("s1", 12, excluded_because="Twice."), row("s2", 20)),
        ["Death, Author 2001: excluded because: Twice."],
    ),
    "only the order": (
        BOTH,
        content(row("s2", 20), row("s1", 12)),
        ["Question: put in another order"],
    ),
    "a judgement": (
        content(ratings=rated(imprecision=judged(0))),
        content(ratings=rated(imprecision=SERIOUS)),
        ["Death: imprecision not serious → serious (“Few events.”)"],
    ),
    "a reason alone": (
        content(ratings=rated(imprecision=SERIOUS)),
        content(ratings=rated(imprecision=judged(1, "Wide."))),
        ["Death: imprecision, reason Few events. → Wide."],
    ),
    "a first rating": (
        content(),
        content(ratings=rated(large_effect=judged(2, "RR 6."))),
        [
            "Death: design of the body: cohort studies",
            "Death: edition: classic GRADE",
            "Death: large effect: rated up two levels (“RR 6.”)",
        ],
    ),
    "a rating that went": (
        content(ratings=rated(imprecision=SERIOUS)),
        content(),
        ["Death: rating removed cohort studies; imprecision serious (“Few events.”) → –"],
    ),
    "an importance": (content(), content(importance=5), ["Death: importance 9 → 5"]),
    "a name": (
        content(),
        content(name={"en": "Dying", "ja": "死亡"}),
        ["Dying: name Death → Dying"],
    ),
    "a body renamed": (
        content(row("s1", 12)),
        content(row("s1", 12), body="trials"),
        ["Death (trials): name: trials"],
    ),
    "a synthesis": (
        content(row("s1", 1)),
        {
            **content(),
            "outcomes": {
                "death": {
                    "name": "Death",
                    "importance": 9,
                    "bodies": {"body": {"synthesis": {"measure": "OR"}, "results": [row("s1", 1)]}},
                }
            },
        },
        ["Death: synthesis: measure: odds ratio"],
    ),
    "a study's judgement": (
        content(),
        content()
        | {
            "studies": STUDIES
            | {"s1": {"label": "Author 2001", "risk_of_bias": {"overall": "high"}}}
        },
        ["Author 2001: risk of bias, overall: high"],
    ),
    "a record": (
        with_record(title_abstract="include"),
        with_record(title_abstract="exclude"),
        ["Record “A report”: on title and abstract include → exclude"],
    ),
    "a search": (
        content(),
        content() | {"searches": [{"source": "PubMed", "records": 9}]},
        ["Search of PubMed: search recorded: records found 9"],
    ),
    "counts found": (
        content() | {"found": [["cohort", 3]]},
        content() | {"found": [["cohort", 4]]},
        ["Found: cohort studies: studies 3 → 4"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_change_reads_as_a_sentence(case):
    before, after, said = CASES[case]

    assert sentences(before, after) == said


def test_same_content_has_no_changes():
    assert changes_between(BOTH, content(row("s1", 12.0, note=""), row("s2", 20))) == ()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (5, [f"Record “Report {i}”: on title and abstract: include" for i in range(5)]),
        (6, ["Screening: 6 records decided otherwise"]),
    ],
)
def test_many_records_are_told_as_a_number(number, said):
    def records(**decided):
        return {"records": {f"r{i}": {"title": f"Report {i}"} | decided for i in range(number)}}

    assert sentences(records(), records(title_abstract="include")) == said


def test_new_records_are_counted():
    assert sentences({}, {"records": {"r1": {"title": "A"}, "r2": {"title": "B"}}}) == [
        "Screening: 2 records added"
    ]

"""The page that takes over results from a spreadsheet."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from audit.models import Event
from evidence.models import Study, StudyResult
from guideline.models import Outcome
from tests import factories

ADDRESS = "/guidelines/livers/questions/q1/outcomes/death/results/paste/"
HEADINGS = "study\tevents_1\ttotal_1\tevents_2\ttotal_2"
TABLE = f"{HEADINGS}\nAuthor 2001\t4\t40\t8\t41\nWriter 2002\t15\t120\t30\t118"


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


@pytest.fixture
def author(question):
    return factories.make_study(question=question, label="Author, 2001", ref="author-2001")


def looked_at(client, text: str, **more):
    return client.post(ADDRESS, {"text": text, "step": "look"} | more)


def taken_over(client, text: str, **more):
    """Look at the table, then press the button as the page shows it."""
    shown = looked_at(client, text, **more)
    form = shown.context["form"]
    chosen = {each.study.html_name: each.study.value() for each in form.shown}
    seen = {"text": form["text"].value(), "seen": form.hash, "step": "take-over"}
    return client.post(ADDRESS, chosen | seen | more)


def test_looking_proposes_studies_and_stores_nothing(outcome, author, methodologist, client_of):
    answer = looked_at(client_of(methodologist), TABLE, design="randomised-trial")

    page = answer.content.decode()
    rows = answer.context["form"].shown
    assert [row.study.value() for row in rows] == [str(author.pk), "new"]
    assert "2 rows." in page
    assert "1 study will be added." in page
    assert "Take over these results" in page
    assert (StudyResult.objects.count(), Study.objects.count()) == (0, 1)


def test_table_is_taken_over_at_once(outcome, author, methodologist, client_of):
    answer = taken_over(client_of(methodologist), TABLE, design="cohort")

    first, second = StudyResult.objects.order_by("position")
    assert answer.headers["Location"] == "/guidelines/livers/questions/q1/evidence/"
    assert (first.study, first.events_1, first.total_2) == (author, 4, 41)
    assert (second.study.label, second.study.design, second.events_2) == (
        "Writer 2002",
        "cohort",
        30,
    )
    assert first.body == second.body
    assert [event.verb for event in Event.objects.order_by("sequence")] == [
        "result-entered",
        "study-added",
        "result-entered",
        "results-taken-over",
    ]


def test_row_goes_to_the_study_that_was_chosen(outcome, author, methodologist, client_of):
    other = factories.make_study(question=outcome.question, label="Somebody 1999")
    line = {"study-2": other.pk}

    taken_over(client_of(methodologist), TABLE, design="cohort", **line)

    assert StudyResult.objects.get(events_1=4).study == other


def test_choice_of_a_study_does_not_outlive_the_table(outcome, author, methodologist, client_of):
    other = factories.make_study(question=outcome.question, label="Somebody 1999")
    client = client_of(methodologist)
    seen = looked_at(client, TABLE, design="cohort").context["form"].hash
    longer = TABLE.replace("Author", "Somebody 1999\t1\t9\t1\t9\nAuthor")

    shown = looked_at(client, longer, seen=seen, **{"study-2": author.pk}).context["form"].shown

    assert [row.study.value() for row in shown] == [str(other.pk), str(author.pk), "new"]


BAD_CELLS = [
    ("events_1", "12a", "12a is not a number."),
    ("events_1", "n.a.", "n.a. is not a number."),
    ("events_1", "-", "- is not a number."),
    ("events_1", "12 %", "12 % is not a number."),
    ("events_1", "4/40", "4/40 is not a number."),
    ("events_1", "12-Mar", "12-Mar is not a number."),
    ("events_1", "inf", "inf is not a number."),
    ("events_1", "NaN", "NaN is not a number."),
    ("events_1", "#DIV/0!", "#DIV/0! is not a number."),
    ("events_1", "", "this figure is missing."),
    ("events_1", "3.5", "3.5 is not a whole number."),
    ("events_1", "3,5", "3.5 is not a whole number."),
    ("events_1", "-3", "-3 is below zero."),
    ("events_1", "41", "41 events among 40."),
    ("total_2", "0", "nobody was counted."),
    ("total_2", "1,234", "1,234 may be thousands or decimals; write it without the sign."),
    ("total_2", "1.234", "1.234 may be thousands or decimals; write it without the sign."),
    ("total_2", "12345678901", "12345678901 is larger than anything that can be meant."),
    ("study", "", "say which study it is."),
    ("study", "x" * 201, "this is longer than 200 letters."),
    ("design", "guesswork", "guesswork is no design that is known."),
    ("risk_of_bias", "bad", "bad is no judgement that is known."),
    ("year", "MMI", "MMI is no year."),
]
GOOD = {
    "study": "Author 2001",
    "events_1": "4",
    "total_1": "40",
    "events_2": "8",
    "total_2": "41",
    "design": "cohort",
    "risk_of_bias": "low",
    "year": "2001",
}


@pytest.mark.parametrize(("column", "typed", "said"), BAD_CELLS)
def test_bad_cell_is_named_marked_and_kept(
    outcome, author, methodologist, client_of, column, typed, said
):
    text = "\t".join(GOOD) + "\n" + "\t".join((GOOD | {column: typed}).values())

    answer = taken_over(client_of(methodologist), text)

    form = answer.context["form"]
    place = list(GOOD).index(column)
    assert answer.status_code == 422
    assert form.errors["text"] == [f"Row 2, column “{column}”: {said}"]
    assert form.shown[0].cells[place].problems == (said,)
    assert form["text"].value() == text
    assert StudyResult.objects.count() == 0


@pytest.mark.parametrize(
    ("kind", "headings", "typed", "said"),
    [
        ("continuous", "study,m1,sd1,n1,m2,sd2,n2", "A,1,0,9,2,1,9", "0.0 is not more than zero."),
        ("generic", "study,estimate,se", "A,0.2,-1", "-1.0 is not more than zero."),
        (
            "generic",
            "study,HR,lower,upper",
            "A,0.8,0.9,1.2",
            "0.8 does not lie between its limits.",
        ),
        ("generic", "study,HR,lower,upper", "A,0,0.9,1.2", "0.0 is not more than zero."),
        ("diagnostic", "study,TP,FP,FN,TN", "A,0,0,0,0", "nobody was counted."),
        (
            "narrative",
            "study,value,value_comparison",
            "A,3,~",
            "“~” is not one of &lt;, = and &gt;.",
        ),
    ],
)
def test_bad_cells_of_other_kinds(outcome, methodologist, client_of, kind, headings, typed, said):
    Outcome.objects.update(type=kind)

    page = looked_at(client_of(methodologist), f"{headings}\n{typed}").content.decode()

    assert said in page


def test_every_problem_is_told_at_once(outcome, author, methodologist, client_of):
    text = (
        f"{HEADINGS}\nAuthor 2001\tx\t40\t8\t41\nWriter\t1\t\t8\t41\t9\nAuthor 2001\t4\t40\t8\t-1"
    )

    form = looked_at(client_of(methodologist), text).context["form"]

    assert form.errors["text"] == [
        "Row 2, column “events_1”: x is not a number.",
        "Row 3: there are more cells than headings: 9",
        "Row 3, column “total_1”: this figure is missing.",
        "Row 4, column “total_2”: -1 is below zero.",
        "Row 4, column “study”: Author 2001 stands in row 2 already; tell them by population.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Paste a table, or choose a file."),
        ("study\tevents_1\ttotal_1\tevents_2\ntx\t1\t2\t3", "total_2 (total, comparator)"),
        (
            "study\tname\tfigure\nA\tB\t3",
            "no column of figures is known by its heading; compare with the columns above:"
            " name, figure",
        ),
        (HEADINGS, "There is no row below the headings."),
        (f"{HEADINGS}\tn1\nA\t1\t2\t1\t2\t2", "column “n1”: this column stands there twice."),
        ("study\0", "This is no text; save the table as CSV."),
        ("x" * 130_001, "This is more than can be pasted at once"),
        (
            f"{HEADINGS}\n" + "\n".join(f"A{n}\t1\t9\t1\t9" for n in range(501)),
            "500 rows at a time",
        ),
    ],
)
def test_table_that_cannot_be_read_is_explained(outcome, methodologist, client_of, text, said):
    answer = looked_at(client_of(methodologist), text)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_columns_are_explained_until_there_is_a_table(outcome, methodologist, client_of):
    client = client_of(methodologist)

    pages = [looked_at(client, text).content.decode() for text in ("study\tx\nA\t1", TABLE)]

    opened = "<details open>\n    <summary>The columns"
    assert [opened in page for page in pages] == [True, False]


def test_heading_of_another_name_says_what_it_was_taken_for(outcome, methodologist, client_of):
    text = "Study\tEvents (A)\tTotal\tEvents (B)\tTotal\nAuthor 2001\t4\t40\t8\t41"

    answer = looked_at(client_of(methodologist), text)

    assert answer.context["form"].headings == [
        ("Study", ""),
        ("Events (A)", "events, intervention"),
        ("Total", "total, intervention"),
        ("Events (B)", "events, comparator"),
        ("Total", "total, comparator"),
    ]
    assert "events, intervention" in answer.content.decode()


def test_new_study_without_a_design_is_asked_for_it(outcome, methodologist, client_of):
    form = looked_at(client_of(methodologist), TABLE).context["form"]

    assert form.shown[0].problems == ["it will be added as a study: choose its design."]
    assert form.can_be_taken_over is False


def test_result_that_is_there_already_is_not_entered_twice(
    outcome, author, methodologist, client_of
):
    factories.make_result(body=factories.make_body(outcome=outcome), study=author)

    answer = taken_over(client_of(methodologist), TABLE, design="cohort")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Row 2, Author, 2001: it has a result for this population already." in page
    assert (StudyResult.objects.count(), Study.objects.count()) == (1, 1)


def test_table_that_changed_has_to_be_looked_at_again(outcome, author, methodologist, client_of):
    client = client_of(methodologist)
    seen = looked_at(client, TABLE, design="cohort").context["form"].hash
    changed = TABLE.replace("15", "16")

    answer = client.post(
        ADDRESS, {"text": changed, "seen": seen, "design": "cohort", "step": "take-over"}
    )

    assert answer.status_code == 422
    assert "The table changed: look at it before it is taken over." in answer.content.decode()
    assert "Writer 2002\t16" in answer.content.decode()
    assert StudyResult.objects.count() == 0


def test_lines_that_a_browser_ends_otherwise_are_the_same_table(
    outcome, author, methodologist, client_of
):
    client = client_of(methodologist)
    seen = looked_at(client, TABLE, design="cohort").context["form"].hash

    client.post(
        ADDRESS,
        {
            "text": TABLE.replace("\n", "\r\n"),
            "seen": seen,
            "design": "cohort",
            "step": "take-over",
        },
    )

    assert StudyResult.objects.count() == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_file_takes_the_place_of_the_text(outcome, author, methodologist, client_of, encoding):
    text = TABLE.replace("\t", ";").replace("Writer", "Müller")
    file = SimpleUploadedFile("results.csv", text.encode(encoding))

    answer = looked_at(client_of(methodologist), "", file=file, design="cohort")

    assert answer.status_code == 200
    assert answer.context["form"]["text"].value() == text
    assert answer.context["form"].rows[1].label == "Müller 2002"


def test_table_without_headings_is_read_in_the_order_of_the_columns(
    outcome, author, methodologist, client_of
):
    taken_over(client_of(methodologist), "Author 2001\t4\t40\t8\t41")

    result = StudyResult.objects.get()
    assert (result.events_1, result.total_1, result.events_2, result.total_2) == (4, 40, 8, 41)


def test_ratio_with_its_limits_becomes_log_effect_and_error(
    outcome, author, methodologist, client_of
):
    Outcome.objects.update(type="generic")

    taken_over(client_of(methodologist), "study;HR;lower;upper\nAuthor 2001;0,8;0,6;1,0666667")

    result = StudyResult.objects.get()
    assert round(result.log_effect, 6) == -0.223144
    assert round(result.se, 6) == 0.146779


def test_body_is_chosen_where_there_are_several(outcome, author, methodologist, client_of):
    factories.make_body(outcome=outcome, ref="trials")
    cohorts = factories.make_body(outcome=outcome, ref="cohorts", primary=False, position=1)

    taken_over(client_of(methodologist), TABLE, design="cohort", body=cohorts.pk)

    assert {result.body for result in StudyResult.objects.all()} == {cohorts}


def test_looking_costs_the_same_for_one_row_and_for_three(
    outcome, author, methodologist, client_of, query_counts
):
    rows: list[str] = []

    def more():
        rows.append(f"Somebody {2000 + len(rows)}\t4\t40\t8\t41")

    def page():
        looked_at(client_of(methodologist), "\n".join([HEADINGS, *rows]), design="cohort")

    assert query_counts(page, more) == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("methodologist", 200),
        ("chair", 403),
        ("secretariat", 403),
        ("member", 403),
        ("commentator", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_page(request, outcome, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status

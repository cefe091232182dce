"""An outcome's figures: beside its results, and as files."""

import xml.etree.ElementTree as ET

import pytest

from evidence.models import StudyResult
from tests import factories
from tests.chromium import DESK, PHONE, axe_violations, overflow

ADDRESS = "/guidelines/livers/questions/q1/outcomes/deaths/figure."
EVIDENCE = "/guidelines/livers/questions/q1/evidence/"
NOT_DICHOTOMOUS = dict.fromkeys(("events_1", "total_1", "events_2", "total_2"))


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="deaths", name="Deaths")


@pytest.fixture
def body(outcome):
    """Three trials, one of them without events, two with their risk of bias."""
    body = factories.make_body(outcome=outcome)
    for ref, events, overall in (("sato", 10, "low"), ("ito", 4, "high"), ("abe", 0, "")):
        study = factories.make_study(
            question=outcome.question,
            ref=ref,
            label=f"{ref.capitalize()} & al. 2001",
            risk_of_bias={"tool": "rob-2", "overall": overall} if overall else None,
        )
        factories.make_result(body=body, study=study, events_1=events, events_2=2 * events)
    return body


@pytest.fixture
def accuracy(question):
    """The same five studies of an index test and of its comparator."""
    for test in ("index", "comparator"):
        outcome = factories.make_outcome(
            question=question, ref=test, name=f"Accuracy, {test}", type="diagnostic", test=test
        )
        body = factories.make_body(outcome=outcome)
        for extra in range(5):
            counts = {"tp": 40 + extra, "fp": 2 + extra, "fn": 6, "tn": 30}
            factories.make_result(body=body, **NOT_DICHOTOMOUS, **counts)


def texts(svg: bytes) -> list[str]:
    return [each.text for each in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_svg_is_a_document_of_its_own(body, member, client_of):
    answer = client_of(member).get(f"{ADDRESS}svg")

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Content-Disposition"] == 'inline; filename="deaths-forest.svg"'
    found = texts(answer.content)
    assert found.count("Sato & al. 2001") == 1
    assert found.count("Not estimable") == 1
    assert "14" in found  # events of the intervention, summed


@pytest.mark.parametrize(("format", "begins"), [("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_figure_may_be_taken_into_a_manuscript(format, begins, body, member, client_of):
    answer = client_of(member).get(ADDRESS + format)

    assert answer.content.startswith(begins)


def test_unchanged_figure_is_not_sent_again(body, member, client_of):
    tag = client_of(member).get(f"{ADDRESS}svg").headers["ETag"]
    again = client_of(member).get(f"{ADDRESS}svg", headers={"If-None-Match": tag})
    StudyResult.objects.filter(study__ref="sato").update(events_1=11)
    changed = client_of(member).get(f"{ADDRESS}svg", headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["ETag"] != tag


def test_excluded_result_is_not_in_the_figure(body, member, client_of):
    StudyResult.objects.filter(study__ref="sato").update(excluded_because="Counted twice.")

    assert "Sato & al. 2001" not in texts(client_of(member).get(f"{ADDRESS}svg").content)


def test_body_is_chosen_by_its_id(body, outcome, member, client_of):
    other = factories.make_body(outcome=outcome, ref="cohorts", primary=False)
    factories.make_result(
        body=other, study=factories.make_study(question=outcome.question, label="Mori 2010")
    )

    assert "Mori 2010" not in texts(client_of(member).get(f"{ADDRESS}svg").content)
    assert "Mori 2010" in texts(client_of(member).get(f"{ADDRESS}svg?body=cohorts").content)


@pytest.mark.parametrize(
    "address", ["svg?show=sroc", "svg?show=funnel", "gif", "svg?body=nobody", "svg?show=x"]
)
def test_what_there_is_not_is_not_found(address, body, member, client_of):
    assert client_of(member).get(ADDRESS + address).status_code == 404


def test_outcome_without_results_has_no_figure(outcome, member, client_of):
    factories.make_body(outcome=outcome)

    assert client_of(member).get(f"{ADDRESS}svg").status_code == 404
    assert '<figure class="figure">' not in client_of(member).get(EVIDENCE).content.decode()


def test_further_figures_begin_where_they_say_something(body, member, client_of):
    assert "show=leave-one-out" not in client_of(member).get(EVIDENCE).content.decode()

    study = factories.make_study(question=body.outcome.question)
    factories.make_result(body=body, study=study)

    assert "show=leave-one-out" in client_of(member).get(EVIDENCE).content.decode()
    assert client_of(member).get(f"{ADDRESS}svg?show=leave-one-out").status_code == 200


def test_studies_are_added_year_by_year_where_all_years_are_known(body, member, client_of):
    study = factories.make_study(question=body.outcome.question, label="Mori")
    factories.make_result(body=body, study=study)
    address = f"{ADDRESS}svg?show=cumulative"
    assert client_of(member).get(address).status_code == 404

    for year, each in enumerate(body.outcome.question.studies.all(), start=2001):
        each.year = 2010 if each == study else year
        each.save()

    found = [text for text in texts(client_of(member).get(address).content) if "+ " in text]
    assert found[0] == "+ Sato & al. 2001"
    assert found[-1] == "+ Mori"


def test_page_shows_the_figure_with_a_table_of_its_numbers(body, member, client_of):
    page = client_of(member).get(EVIDENCE).content.decode()

    assert "<figcaption>Deaths: forest plot</figcaption>" in page
    assert page.count('role="img"') >= 2
    assert "<caption" in page
    assert "Intervention: Events" in page
    assert "Sato &amp; al. 2001" in page
    assert " style=" not in page


def test_risk_of_bias_stands_in_the_figure_where_somebody_judged_it(body, member, client_of):
    found = texts(client_of(member).get(f"{ADDRESS}svg").content)
    assert {"Risk of bias", "+", "−", "low", "high"} <= set(found)

    for study in body.outcome.question.studies.all():
        study.risk_of_bias = None
        study.save()

    assert "Risk of bias" not in texts(client_of(member).get(f"{ADDRESS}svg").content)


def test_short_names_of_what_is_compared_head_the_columns(body, question, member, client_of):
    question.intervention, question.comparator = "Ablation", "Resection"
    question.save()

    found = texts(client_of(member).get(f"{ADDRESS}svg").content)

    assert {"Ablation", "Resection", "← Favours ablation"} <= set(found)


def test_index_test_is_drawn_beside_its_comparator(accuracy, question, member, client_of):
    question.index_test, question.comparator_test = "MRI", "CT"
    question.save()
    folder = "/guidelines/livers/questions/q1/outcomes/"

    both = texts(client_of(member).get(f"{folder}index/figure.svg?show=sroc").content)
    one = texts(client_of(member).get(f"{folder}comparator/figure.svg?show=sroc").content)

    assert {"MRI", "CT", "95 % confidence region"} <= set(both)
    assert "MRI" not in one


@pytest.mark.parametrize("width", [DESK, PHONE, 320])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_figures_fit_any_screen(body, accuracy, member, visit, width, scheme):
    page = visit(EVIDENCE, by=member, width=width, color_scheme=scheme)

    assert overflow(page) == 0
    assert page.locator(".plot-wide").first.is_visible() == (width == DESK)
    assert page.locator(".plot-compact").first.is_visible() == (width != DESK)
    ink = page.locator(".plot .fill-ink").first.evaluate("e => getComputedStyle(e).fill")
    assert ink == ("rgb(27, 28, 30)" if scheme == "light" else "rgb(233, 231, 226)")
    if width == PHONE:
        assert axe_violations(page) == []


@pytest.mark.parametrize(
    ("role", "status"), [("methodologist", 200), ("member", 200), ("stranger", 404)]
)
def test_who_opens_the_page(request, body, role, status, status_of):
    assert status_of(request.getfixturevalue(role), f"{ADDRESS}svg") == status


# --- What comes to no end ------------------------------------------------------------------------


@pytest.fixture
def without_an_end(question):
    """Four effects that REML pools, but not without each of them: a likelihood flat in a float."""
    outcome = factories.make_outcome(question=question, ref="deaths", type="generic")
    synthesis = {"measure": "GIV", "method": "iv", "model": "random", "tau2": "reml"}
    body = factories.make_body(outcome=outcome, synthesis=synthesis)
    effects = [-1e-06, 0.0, -2e-06, 0.0]
    errors = [56.05969710453246, 435.4242396187167, 10637.280168686273, 0.0024128700257998238]
    for effect, error in zip(effects, errors, strict=True):
        factories.make_result(body=body, **NOT_DICHOTOMOUS, log_effect=effect, se=error)


def test_figure_that_comes_to_no_end_says_so(without_an_end, member, client_of):
    drawn = client_of(member).get(f"{ADDRESS}svg")
    answer = client_of(member).get(f"{ADDRESS}svg?show=leave-one-out")

    assert drawn.status_code == 200
    assert answer.status_code == 422
    assert answer.content.decode() == "The computation came to no end with these results."

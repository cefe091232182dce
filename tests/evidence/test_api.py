"""Evidence over REST: what the pages show, and syntheses on request."""

import pytest
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from evidence.actions.synthesis import pool_results
from evidence.models import PooledResult, Study, StudyResult
from evidence.synthesis.recipe import VERSION
from guideline.models import Outcome
from tests import factories

OUTCOMES = "/api/v1/guidelines/livers/questions/q1/outcomes/"
DEATH = f"{OUTCOMES}death/"
SYNTHESIS = "/api/v1/synthesis/"
COUNTS = {
    "study": ["A", "B"],
    "events_1": [4, 15],
    "total_1": [40, 120],
    "events_2": [8, 30],
    "total_2": [41, 118],
}
CASE = {"id": "one", "kind": "pairwise", "options": {"measure": "RR"}, "data": COUNTS}


@pytest.fixture
def api():
    """A client with somebody's token: `api(chair).get(...)`."""

    def of(user=None) -> APIClient:
        client = APIClient()
        if user is not None:
            token, _created = Token.objects.get_or_create(user=user)
            client.credentials(HTTP_AUTHORIZATION=f"Token {token.key}")
        return client

    return of


@pytest.fixture
def body(question):
    outcome = factories.make_outcome(question=question, ref="death", name="Death")
    body = factories.make_body(outcome=outcome)
    for position, events in enumerate((10, 14)):
        study = factories.make_study(question=question, ref=f"s{position}", label=f"S {position}")
        factories.make_result(body=body, study=study, position=position, events_1=events)
    return body


# --- Outcomes ------------------------------------------------------------------------------------


def test_outcomes_come_with_results_and_pooled_figures(body, member, api):
    answer = api(member).get(OUTCOMES)

    outcome = answer.json()[0]
    said = outcome["bodies"][0]
    assert (outcome["id"], outcome["type"]) == ("death", "dichotomous")
    assert [(row["study"], row["events_1"]) for row in said["results"]] == [("s0", 10), ("s1", 14)]
    assert said["synthesis"]["measure"] == said["pooled"]["recipe"]["measure"] == "RR"
    assert said["pooled"]["recipe"]["version"] == VERSION
    assert round(said["pooled"]["figures"]["est_natural"], 2) == 0.6
    assert (said["kept"], said["figures"]) == (None, ["forest"])


def test_kept_result_says_whether_its_inputs_changed(body, methodologist, member, api):
    pool_results(by=methodologist, body=body)
    before = api(member).get(DEATH).json()["bodies"][0]["kept"]

    StudyResult.objects.filter(position=0).update(events_1=11)

    after = api(member).get(DEATH).json()["bodies"][0]
    assert (before["inputs_changed"], after["kept"]["inputs_changed"]) == (False, True)
    assert before["inputs_hash"] == after["kept"]["inputs_hash"] != after["pooled"]["inputs_hash"]
    assert before["by"] == "methodologist"


def test_outcomes_cost_the_same_for_one_result_and_for_three(body, member, api, query_counts):
    def more():
        factories.make_result(body=body)

    client = api(member)

    assert query_counts(lambda: client.get(OUTCOMES), more) == 1


@pytest.mark.parametrize("address", [f"{OUTCOMES}pain/", f"{OUTCOMES}pain/figure/"])
def test_unknown_outcome_is_404(body, member, api, address):
    answer = api(member).get(address)

    assert answer.status_code == 404
    assert answer.json()["title"] == "Not Found"


@pytest.mark.parametrize("address", [OUTCOMES, DEATH, f"{DEATH}figure/", f"{DEATH}synthesis/"])
def test_strangers_learn_nothing(body, stranger, api, address):
    assert api(stranger).get(address).status_code == 404
    assert api().get(address).status_code == 401


def test_outcomes_cannot_be_written(body, methodologist, api):
    assert api(methodologist).post(DEATH, {}, format="json").status_code in {403, 405}


def test_outcome_that_cannot_be_pooled_says_why(body, member, api):
    StudyResult.objects.update(events_1=None)

    said = api(member).get(DEATH).json()["bodies"][0]

    assert said["pooled"] is None
    assert said["problem"] == "S 0: events_1 is not a finite number (None)"


# --- Evidence profile ----------------------------------------------------------------------------

PROFILE = "/api/v1/guidelines/livers/questions/q1/profile/"


def test_profile_comes_as_cells_with_their_figures(body, member, api):
    rating = factories.make_rating(body=body)
    factories.make_judgement(rating=rating, domain="imprecision", because="Few events.")

    table = api(member).get(PROFILE).json()

    [row] = table["groups"][0]["rows"]
    assert (row["outcome"], row["studies"]["number"]) == ("death", 2)
    assert (row["intervention"]["events"], row["intervention"]["total"]) == (24, 200)
    assert row["domains"][3]["code"] == "serious"
    assert row["certainty"]["level"] == "moderate"
    assert table["footnotes"] == [{"number": 1, "text": "Few events."}]


def test_profile_is_for_those_who_may_see_the_evidence(body, stranger, api):
    assert api(stranger).get(PROFILE).status_code == 404
    assert api().get(PROFILE).status_code == 401


# --- Figures -------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ["*/*", "image/svg+xml", "application/json"])
def test_figure_is_a_drawing(body, member, api, accept):
    answer = api(member).get(f"{DEATH}figure/", HTTP_ACCEPT=accept)

    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.content.decode().startswith("<svg ")


def test_figure_that_the_outcome_has_not_is_404(body, member, api):
    answer = api(member).get(f"{DEATH}figure/", {"show": "funnel"})

    assert answer.status_code == 404
    assert answer.json()["status"] == 404


@pytest.mark.parametrize(
    ("asked", "type_", "begins"),
    [
        ({"format": "png"}, "image/png", b"\x89PNG"),
        ({"format": "pdf"}, "application/pdf", b"%PDF"),
        ({"format": "svg"}, "image/svg+xml", b"<svg "),
    ],
)
def test_figure_comes_as_a_file(body, member, api, asked, type_, begins):
    answer = api(member).get(f"{DEATH}figure/", asked)

    assert answer.headers["Content-Type"] == type_
    assert answer.content.startswith(begins)


# --- The synthesis of an outcome ------------------------------------------------------------------


def computed(client, **asked):
    return client.get(f"{DEATH}synthesis/", asked)


def test_outcome_is_computed_as_it_was_kept(body, member, api):
    answer = computed(api(member)).json()

    kept = api(member).get(DEATH).json()["bodies"][0]["pooled"]["figures"]
    assert answer["case"]["kind"] == "pairwise"
    assert answer["case"]["data"]["study"] == ["S 0", "S 1"]
    assert answer["result"]["est"] == kept["est"]


def test_case_of_an_outcome_gives_the_same_where_it_is_sent_back(body, member, api):
    client = api(member)
    answer = computed(client, kind="leave_one_out", model="fixed").json()

    again = client.post(SYNTHESIS, {"cases": [answer["case"]]}, format="json").json()

    assert answer["case"]["options"]["model"] == "fixed"
    assert "tau2" not in answer["case"]["options"]
    assert len(answer["result"]["omitted"]) == 2
    assert again["results"] == [answer["result"]]


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("pairwise", "studies"),
        ("leave_one_out", "omitted"),
        ("cumulative", "added"),
        ("influence", "cook_d"),
        ("meta_regression", "coefficients"),
        ("funnel", "contours"),
        ("egger", "begg"),
        ("trim_and_fill", "k0"),
        ("subgroup", "subgroups"),
    ],
)
def test_outcome_is_computed_in_every_way(body, member, api, kind, key):
    Study.objects.update(year=2001)

    answer = computed(api(member), kind=kind)

    assert answer.status_code == 200
    assert key in answer.json()["result"]


def test_subgroups_are_those_of_what_was_asked(body, member, api):
    StudyResult.objects.filter(position=0).update(risk_of_bias="low", population="women")

    found = {
        by: [
            each["subgroup"]
            for each in computed(api(member), kind="subgroup", by=by).json()["result"]["subgroups"]
        ]
        for by in ("population", "risk_of_bias")
    }

    assert found == {"population": ["women", "not said"], "risk_of_bias": ["low", "not judged"]}


def test_excluded_result_is_no_part_of_the_case(body, member, api):
    StudyResult.objects.filter(position=1).update(excluded_because="Published twice.")

    assert computed(api(member)).json()["case"]["data"]["study"] == ["S 0"]


@pytest.mark.parametrize("kind", ["dta_bivariate", "dta_rows", "dta_moses"])
def test_accuracy_of_an_outcome_is_computed(body, member, api, kind):
    Outcome.objects.update(type="diagnostic")
    StudyResult.objects.update(tp=30, fp=4, fn=5, tn=60)
    StudyResult.objects.filter(position=1).update(tp=20)

    answer = computed(api(member), kind=kind)

    assert answer.status_code == 200
    assert answer.json()["case"]["data"]["TP"] == [30, 20]


@pytest.mark.parametrize(
    ("asked", "key", "said"),
    [
        ({"kind": "guess"}, "kind", "one of: pairwise, subgroup"),
        ({"kind": "dta_rows"}, "kind", "one of: pairwise, subgroup"),
        ({"kind": "subgroup", "by": "mood"}, "by", "one of: population, risk_of_bias"),
        ({"model": "guess"}, "cases", "guess"),
        ({"kind": "cumulative"}, "cases", "S 0"),
    ],
)
def test_what_makes_no_sense_of_an_outcome_is_said(body, member, api, asked, key, said):
    answer = computed(api(member), **asked)

    assert answer.status_code == 422
    assert said in str(answer.json()["errors"][key])


def test_outcome_that_is_not_pooled_has_no_case(body, member, api):
    Outcome.objects.update(type="narrative")

    assert computed(api(member)).status_code == 422


# --- Synthesis on request ------------------------------------------------------------------------


def test_case_is_computed_and_nothing_stored(stranger, api):
    answer = api(stranger).post(SYNTHESIS, {"schema": 1, "cases": [CASE]}, format="json")

    result = answer.json()["results"][0]
    assert answer.status_code == 200
    assert (result["id"], result["k"], result["estimable"]) == ("one", 2, True)
    assert round(result["est_natural"], 2) == 0.5
    assert PooledResult.objects.count() == 0


def test_every_problem_of_every_case_is_told_at_once(stranger, api):
    wrong = COUNTS | {"events_1": [41, 15]}
    cases = [
        CASE | {"id": "a", "data": wrong},
        CASE | {"id": "b", "kind": "guess"},
        CASE | {"id": "b"},
        {"kind": "pairwise"},
        CASE,
    ]

    answer = api(stranger).post(SYNTHESIS, {"cases": cases}, format="json")

    problems = answer.json()["errors"]["cases"]
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert sorted((each["case"], each["code"]) for each in problems) == [
        ("a", "events-above-total"),
        ("b", "not-a-case"),
        ("b", "unknown-option"),
        ("case 4", "not-a-case"),
    ]
    assert next(each["study"] for each in problems if each["case"] == "a") == "A"


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "cases"),
        ({}, "cases"),
        ({"cases": 3}, "cases"),
        ({"cases": [CASE] * 101}, "At most 100 cases"),
        ({"cases": [CASE | {"data": {"estimate": [1] * 2001}}]}, "At most 2000 studies"),
        (
            {"cases": [{"id": "x", "kind": "DTA_bivariate", "data": {"TP": [1] * 201}}]},
            "bivariate models",
        ),
    ],
)
def test_too_much_or_nothing_is_refused(stranger, api, document, said):
    answer = api(stranger).post(SYNTHESIS, document, format="json")

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_body_that_is_no_json_is_refused(stranger, api):
    answer = api(stranger).post(SYNTHESIS, "{", content_type="application/json")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_figures_without_end_are_null(stranger, api):
    nothing = {"events_1": [0], "total_1": [10], "events_2": [0], "total_2": [10]}

    answer = api(stranger).post(SYNTHESIS, {"cases": [CASE | {"data": nothing}]}, format="json")

    result = answer.json()["results"][0]
    assert (result["est"], result["reason"]) == (None, "none-estimable")


def test_nobody_computes_without_an_account(db, api):
    assert api().post(SYNTHESIS, {"cases": [CASE]}, format="json").status_code == 401

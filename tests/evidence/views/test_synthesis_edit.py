"""The page on which a synthesis is tried out, compared and kept."""

import pytest
from django.db import connection
from django.forms.models import model_to_dict
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from evidence.further_looks import KEYS
from evidence.models import Body, PooledResult, Study, StudyResult
from guideline.models import Outcome
from tests import factories
from tests.chromium import PHONE, follow, overflow, unfold

ADDRESS = "/guidelines/livers/questions/q1/outcomes/death/synthesis/"
FIXED = {"measure": "RR", "method": "mh", "model": "fixed"}
TABLES = [(4, 40, 8, 41), (15, 120, 30, 118), (2, 20, 9, 22), (11, 60, 9, 61)]


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


@pytest.fixture
def body(outcome):
    """Four trials."""
    body = factories.make_body(outcome=outcome)
    for number, table in enumerate(TABLES):
        study = factories.make_study(question=outcome.question, label=f"Author {2001 + number}")
        columns = dict(zip(("events_1", "total_1", "events_2", "total_2"), table, strict=True))
        factories.make_result(body=body, study=study, position=number, **columns)
    return body


def page_of(answer) -> str:
    return answer.content.decode()


def test_kept_choice_is_shown_first(body, methodologist, client_of):
    answer = client_of(methodologist).get(ADDRESS)

    assert "What the kept choice gives" in page_of(answer)
    assert answer.context["appraisal"].line.studies == 4
    assert answer.context["contrasts"] == []
    assert [
        kind
        for kind in ("forest plot", "without each study")
        if f"Death: {kind}" in page_of(answer)
    ] == ["forest plot"]


def test_another_choice_is_shown_beside_the_kept_one_and_stores_nothing(
    body, methodologist, client_of
):
    answer = client_of(methodologist).get(ADDRESS, FIXED)

    contrasts = {each.name: each for each in answer.context["contrasts"]}
    assert contrasts["Effect (95 % CI)"].kept != contrasts["Effect (95 % CI)"].tried
    assert contrasts["Studies pooled"].kept == contrasts["Studies pooled"].tried == "4"
    assert "What this choice gives" in page_of(answer)
    assert Body.objects.get().synthesis == {}
    assert Event.objects.count() == 0


def test_choice_that_was_shown_is_kept_with_its_result(body, methodologist, client_of):
    client = client_of(methodologist)
    shown = client.get(ADDRESS, FIXED).context["keep"].initial

    answer = client.post(ADDRESS, shown | {"reason": "One true effect."})

    kept = PooledResult.objects.get()
    assert answer.headers["Location"] == f"{ADDRESS}?body={body.pk}"
    assert Body.objects.get().synthesis == FIXED
    assert (kept.by, kept.recipe["model"], kept.figures["k"]) == (methodologist, "fixed", 4)
    assert [event.verb for event in Event.objects.order_by("sequence")] == [
        "synthesis-chosen",
        "results-pooled",
    ]
    assert "nothing changed since" in page_of(client.get(ADDRESS))


def test_kept_result_says_that_its_inputs_changed(body, methodologist, client_of):
    client = client_of(methodologist)
    client.post(ADDRESS, client.get(ADDRESS).context["keep"].initial)

    StudyResult.objects.filter(position=0).update(events_1=5)

    page = page_of(client.get(ADDRESS))
    evidence = page_of(client.get("/guidelines/livers/questions/q1/evidence/"))
    assert "Inputs changed: was RR 0.59 (0.32 to 1.06), 4 studies, now RR" in page
    assert "Author 2001, events, intervention: 4 → 5" in page
    assert "Inputs changed: was RR 0.59 (0.32 to 1.06), 4 studies, now RR" in evidence


def test_result_that_changed_while_it_was_looked_at_is_not_kept(body, methodologist, client_of):
    client = client_of(methodologist)
    shown = client.get(ADDRESS, FIXED).context["keep"].initial
    StudyResult.objects.filter(position=0).update(events_1=5)

    answer = client.post(ADDRESS, shown | {"reason": "One true effect."})

    assert answer.status_code == 422
    assert "The results changed while you were looking." in page_of(answer)
    assert "One true effect." in page_of(answer)
    assert Body.objects.get().synthesis == {}
    assert PooledResult.objects.count() == 0


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (
            {"measure": "PETO", "method": "mh"},
            "Mantel-Haenszel pools risk ratios, odds ratios and risk",
        ),
        ({"method": "peto"}, "Peto&#x27;s method has the fixed-effect model only."),
        ({"model": "fixed", "ci": "hksj"}, "This confidence interval needs the random-effects"),
        ({"measure": "MD"}, "MD"),
    ],
)
def test_what_does_not_go_together_is_said_and_the_kept_choice_shown(
    body, methodologist, client_of, chosen, said
):
    answer = client_of(methodologist).get(ADDRESS, chosen)

    assert said in page_of(answer)
    assert answer.context["is_changed"] is False
    assert answer.context["can_keep"] is False


@pytest.mark.parametrize(
    ("kind", "measures"),
    [
        ("dichotomous", ["RR", "OR", "RD", "PETO"]),
        ("continuous", ["MD", "SMD"]),
        ("generic", ["HR", "RR", "OR", "RD", "MD", "SMD", "GIV"]),
    ],
)
def test_only_what_fits_the_outcome_is_offered(body, methodologist, client_of, kind, measures):
    Outcome.objects.update(type=kind)
    StudyResult.objects.update(mean_1=1, sd_1=1, mean_2=2, sd_2=1, log_effect=-0.2, se=0.1)

    form = client_of(methodologist).get(ADDRESS).context["form"]

    assert [word for word, _name in form.fields["measure"].choices] == measures


def test_fixed_stands_beside_random(body, methodologist, client_of):
    appraisal = client_of(methodologist).get(ADDRESS).context["appraisal"]

    assert [line.name for line in appraisal.both_models] == ["fixed effect", "random effects"]


def test_each_study_is_left_out_when_asked(body, methodologist, client_of):
    client = client_of(methodologist)

    plain = client.get(ADDRESS).context["looks"]
    asked = client.get(ADDRESS, {"look": "without"})

    assert [look.table for look, _query in plain] == [None] * len(KEYS)
    look = next(look for look, _query in asked.context["looks"] if look.key == "without")
    assert [row[0] for row in look.table.rows] == [f"Author {2001 + number}" for number in range(4)]
    assert f"<figcaption>{look.figure.title}</figcaption>" in asked.content.decode()


def test_rule_of_ten_is_said_with_the_tests(body, methodologist, client_of):
    answer = client_of(methodologist).get(ADDRESS)

    assert [test.enough_studies for test in answer.context["appraisal"].small_study_tests] == [
        False,
        False,
        False,
    ]
    assert "Fewer than ten studies" in page_of(answer)


def test_subgroups_follow_what_the_rows_say(body, methodologist, client_of):
    StudyResult.objects.filter(position__lt=2).update(population="women", risk_of_bias="low")
    StudyResult.objects.filter(position__gte=2).update(population="men")

    groupings = client_of(methodologist).get(ADDRESS).context["appraisal"].groupings

    assert [(each.name, [line.name for line in each.lines]) for each in groupings] == [
        ("Population", ["women", "men"]),
        ("Risk of bias", ["low", "not judged"]),
    ]
    assert groupings[0].test.startswith("Test for subgroup differences: χ² = ")


def test_result_is_set_aside_and_taken_back_in_place(body, methodologist, client_of):
    client, result = client_of(methodologist), body.results.first()
    row = f"/guidelines/livers/questions/q1/outcomes/death/results/{result.pk}/"
    told = {"from": "synthesis"}

    away = client.post(f"{row}exclude/", told | {"exclude-reason": "Published twice."})
    without = client.get(ADDRESS)
    back = client.post(f"{row}restore/", told)

    assert away.headers["Location"] == f"{ADDRESS}?body={body.pk}#rows"
    assert "left out: Published twice." in page_of(without)
    assert without.context["appraisal"].line.studies == 3
    assert back.headers["Location"] == away.headers["Location"]
    assert client.get(ADDRESS).context["appraisal"].line.studies == 4


def test_corrected_result_leads_back_to_the_synthesis(body, methodologist, client_of):
    client, result = client_of(methodologist), body.results.first()
    row = f"/guidelines/livers/questions/q1/outcomes/death/results/{result.pk}/"

    offered = page_of(client.get(ADDRESS))
    form = page_of(client.get(row, {"from": "synthesis"}))
    saved = client.post(
        row,
        model_to_dict(result, ["events_1", "total_1", "events_2", "total_2"])
        | {"from": "synthesis"},
    )
    elsewhere = page_of(client.get(row))

    assert f'href="{row}?from=synthesis"' in offered
    assert form.count('name="from" value="synthesis"') == 2
    assert saved.headers["Location"] == f"{ADDRESS}?body={body.pk}#rows"
    assert 'name="from"' not in elsewhere


def test_control_group_that_counts_twice_is_pointed_out(body, methodologist, client_of):
    twice = body.results.first()
    factories.make_result(
        body=body, study=twice.study, population="older", events_1=3, total_1=38,
        events_2=twice.events_2, total_2=twice.total_2, position=9,
    )  # fmt: skip

    page = page_of(client_of(methodologist).get(ADDRESS))

    assert "The control group of Author 2001 counts more than once" in page


def test_body_is_chosen_by_the_address(outcome, body, methodologist, client_of):
    cohorts = factories.make_body(outcome=outcome, ref="cohorts", primary=False, position=1)
    factories.make_result(body=cohorts)

    by_id = client_of(methodologist).get(ADDRESS, {"body": "cohorts"})
    by_key = client_of(methodologist).get(ADDRESS, {"body": cohorts.pk})
    unknown = client_of(methodologist).get(ADDRESS, {"body": "nowhere"})

    assert by_id.context["body"] == by_key.context["body"] == cohorts
    assert by_id.context["appraisal"].line.studies == 1
    assert unknown.status_code == 404


def test_accuracy_is_kept_with_its_model(outcome, methodologist, client_of):
    Outcome.objects.update(type="diagnostic")
    body = factories.make_body(outcome=outcome)
    for table in [(30, 4, 5, 60), (20, 3, 6, 40), (44, 9, 3, 71), (12, 1, 4, 33), (25, 6, 5, 50)]:
        counts = dict(zip(("tp", "fp", "fn", "tn"), table, strict=True))
        factories.make_result(body=body, **counts)
    client = client_of(methodologist)

    shown = client.get(ADDRESS)

    client.post(ADDRESS, shown.context["keep"].initial)

    kept = PooledResult.objects.get()
    assert "Keep this result" in page_of(shown)
    assert "This cannot be computed" not in page_of(shown)
    assert "<dt>Deeks&#x27; regression</dt>" in page_of(shown)
    assert "Fewer than ten studies" in page_of(shown)
    assert (kept.recipe["measure"], kept.recipe["likelihood"]) == ("DTA", "binomial")
    assert kept.figures["k"] == 5
    assert "sensitivity 0.8" in page_of(client.get(ADDRESS))


def test_nothing_estimable_is_said(outcome, methodologist, client_of):
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body, events_1=0, events_2=0)

    answer = client_of(methodologist).get(ADDRESS)

    assert answer.status_code == 200
    assert answer.context["appraisal"].line.effect == "–"


@pytest.mark.parametrize("kind", ["narrative", "reported"])
def test_what_is_not_pooled_is_shown_as_it_is(outcome, methodologist, client_of, kind):
    Outcome.objects.update(type=kind)
    factories.make_result(body=factories.make_body(outcome=outcome), value=3)

    page = page_of(client_of(methodologist).get(ADDRESS))

    assert "shown as they are and not pooled" in page
    assert "Keep this result" not in page
    assert "This cannot be computed" not in page


def test_outcome_without_results_leads_to_pasting_them(outcome, methodologist, client_of):
    page = page_of(client_of(methodologist).get(ADDRESS))

    assert "/guidelines/livers/questions/q1/outcomes/death/results/paste/" in page


def test_page_costs_the_same_for_one_result_and_for_three(
    outcome, methodologist, client_of, query_counts
):
    body = factories.make_body(outcome=outcome)

    def more():
        factories.make_result(body=body)

    assert query_counts(lambda: client_of(methodologist).get(ADDRESS), more) == 1


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
def test_who_opens_the_page(request, body, role, status, status_of):
    assert status_of(request.getfixturevalue(role), ADDRESS) == status


def test_further_look_is_computed_when_it_is_asked_for(body, methodologist, client_of):
    client = client_of(methodologist)

    closed = client.get(ADDRESS)
    opened = client.get(ADDRESS, {"look": ["influence", "filled"]})

    assert "Studentised deviation" not in page_of(closed)
    assert 'href="?look=cumulative#look-cumulative"' not in page_of(closed)  # no years here
    assert 'href="?look=influence#look-influence"' in page_of(closed)
    assert "Studentised deviation" in page_of(opened)
    assert [look.key for look, _query in opened.context["looks"] if look.table] == [
        "influence",
        "filled",
    ]


def test_look_that_is_asked_for_keeps_the_choice_and_the_others(body, methodologist, client_of):
    asked = FIXED | {"method": "iv", "look": "influence"}

    looks = client_of(methodologist).get(ADDRESS, asked).context["looks"]

    queries = {look.key: query for look, query in looks}
    assert queries["filled"] == "measure=RR&method=iv&model=fixed&look=influence&look=filled"


def test_looks_cost_no_query(body, methodologist, client_of, django_assert_num_queries):
    client = client_of(methodologist)
    Study.objects.update(year=2001)
    with CaptureQueriesContext(connection) as plain:
        client.get(ADDRESS)

    with django_assert_num_queries(len(plain)):
        client.get(ADDRESS, {"look": list(KEYS)})


# --- In a browser --------------------------------------------------------------------------------


def test_choice_redraws_the_page_by_itself_and_goes_back(body, methodologist, visit):
    page = visit(ADDRESS, by=methodologist, width=PHONE)

    page.select_option("#id_model", "fixed")
    page.wait_for_selector("text=What this choice gives")
    redrawn = page.url
    page.go_back()
    page.wait_for_selector("text=What the kept choice gives")

    assert "model=fixed" in redrawn
    assert overflow(page) == 0
    assert page.evaluate("localStorage.length") == 0


def test_look_is_computed_as_it_is_opened_and_stays_with_the_choice(body, methodologist, visit):
    page = visit(ADDRESS, by=methodologist, width=PHONE)

    unfold(page, "Influence of each study")
    page.wait_for_selector("text=Studentised deviation")
    page.select_option("#id_method", "iv")
    page.wait_for_selector("text=What this choice gives")

    assert "look=influence" in page.url
    assert page.locator("text=Studentised deviation").is_visible()
    assert overflow(page) == 0


def test_page_works_without_script(body, methodologist, visit):
    page = visit(ADDRESS, by=methodologist, java_script_enabled=False)

    page.select_option("#id_model", "fixed")
    follow(page.locator("text=Show what this gives"))
    page.fill("#id_reason", "One true effect.")
    follow(page.locator("text=Keep this choice and its result"))

    assert page.locator("text=nothing changed since").count() == 1
    assert Body.objects.get().synthesis == FIXED

"""The evidence profile of a question: its rows, cell by cell."""

import json

import pytest

from evidence.profiles.building import profile_table
from evidence.profiles.table import Arm, Footnote, as_data, table_from
from evidence.queries import question_with_evidence
from guideline.models import Outcome, Question
from tests import factories
from tests.evidence.accuracy import WELL_BEHAVED, accuracy_outcome

NO_TABLE = dict.fromkeys(("events_1", "total_1", "events_2", "total_2"))
SIZES = {"small": 10, "moderate": 30, "large": 60}


@pytest.fixture
def table(question):
    """The profile as the database holds it now: `table()`."""
    Question.objects.update(intervention="Drug A", comparator="Placebo")
    return lambda: profile_table(question_with_evidence("livers", "q1"))


@pytest.fixture
def outcome(question):
    return factories.make_outcome(
        question=question,
        ref="deaths",
        name="Deaths",
        importance=9,
        baseline_risks=[{"label": "typical", "risk": 0.2, "horizon": "5 years"}],
        thresholds=SIZES,
    )


def rated(body, **down):
    rating = factories.make_rating(body=body)
    for domain, (levels, because) in down.items():
        factories.make_judgement(rating=rating, domain=domain, levels=levels, because=because)
    return rating


def test_row_of_trials_has_every_cell(outcome, table):
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    rated(
        body,
        risk_of_bias=(1, "No blinding."),
        inconsistency=(0, "One trial."),
        imprecision=(2, "Few events."),
        publication_bias=(1, "One small trial."),
    )

    row = table().row("deaths")

    assert (row.studies.text, row.studies.design_text) == ("1", "randomised trial")
    assert [(d.code, d.footnotes) for d in row.domains] == [
        ("serious", (1,)),
        ("not-serious", (2,)),
        ("not-judged", ()),
        ("very-serious", (3,)),
        ("serious", (4,)),
    ]
    assert row.other_text == "publication bias suspected"
    assert row.footnotes == (1, 2, 3, 4)
    assert row.intervention == Arm("10/100 (10.0 %)", 10, 100, 0.1)
    assert row.comparator.text == "20/100 (20.0 %)"
    assert (row.participants, row.participants_text) == (200, "200 participants")
    # ln RR = ln 0.5 with SE = √(1/10 − 1/100 + 1/20 − 1/100) = 0.3606.
    assert row.relative.text == "RR 0.50 (0.25 to 1.01)"
    # 200 per 1000 times 0.5, 0.2467 and 1.0136.
    [absolute] = row.absolute
    assert absolute.comparator.text == "200 per 1000"
    assert absolute.intervention.text == "100 per 1000 (49 to 203)"
    assert absolute.difference.text == "100 fewer per 1000 (151 fewer to 3 more)"
    assert (absolute.label, row.follow_up) == ("typical", "5 years")
    assert (row.certainty.level, row.certainty.text) == ("very-low", "very low")
    assert (row.importance.number, row.importance.code) == (9, "critical")
    assert row.statements == (
        "The evidence is very uncertain about the effect of drug A on deaths.",
    )


def test_footnotes_are_numbered_as_they_are_read(outcome, question, table):
    second = factories.make_outcome(question=question, ref="pain", name="Pain", position=1)
    for each in (outcome, second):
        body = factories.make_body(outcome=each)
        factories.make_result(body=body)
        rated(body, risk_of_bias=(1, "No blinding."), imprecision=(1, f"Few with {each.ref}."))

    found = table()

    assert [row.footnotes for row in found.rows] == [(1, 2), (1, 3)]
    assert found.footnotes == (
        Footnote(1, "No blinding."),
        Footnote(2, "Few with deaths."),
        Footnote(3, "Few with pain."),
    )


def test_statement_follows_size_and_certainty(outcome, table):
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    rated(body, imprecision=(1, "Few events."))

    # 100 fewer per 1000, and a large effect begins at 60.
    assert table().row("deaths").statements == (
        "Drug A probably results in a large reduction in deaths.",
    )


def test_effects_that_differ_in_size_are_said_at_each_baseline_risk(outcome, table):
    outcome.baseline_risks = [{"label": "low risk", "risk": 0.02}, {"label": "high", "risk": 0.2}]
    outcome.save()
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    rated(body)

    # Half of 20 per 1000 is 10 fewer, just small; half of 200 is 100 fewer.
    assert table().row("deaths").statements == (
        "low risk: Drug A reduces deaths slightly.",
        "high: Drug A results in a large reduction in deaths.",
    )


def test_without_thresholds_size_is_not_said(outcome, table):
    outcome.thresholds = {}
    outcome.save()
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    rated(body)

    assert table().row("deaths").statements == ("Drug A reduces deaths.",)


def test_nobody_rated_so_nothing_is_said(outcome, table):
    factories.make_result(body=factories.make_body(outcome=outcome))

    row = table().row("deaths")

    assert (row.certainty.level, row.certainty.text, row.statements) == (None, "not rated", ())
    assert {domain.code for domain in row.domains} == {"not-judged"}


def test_comparator_arms_stand_in_where_no_baseline_risk_is_chosen(outcome, table):
    outcome.baseline_risks = []
    outcome.save()
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)

    [absolute] = table().row("deaths").absolute

    assert absolute.label == "comparator arms of the studies"
    assert absolute.difference.text == "100 fewer per 1000 (151 fewer to 3 more)"


def test_ratio_says_nothing_absolute_where_the_comparator_has_no_events(outcome, table):
    outcome.baseline_risks = []
    outcome.save()
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body, events_2=0)
    rated(body)

    row = table().row("deaths")

    assert row.absolute == ()
    assert row.statements == ("Drug A increases deaths.",)


def test_result_that_somebody_left_out_counts_nowhere(outcome, table):
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    factories.make_result(body=body, events_1=90, excluded_because="Counted twice.")

    row = table().row("deaths")

    assert (row.studies.number, row.participants, row.intervention.events) == (1, 200, 10)


def test_study_with_two_populations_is_one_study(outcome, table):
    body = factories.make_body(outcome=outcome)
    study = factories.make_study(question=outcome.question)
    for place in ("colon", "rectum"):
        factories.make_result(body=body, study=study, population=place)

    assert table().row("deaths").studies.number == 1


def test_each_body_is_a_row_and_one_sets_the_certainty(outcome, table):
    for ref, primary in (("trials", True), ("cohorts", False)):
        body = factories.make_body(outcome=outcome, ref=ref, primary=primary, position=not primary)
        factories.make_result(body=body)

    found = [(row.id, row.body_name, row.primary) for row in table().rows]

    assert found == [
        ("deaths.trials", "trials", True),
        ("deaths.cohorts", "cohorts", False),
    ]


def test_what_raises_the_certainty_stands_under_other_considerations(outcome, table):
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    rating = factories.make_rating(body=body, design="cohort")
    for domain, levels in (("large_effect", 2), ("dose_response", 1), ("plausible_confounding", 0)):
        factories.make_judgement(rating=rating, domain=domain, levels=levels, because=domain)

    row = table().row("deaths")

    assert row.other_text == "very strong association; dose-response gradient"
    assert [each.footnotes for each in row.other] == [(1,), (2,)]


def test_means_are_shown_in_their_unit(question, table):
    outcome = factories.make_outcome(
        question=question,
        ref="stay",
        name="Days in hospital",
        type="continuous",
        thresholds={"small": 0.5, "moderate": 1, "large": 1.5},
    )
    body = factories.make_body(outcome=outcome)
    means = {"mean_1": 6.1, "sd_1": 2.0, "total_1": 50, "mean_2": 7.9, "sd_2": 2.6, "total_2": 48}
    factories.make_result(body=body, **NO_TABLE | means, unit="days")
    rated(body)

    row = table().row("stay")

    # SE² = 2.0²/50 + 2.6²/48; 1.96 SE = 0.921.
    [absolute] = row.absolute
    assert (absolute.scale, absolute.unit) == ("unit", "days")
    assert absolute.difference.text == "1.80 days lower (2.72 lower to 0.88 lower)"
    assert absolute.comparator.text == "mean 7.90 days"
    assert (row.intervention.text, row.comparator.text) == ("50", "48")
    assert row.relative.text == ""
    assert row.statements == ("Drug A results in a large reduction in days in hospital.",)


def test_standardised_means_have_no_unit_that_thresholds_could_speak_of(question, table):
    outcome = factories.make_outcome(
        question=question, ref="pain", name="Pain", type="continuous", thresholds=SIZES
    )
    body = factories.make_body(outcome=outcome, synthesis={"measure": "SMD"})
    means = {"mean_1": 6.1, "sd_1": 2.0, "total_1": 50, "mean_2": 7.9, "sd_2": 2.6, "total_2": 48}
    factories.make_result(body=body, **NO_TABLE | means)
    rated(body)

    row = table().row("pain")

    assert row.absolute[0].difference.text.startswith("0.77 SD lower (")
    assert row.statements == ("Drug A reduces pain.",)


def test_hazard_ratio_comes_to_a_risk_at_its_baseline(question, table):
    outcome = factories.make_outcome(
        question=question,
        ref="hazard",
        name="Death",
        type="generic",
        baseline_risks=[{"risk": 0.3}],
        thresholds=SIZES,
    )
    body = factories.make_body(outcome=outcome, synthesis={"measure": "HR"})
    factories.make_result(body=body, **NO_TABLE, log_effect=-0.22, se=0.11)
    rated(body)

    row = table().row("hazard")

    # exp(−0.22) = 0.803 (0.647 to 0.996); 1 − 0.7^HR = 0.249 (0.206 to 0.299).
    assert row.relative.text == "HR 0.80 (0.65 to 1.00)"
    assert row.absolute[0].difference.text == "51 fewer per 1000 (94 fewer to 1 fewer)"
    assert row.statements == ("Drug A reduces death.",)


def test_results_in_words_are_said_not_to_be_pooled(question, table):
    outcome = factories.make_outcome(
        question=question, ref="quality", name="Quality of life", type="narrative", favours="higher"
    )
    body = factories.make_body(
        outcome=outcome,
        narrative={
            "direction": "favours-intervention",
            "studies": 2,
            "participants": 80,
            "text": "Better in both.",
        },
    )
    rated(body, risk_of_bias=(2, "Open."))

    row = table().row("quality")

    assert row.findings == (
        "Not pooled: 2 studies, 80 participants, favours the intervention. Better in both."
    )
    assert (row.studies.number, row.participants, row.has_figures) == (2, 80, False)
    assert row.statements == ("Drug A may increase quality of life.",)


def test_direction_without_knowing_which_way_is_better_says_nothing(question, table):
    outcome = factories.make_outcome(question=question, type="narrative", ref="x", favours="")
    body = factories.make_body(outcome=outcome, narrative={"direction": "favours-intervention"})
    rated(body)

    assert table().row("x").statements == ()


def test_reported_synthesis_is_shown_as_reported_with_its_correction_as_a_footnote(question, table):
    outcome = factories.make_outcome(
        question=question, ref="survival", name="Survival", type="reported", favours="higher"
    )
    factories.make_body(
        outcome=outcome,
        reported={
            "measure": "RD",
            "estimate": 0.1,
            "ci": [-0.09, 0.28],
            "studies": 3,
            "source": "Figure 9A",
            "printed": "10% (9%-28%)",
            "correction": "We read the lower limit as -9 %.",
        },
    )

    found = table()
    row = found.row("survival")

    assert row.findings == "As reported (Figure 9A): “10% (9%-28%)”."
    assert row.findings_footnotes == (1,)
    assert found.footnotes == (Footnote(1, "We read the lower limit as -9 %."),)
    assert row.absolute[0].difference.text == "100 more per 1000 (90 fewer to 280 more)"


def test_two_reported_risks_have_a_difference_and_no_interval(question, table):
    outcome = factories.make_outcome(question=question, ref="alive", type="reported")
    factories.make_body(outcome=outcome, reported={"risk_1": 0.747, "risk_2": 0.343})

    row = table().row("alive")

    assert (row.intervention.text, row.comparator.text) == ("74.7 %", "34.3 %")
    assert row.absolute[0].difference.text == "404 more per 1000"
    assert row.absolute[0].difference.lower is None


def test_limits_that_do_not_enclose_the_estimate_come_to_no_absolute_effect(outcome, table):
    outcome.type = "reported"
    outcome.save()
    reported = {"measure": "RR", "estimate": 0.5, "ci": [0.6, 0.9]}
    factories.make_body(outcome=outcome, reported=reported)

    row = table().row("deaths")

    assert (row.relative.text, row.absolute) == ("RR 0.50 (0.60 to 0.90)", ())


def test_figures_of_single_groups_are_shown_as_observed(question, table):
    outcome = factories.make_outcome(question=question, ref="median", type="narrative")
    body = factories.make_body(outcome=outcome)
    for value in (14.5, 6):
        factories.make_result(body=body, **NO_TABLE, value=value, unit="months")

    assert table().row("median").findings == "Observed: 6 to 14.5 months."


def test_figure_known_only_to_lie_below_something_is_not_taken_for_a_value(question, table):
    outcome = factories.make_outcome(question=question, ref="median", type="narrative")
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body, **NO_TABLE, value=6, unit="months")
    factories.make_result(
        body=body, **NO_TABLE, value=12, value_comparison="<", unit="months", position=1
    )

    assert table().row("median").findings == "Observed: 6 months; <12 months."


def test_outcome_that_nothing_answers_is_a_row_of_its_own(outcome, table):
    row = table().row("deaths")

    assert (row.kind, row.studies.number) == ("no-evidence", 0)
    assert row.findings == "No evidence is recorded on this outcome."


def test_rows_that_cannot_be_pooled_say_why(outcome, table):
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body, total_2=None, events_2=None)

    row = table().row("deaths")

    assert row.findings.startswith("Not pooled: ")
    assert row.relative.text == ""


def test_results_of_which_none_is_estimable_say_so(outcome, table):
    factories.make_result(body=factories.make_body(outcome=outcome), events_1=0, events_2=0)

    row = table().row("deaths")

    assert (row.relative.text, row.absolute) == ("not estimable", ())


# --- Accuracy ------------------------------------------------------------------------------------


def test_test_has_a_row_for_each_part_with_its_own_certainty(question, table):
    outcome = accuracy_outcome(
        question, WELL_BEHAVED, ref="mri", unit="lesion", prevalence=[0.2, 0.5]
    )
    body = outcome.bodies.get()
    sens = factories.make_rating(body=body, part="sensitivity", design="cohort")
    factories.make_judgement(rating=sens, domain="imprecision", because="Wide.")
    factories.make_rating(body=body, part="specificity", design="cohort")

    sensitivity, specificity = table().rows

    assert (sensitivity.id, specificity.id) == ("mri.sensitivity", "mri.specificity")
    assert (sensitivity.certainty.level, specificity.certainty.level) == ("moderate", "high")
    # TP + FN and FP + TN of the six tables.
    assert sensitivity.participants_text == "423 lesions with the condition"
    assert specificity.participants_text == "409 lesions without the condition"
    assert [case.prevalence_text for case in sensitivity.cases] == ["20 %", "50 %"]
    # 200 of 1000 have the condition, 800 have it not.
    true, false = sensitivity.cases[0].true, sensitivity.cases[0].false
    assert true.value == pytest.approx(200 * sensitivity.relative.value)
    assert (false.value, false.upper) == pytest.approx((200 - true.value, 200 - true.lower))
    assert specificity.cases[0].true.value == pytest.approx(800 * specificity.relative.value)


def test_two_tests_stand_side_by_side(question, table):
    Question.objects.update(index_test="MRI", comparator_test="CT")
    for ref, test in (("mri", "index"), ("ct", "comparator")):
        accuracy_outcome(
            question, WELL_BEHAVED, ref=ref, test=test, unit="lesion", prevalence=[0.2]
        )

    [tests] = table().tests

    assert (tests.names, tests.title) == (("MRI", "CT"), "Results per 1000 lesions tested")
    assert [result.code for result in tests.results] == ["tp", "fn", "tn", "fp"]
    assert [column.test for column in tests.results[0].columns] == ["MRI", "CT"]
    row = table().row("ct.sensitivity")
    assert tests.results[0].columns[1].estimate == row.cases[0].true


def test_tests_that_count_other_things_stand_apart(question, table):
    accuracy_outcome(question, WELL_BEHAVED, test="index", unit="lesion", prevalence=[0.2])
    accuracy_outcome(question, WELL_BEHAVED, test="comparator", unit="patient", prevalence=[0.2])

    assert [len(tests.names) for tests in table().tests] == [1, 1]


def test_without_prevalence_nothing_is_worked_out_per_1000(question, table):
    accuracy_outcome(question, WELL_BEHAVED, ref="mri")

    found = table()

    assert found.tests == ()
    assert found.row("mri.sensitivity").cases == ()
    assert found.row("mri.sensitivity").relative.value > 0


def test_applicability_is_counted_over_the_studies(question, table):
    outcome = accuracy_outcome(question, WELL_BEHAVED[:2], ref="mri")
    judged = [
        {"selection": "low", "index_test": "low", "reference": "unclear"},
        {"selection": "high", "index_test": "low", "reference": "low"},
    ]
    for row, said in zip(outcome.bodies.get().results.all(), judged, strict=True):
        row.study.risk_of_bias = {"tool": "quadas-2", "applicability": said}
        row.study.save()

    assert table().row("mri.sensitivity").applicability == (
        "Applicability (QUADAS-2): selection 1 low concern, 1 high concern; index test 2 low "
        "concern; reference 1 low concern, 1 unclear concern"
    )


# --- The whole -----------------------------------------------------------------------------------


def test_seven_outcomes_need_no_word(question, table):
    for i in range(7):
        factories.make_outcome(question=question, position=i)

    assert (table().notes, table().has_too_many) == ((), False)


def test_eight_outcomes_ask_why_and_the_answer_is_shown(question, table):
    for i in range(8):
        factories.make_outcome(question=question, position=i)
    assert table().notes == ("8 outcomes, more than 7, and nobody has said why.",)
    assert table().has_too_many

    Question.objects.update(many_outcomes_because="Patients asked for each.")

    assert table().notes == ("8 outcomes, more than 7, because: Patients asked for each.",)
    assert not table().has_too_many


def test_table_is_the_same_after_a_journey_as_json(question, outcome, table):
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    rated(body, imprecision=(1, "Few events."))
    accuracy_outcome(question, WELL_BEHAVED, unit="lesion", prevalence=[0.2])

    found = table()

    assert table_from(json.loads(json.dumps(as_data(found), allow_nan=False))) == found


@pytest.mark.parametrize(
    ("by_two", "said"),
    [
        ((), "Each body of evidence was rated by one rater."),
        (
            ("deaths", "pain"),
            "Each body of evidence was rated by two, blind to each other, and reconciled.",
        ),
        (
            ("pain",),
            "1 of 2 ratings were made by two, blind to each other, and reconciled; the others by one "
            "rater.",
        ),
    ],
)
def test_notes_say_by_how_many_the_ratings_were_made(question, table, by_two, said):
    place = factories.make_member(guideline=question.guideline, role="methodologist")
    for ref in ("deaths", "pain"):
        body = factories.make_body(outcome=factories.make_outcome(question=question, ref=ref))
        reconciled = {"reconciled_by": place, "reconciled_because": "Talked over."}
        factories.make_rating(body=body, **reconciled if ref in by_two else {})

    assert said in table().notes


def test_notes_say_nothing_of_raters_where_nobody_rated(outcome, table):
    assert [note for note in table().notes if "rater" in note] == []


def test_each_side_of_a_test_says_what_its_results_matter(question, table):
    accuracy_outcome(question, WELL_BEHAVED, ref="accuracy")
    Outcome.objects.filter(ref="accuracy").update(
        importance=None, importance_of={"tp": 8, "fn": 9, "fp": 5}
    )

    sensitivity, specificity = (
        table().row(f"accuracy.{part}").importance for part in ("sensitivity", "specificity")
    )

    assert (sensitivity.number, sensitivity.code) == (9, "critical")
    assert sensitivity.parts == ("True positives: 8", "False negatives: 9")
    assert specificity.parts == ("False positives: 5",)


def test_rows_are_grouped_by_comparison_and_population_in_their_order(question, table):
    for number, fields in enumerate(
        (
            {"ref": "a"},
            {"ref": "b", "comparison": "A with B against B"},
            {"ref": "c", "comparison": "A with B against B"},
            {"ref": "d", "comparison": "A with B against B", "population": "Above 70"},
            {"ref": "e"},
        )
    ):
        factories.make_outcome(question=question, position=number, **fields)

    assert [(group.title, [row.id for row in group.rows]) for group in table().groups] == [
        ("", ["a"]),
        ("A with B against B", ["b", "c"]),
        ("A with B against B; Above 70", ["d"]),
        ("Other outcomes", ["e"]),
    ]


def test_statement_does_not_name_the_questions_intervention_for_another_comparison(outcome, table):
    body = factories.make_body(outcome=outcome)
    factories.make_result(body=body)
    rated(body)
    assert table().row("deaths").statements[0].startswith("Drug A ")

    Outcome.objects.update(comparison="Drug A with B against B")

    assert table().row("deaths").statements[0].startswith("The intervention ")


def test_row_that_is_not_there_is_named(table):
    with pytest.raises(KeyError, match="nothing"):
        table().row("nothing")


def test_difference_of_few_people_stays_within_a_thousand(outcome, table):
    outcome.baseline_risks = []
    outcome.save()
    body = factories.make_body(outcome=outcome, synthesis={"measure": "RD", "method": "iv"})
    counts = {"events_1": 2, "total_1": 2, "events_2": 1, "total_2": 3}
    factories.make_result(body=body, **counts)

    [absolute] = table().row("deaths").absolute

    assert absolute.difference.upper <= 1000


def test_difference_in_points_is_shown_as_its_source_gives_it(question, table):
    outcome = factories.make_outcome(question=question, ref="alive", type="reported")
    reported = {"measure": "RD", "estimate": 10, "ci": [9, 28]}
    factories.make_body(outcome=outcome, reported=reported)

    row = table().row("alive")

    assert (row.relative.text, row.absolute) == ("RD 10.00 (9.00 to 28.00)", ())

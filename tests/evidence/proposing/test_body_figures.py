"""From a body of evidence to the figures of the rules, and proposals that turn with one cell."""

import pytest

from evidence.grade.proposals.body_figures import AsymmetryTest, Thresholds
from evidence.profile import BodyChain
from evidence.proposing.body_figures import figures_of
from evidence.proposing.proposals import proposals_of
from guideline.models import Guideline
from tests import factories
from tests.evidence.accuracy import accuracy_outcome
from tests.evidence.synthesis.accuracy_tables import figure_2


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", baseline_risks=[{"risk": 0.2}])


def trial(outcome, **table):
    """One trial on the outcome's only body."""
    body = outcome.bodies.first() or factories.make_body(outcome=outcome)
    study = factories.make_study(question=outcome.question, **table.pop("study", {}))
    return factories.make_result(body=body, study=study, position=body.results.count(), **table)


def chain(outcome):
    return BodyChain(outcome.bodies.get(), outcome)


def levels(outcome, domain, part="", **given):
    return proposals_of(chain(outcome), part, **given)[domain].levels


# --- One cell turns the proposal -----------------------------------------------------------------


@pytest.mark.parametrize(
    # From 20 % to 15 %: 903 in each arm (two proportions, alpha 0.05, beta 0.20; Pocock 1983).
    ("total", "proposed"),
    [(903, 0), (902, 1)],
)
def test_one_participant_below_the_information_size_lowers(outcome, total, proposed):
    trial(outcome, events_1=80, total_1=903, events_2=160, total_2=total)

    assert levels(outcome, "imprecision") == proposed


@pytest.mark.parametrize(
    # Upper limit a/1000 exp(1.96 sqrt(1/a - 1/5000 + 1/1000 - 1/5000)) of the risk ratio: 0.89996
    # with 828 events, 0.90103 with 829; 0.9 is 20 fewer per 1000 at a risk of 0.2.
    ("events", "proposed"),
    [(828, 0), (829, 1)],
)
def test_one_event_more_takes_the_interval_across_the_threshold(outcome, events, proposed):
    outcome.thresholds = {"target": "small", "small": 20}
    trial(outcome, events_1=events, total_1=5000, events_2=1000, total_2=5000)

    assert levels(outcome, "imprecision") == proposed


def test_limit_of_the_guideline_decides_on_inconsistency(outcome, guideline):
    for events in (10, 40, 10):
        trial(outcome, events_1=events)
    i2 = chain(outcome).pooled.i2

    for limit, proposed in ((i2 - 0.1, 1), (i2, 0)):
        Guideline.objects.update(inconsistency_above=limit)
        outcome.question.guideline.refresh_from_db()
        assert levels(outcome, "inconsistency") == proposed


def test_profile_of_imprecision_is_the_guideline_s_or_the_edition_s(outcome):
    trial(outcome, events_1=80, total_1=300, events_2=160, total_2=300)
    guideline = outcome.question.guideline

    by_edition = proposals_of(chain(outcome), edition="core-2025")["imprecision"].rule
    guideline.proposal_settings = {"imprecision": "classic"}
    by_setting = proposals_of(chain(outcome), edition="core-2025")["imprecision"].rule

    assert by_edition.startswith("imprecision.core-2025.")
    assert by_setting.startswith("imprecision.classic.")


def test_own_risk_of_an_outcome_changes_its_information_size(outcome):
    trial(outcome, events_1=80, total_1=903, events_2=160, total_2=903)
    outcome.information_size = {"control_risk": 0.1}

    # From 10 % to 7.5 %: 7.849 (0.1 0.9 + 0.075 0.925) / 0.025² is 2001.4 in each arm.
    assert proposals_of(chain(outcome))["imprecision"].figures["needed"] == 4004


# --- Where each figure comes from ----------------------------------------------------------------


def test_trials_give_participants_events_weights_and_ratings(outcome):
    trial(
        outcome,
        study={"risk_of_bias": {"tool": "rob-2", "overall": "high"}, "sponsor": "Example Pharma"},
    )
    trial(outcome, risk_of_bias="low", study={"risk_of_bias": {"tool": "rob-2", "overall": "high"}})

    found = figures_of(chain(outcome))

    assert (found.design, found.kind, found.favours) == ("randomised-trial", "dichotomous", "lower")
    assert (found.participants, found.events, found.control_risk) == (400, 60, 0.2)
    assert [study.bias for study in found.studies] == ["high", "low"]
    assert [study.industry for study in found.studies] == [True, None]
    assert [study.participants for study in found.studies] == [200, 200]
    assert [round(study.weight) for study in found.studies] == [50, 50]
    assert found.effect.estimate == pytest.approx(0.5)
    assert (found.i2, found.q_p) == (0.0, 1.0)


def test_excluded_rows_do_not_count(outcome):
    trial(outcome)
    trial(outcome, excluded_because="The same patients")

    assert figures_of(chain(outcome)).participants == 200


def test_risk_with_the_comparator_is_the_baseline_else_of_the_arms(outcome):
    trial(outcome, events_2=30)

    assert figures_of(chain(outcome)).control_risk == 0.2
    outcome.baseline_risks = []
    assert figures_of(chain(outcome)).control_risk == 0.3


@pytest.mark.parametrize(
    ("said", "thresholds"),
    [
        ({}, Thresholds()),
        ({"target": "moderate", "small": 10, "moderate": 30}, Thresholds("absolute", -30, 30)),
        ({"small": 10, "moderate": 30}, Thresholds("absolute", -10, 10)),
        ({"target": "null-effect", "small": 10}, Thresholds("relative", 1.0)),
        ({"target": "large", "small": 10}, Thresholds()),
    ],
)
def test_threshold_is_the_size_that_the_outcome_aims_at(outcome, said, thresholds):
    trial(outcome)
    outcome.thresholds = said

    assert figures_of(chain(outcome)).thresholds == thresholds


def test_difference_in_means_is_held_against_its_own_unit(question):
    outcome = factories.make_outcome(
        question=question, type="continuous", thresholds={"target": "small", "small": 2}
    )
    trial(
        outcome,
        mean_1=4.0,
        sd_1=3.0,
        mean_2=6.0,
        sd_2=4.0,
        total_1=50,
        total_2=50,
    )

    found = figures_of(chain(outcome))

    assert found.thresholds == Thresholds("relative", -2, 2)
    # sqrt((49 9 + 49 16) / 98)
    assert found.sd == pytest.approx(12.5**0.5)


def test_subgroups_are_tested_where_populations_are_told_apart(outcome):
    for events, population in ((5, "Young"), (6, "Young"), (30, "Old"), (31, "Old")):
        trial(outcome, events_1=events, population=population)

    found = figures_of(chain(outcome))

    assert (found.subgroups.groups, found.subgroups.p < 0.001) == (2, True)


@pytest.mark.parametrize(("studies", "tests"), [(9, []), (10, ["peters", "egger", "begg"])])
def test_asymmetry_is_tested_from_ten_studies_on(outcome, studies, tests):
    for n in range(studies):
        trial(outcome, events_1=5 + n, total_1=90 + 10 * n)

    assert [test.name for test in figures_of(chain(outcome)).asymmetry] == tests


def test_each_part_of_accuracy_counts_its_own_side(question):
    outcome = factories.make_outcome(question=question, type="diagnostic")
    quadas = {
        "tool": "quadas-2",
        "selection": "high",
        "index_test": "low",
        "reference": "low",
        "flow": "low",
        "applicability": {"selection": "high", "index_test": "low", "reference": "low"},
    }
    nothing = dict.fromkeys(("events_1", "total_1", "events_2", "total_2"))
    for n in range(4):
        trial(
            outcome,
            **nothing,
            tp=40 + n,
            fn=10,
            fp=5,
            tn=45,
            study={"design": "cross-sectional", "risk_of_bias": quadas},
        )

    sens, spec = (figures_of(chain(outcome), part) for part in ("sensitivity", "specificity"))

    assert (sens.effect.measure, sens.participants) == ("SENS", 206)
    assert (spec.effect.measure, spec.participants) == ("SPEC", 200)
    assert sens.studies[0].bias_domains == ("high", "low", "low", "low")
    assert levels(outcome, "risk_of_bias", "sensitivity") == 1
    assert levels(outcome, "indirectness", "specificity") == 1


# R's lm on these rows: P 0.465 (tests/evidence/synthesis/test_accuracy_asymmetry.py).
def test_accuracy_is_tested_for_asymmetry_by_deeks_from_ten_studies_on(question):
    tables = list(zip(*figure_2("MRI"), strict=True))
    enough = accuracy_outcome(question, tables)
    too_few = accuracy_outcome(question, tables[:9], ref="o2")

    sides = [figures_of(chain(enough), part).asymmetry for part in ("sensitivity", "specificity")]

    assert sides == [(AsymmetryTest("deeks", pytest.approx(0.465493867682285)),)] * 2
    assert figures_of(chain(too_few)).asymmetry == ()
    assert proposals_of(chain(enough), "sensitivity")["publication_bias"].because == "no-asymmetry"


def test_accuracy_as_a_whole_follows_the_part_of_more_concern(question):
    outcome = factories.make_outcome(question=question, type="diagnostic")
    nothing = dict.fromkeys(("events_1", "total_1", "events_2", "total_2"))
    for tp in (10, 48):
        trial(outcome, **nothing, tp=tp, fn=50 - tp, fp=5, tn=45)

    apart = [levels(outcome, "inconsistency", part) for part in ("sensitivity", "specificity")]

    assert apart == [1, 0]
    assert levels(outcome, "inconsistency") == 1


def test_reported_synthesis_gives_what_its_source_prints(question):
    outcome = factories.make_outcome(question=question, type="reported")
    factories.make_body(
        outcome=outcome,
        reported={
            "measure": "RR",
            "estimate": 0.8,
            "ci": [0.56, 1.16],
            "studies": 3,
            "risk_2": 0.3,
        },
    )

    found = figures_of(chain(outcome))

    assert (found.kind, found.effect.interval, found.n_studies) == ("dichotomous", (0.56, 1.16), 3)
    assert (found.control_risk, found.i2, found.studies) == (0.3, None, ())


def test_reported_interval_that_misses_its_estimate_is_no_effect(question):
    outcome = factories.make_outcome(question=question, type="reported")
    factories.make_body(
        outcome=outcome, reported={"measure": "RR", "estimate": 0.3, "ci": [0.56, 1.16]}
    )

    assert figures_of(chain(outcome)).effect is None


def test_study_with_several_rows_in_words_counts_once(question):
    outcome = factories.make_outcome(question=question, type="narrative")
    body = factories.make_body(outcome=outcome)
    study = factories.make_study(question=question)
    nothing = dict.fromkeys(("events_1", "total_1", "events_2", "total_2"))
    for population in ("Young", "Old"):
        factories.make_result(body=body, study=study, population=population, value=4.0, **nothing)

    assert figures_of(chain(outcome)).n_studies == 1


def test_empty_body_gets_no_proposal_at_all(outcome):
    factories.make_body(outcome=outcome)

    assert {made.levels for made in proposals_of(chain(outcome)).values()} == {None}

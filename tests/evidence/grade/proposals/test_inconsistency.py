from dataclasses import replace

import pytest

from evidence.grade.proposals.body_figures import SubgroupTest, Thresholds
from evidence.grade.proposals.inconsistency import apart, bands_of, propose
from evidence.grade.proposals.settings import DEFAULTS

from .bodies import APART, APART_BELOW, TEN, accuracy, body, rr, study

BARE = (study("A"), study("B"))
NARROW, MODERATE, SUBSTANTIAL, WIDE = (
    "might-not-be-important",
    "moderate",
    "substantial",
    "considerable",
)


# BMC Med Res Methodol 2008;8:79, table 3: 0-40, 30-60, 50-90, 75-100.
@pytest.mark.parametrize(
    ("i2", "bands", "levels", "allowed"),
    [
        (0, (NARROW,), 0, (0,)),
        (29.9, (NARROW,), 0, (0,)),
        (30, (NARROW, MODERATE), 0, (0, 1)),
        (40, (NARROW, MODERATE), 0, (0, 1)),
        (40.1, (MODERATE,), 0, (0, 1)),
        (49.9, (MODERATE,), 0, (0, 1)),
        (50, (MODERATE, SUBSTANTIAL), 1, (0, 1)),
        (60, (MODERATE, SUBSTANTIAL), 1, (0, 1)),
        (60.1, (SUBSTANTIAL,), 1, (1,)),
        (74.9, (SUBSTANTIAL,), 1, (1,)),
        (75, (SUBSTANTIAL, WIDE), 1, (1, 2)),
        (90, (SUBSTANTIAL, WIDE), 1, (1, 2)),
        (90.1, (WIDE,), 1, (1, 2)),
        (100, (WIDE,), 1, (1, 2)),
    ],
)
def test_classic_follows_the_bands(i2, bands, levels, allowed):
    found = propose(body(studies=BARE, i2=i2), "classic", DEFAULTS)

    assert bands_of(i2) == bands
    assert found.figures["bands"] == bands
    assert (found.levels, found.allowed) == (levels, allowed)


@pytest.mark.parametrize(("i2", "levels"), [(49.9, 0), (50, 0), (50.1, 1), (100, 1)])
def test_guidelines_own_limit_is_exceeded_not_met(i2, levels):
    found = propose(body(studies=BARE, i2=i2), "classic", replace(DEFAULTS, i2_limit=50))

    assert (found.levels, found.figures["limit"]) == (levels, 50)


@pytest.mark.parametrize(
    ("i2", "studies", "allowed"),
    [(20, APART, (0, 1)), (70, APART, (1,)), (70, TEN, (0, 1)), (20, TEN, (0,))],
)
def test_overlap_opens_the_other_answer_and_moves_nothing(i2, studies, allowed):
    found = propose(body(studies=studies, i2=i2), "classic", DEFAULTS)

    assert found.levels == (1 if i2 == 70 else 0)
    assert found.allowed == allowed


@pytest.mark.parametrize(
    ("test", "allowed"),
    [
        (SubgroupTest(2, 0.049), (0, 1)),
        (SubgroupTest(2, 0.05), (1,)),
        (SubgroupTest(2, None), (1,)),
        (SubgroupTest(1, 0.01), (1,)),
    ],
)
def test_subgroups_that_differ_may_explain_the_spread(test, allowed):
    found = propose(body(studies=BARE, i2=70, subgroups=test), "classic", DEFAULTS)

    assert (found.levels, found.allowed) == (1, allowed)


@pytest.mark.parametrize(
    ("studies", "limits", "heard"),
    [
        (TEN, (0.5, 1.01), True),
        (TEN, (0.5, 1.0), False),
        (TEN, (0.5, 0.99), False),
        (TEN[:9], (0.5, 1.01), False),
    ],
)
def test_prediction_interval_is_heard_from_ten_studies_on(studies, limits, heard):
    found = propose(body(studies=studies, i2=10, prediction=limits), "classic", DEFAULTS)

    assert ("inconsistency.prediction-crosses" in {sign.rule for sign in found.beside}) == heard
    assert found.levels == 0


def test_prediction_across_a_threshold_the_interval_crosses_already_says_nothing_new():
    wide = body(studies=TEN, i2=10, effect=rr(0.9, 0.7, 1.1), prediction=(0.4, 1.9))

    assert [sign.rule for sign in propose(wide, "classic", DEFAULTS).beside] == [
        "inconsistency.overlap"
    ]


def test_pairs_are_apart_only_without_a_common_value():
    a, b, c = rr(1, 0.5, 1.2), rr(1.5, 1.2, 2), rr(3, 2.1, 4)

    assert apart((a, b, c)) == (2, 3)


# Five studies make ten pairs: one apart is 10 %, which is not over the limit.
def test_overlap_is_limited_over_ten_percent_of_pairs():
    middle = [study(str(i), rr(1, 0.5, 2)) for i in range(3)]
    ends = (study("low", rr(0.6, 0.4, 0.9)), study("high", rr(1.5, 1.1, 2)))

    at_limit = propose(body(studies=(*middle, *ends)), "core-2025", DEFAULTS)
    over = propose(body(studies=(*middle[:2], *ends)), "core-2025", DEFAULTS)

    assert (at_limit.because, at_limit.figures["share"]) == ("intervals-overlap", 10)
    assert over.because == "both-sides"


@pytest.mark.parametrize(("others", "because"), [(8, "both-sides"), (9, "one-side")])
def test_a_fifth_of_the_studies_on_the_other_side_is_substantial(others, because):
    most = [study(str(i), rr(0.5, 0.45, 0.55)) for i in range(others)]
    rest = [study(f"o{i}", rr(1.5, 1.4, 1.6)) for i in range(2)]

    found = propose(body(studies=(*most, *rest)), "core-2025", DEFAULTS)

    assert found.because == because
    assert (found.figures["below"], found.figures["above"]) == (others, 2)


@pytest.mark.parametrize(
    ("thresholds", "rule", "threshold"),
    [
        (Thresholds(), "inconsistency.one-side", 1),
        (Thresholds("relative", below=0.5), "inconsistency.both-sides", 0.5),
        (Thresholds("relative", below=0.5, above=1.5), "inconsistency.both-sides", 0.5),
        (Thresholds("absolute", below=-100), "inconsistency.both-sides", -100),
    ],
)
def test_sides_are_those_of_the_chosen_threshold(thresholds, rule, threshold):
    found = propose(body(studies=APART_BELOW, thresholds=thresholds), "core-2025", DEFAULTS)

    assert (found.rule, found.figures["threshold"]) == (rule, threshold)


def test_thresholds_per_1000_without_a_baseline_leave_the_side_open():
    found = propose(
        body(studies=APART, thresholds=Thresholds("absolute", below=-20), control_risk=None),
        "core-2025",
        DEFAULTS,
    )

    assert (found.because, found.levels, found.allowed) == ("limited-overlap", 1, (0, 1))


def test_credible_subgroups_open_none_for_studies_on_both_sides():
    found = propose(body(studies=APART, subgroups=SubgroupTest(2, 0.01)), "core-2025", DEFAULTS)

    assert (found.levels, found.allowed) == (1, (0, 1))


def test_i2_of_accuracy_is_not_heard():
    found = propose(accuracy(i2=95), "classic", DEFAULTS)

    assert found.because == "intervals-overlap"


def test_reported_synthesis_is_judged_by_its_i2():
    found = propose(body(studies=(), reported_studies=7, i2=80), "classic", DEFAULTS)

    assert (found.levels, found.figures["studies"]) == (1, 7)


def test_reported_single_study_cannot_disagree():
    assert propose(body(studies=(), reported_studies=1), "classic", DEFAULTS).levels == 0

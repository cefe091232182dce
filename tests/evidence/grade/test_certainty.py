import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.codes import BODY_DESIGNS, DOMAINS, DOMAINS_DOWN, DOMAINS_UP, RATING_PARTS
from evidence.grade.certainty import (
    EDITIONS,
    MOST_DOWN,
    MOST_STEPS,
    MOST_UP,
    PARTS,
    Judgement,
    Rating,
    Step,
    certainty_of,
    certainty_of_accuracy,
    starting_level,
)
from evidence.grade.levels import LEVELS, rung_of
from evidence.grade.reasons import Reason
from guideline.codes import GRADE_EDITIONS

# Starting levels by design: classic, robins-i, core-2025, then accuracy (the same in each).
# Sources: PMC6692166 table 1 (classic); J Clin Epidemiol 2019;111:105 (ROBINS-I);
# BMJ 2025;389:e083864 (Core GRADE 4); JBI for accuracy.
STARTS = {
    "randomised-trial": ("high", "high", "high", "high"),
    "quasi-randomised": ("high", "high", "high", "high"),
    "cohort": ("low", "high", "low", "high"),
    "case-control": ("low", "high", "low", "high"),
    "before-after": ("low", "high", "low", "low"),
    "case-series": ("low", "high", "low", "low"),
    "observational": ("low", "high", "low", "high"),
    "cross-sectional": ("low", "high", "low", "high"),
}


def judgements(**steps):
    return tuple(Judgement(domain, count, f"because {domain}") for domain, count in steps.items())


def rated(design="randomised-trial", edition="classic", diagnostic=False, **steps):
    return certainty_of(Rating(design, edition, diagnostic, judgements(**steps)))


@st.composite
def ratings(draw):
    domains = draw(st.lists(st.sampled_from(DOMAINS), unique=True))
    return Rating(
        draw(st.sampled_from(BODY_DESIGNS)),
        draw(st.sampled_from(EDITIONS)),
        draw(st.booleans()),
        tuple(
            Judgement(domain, draw(st.integers(0, MOST_STEPS[domain])), domain.upper())
            for domain in domains
        ),
    )


def test_words_are_those_of_the_data():
    assert EDITIONS == GRADE_EDITIONS
    assert PARTS == RATING_PARTS
    assert tuple(MOST_DOWN) == DOMAINS_DOWN
    assert tuple(MOST_UP) == DOMAINS_UP
    assert set(STARTS) == set(BODY_DESIGNS)


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("design", BODY_DESIGNS)
def test_starting_level_follows_design_and_edition(design, edition):
    level = starting_level(design, edition)

    assert level == STARTS[design][EDITIONS.index(edition)]


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("design", BODY_DESIGNS)
def test_starting_level_of_accuracy_is_the_same_in_every_edition(design, edition):
    assert starting_level(design, edition, diagnostic=True) == STARTS[design][-1]


@pytest.mark.parametrize("design", ["systematic-review", "rct", "", "high"])
def test_starting_level_refuses_what_is_no_design_of_a_body(design):
    with pytest.raises(ValueError, match="unknown design"):
        starting_level(design)


def test_starting_level_refuses_an_unknown_edition():
    with pytest.raises(ValueError, match="unknown edition"):
        starting_level("cohort", "2013")


@pytest.mark.parametrize("domain", DOMAINS)
def test_judgement_allows_no_more_steps_than_its_domain(domain):
    most = MOST_STEPS[domain]

    assert abs(Judgement(domain, most).change) == most
    with pytest.raises(ValueError, match=f"{domain}: steps must be 0 to {most}"):
        Judgement(domain, most + 1)
    with pytest.raises(ValueError, match=domain):
        Judgement(domain, -1)


def test_most_steps_are_three_down_and_two_or_one_up():
    assert set(MOST_DOWN.values()) == {3}
    assert MOST_UP == {"large_effect": 2, "dose_response": 1, "plausible_confounding": 1}


def test_judgement_refuses_an_unknown_domain():
    with pytest.raises(ValueError, match="unknown domain"):
        Judgement("bias", 1)


def test_rating_refuses_a_domain_judged_twice():
    twice = (Judgement("imprecision", 1), Judgement("imprecision", 0))

    with pytest.raises(ValueError, match="judged twice"):
        Rating("cohort", judgements=twice)


def test_rating_refuses_an_unknown_design():
    with pytest.raises(ValueError, match="unknown design"):
        Rating("systematic-review")


@pytest.mark.parametrize(
    ("design", "steps", "level", "clamped"),
    [
        ("randomised-trial", {}, "high", False),
        ("randomised-trial", {"risk_of_bias": 1}, "moderate", False),
        ("randomised-trial", {"risk_of_bias": 1, "imprecision": 1}, "low", False),
        ("randomised-trial", {"risk_of_bias": 1, "imprecision": 2}, "very-low", False),
        ("randomised-trial", {"risk_of_bias": 2, "imprecision": 2}, "very-low", True),
        ("randomised-trial", {"imprecision": 3}, "very-low", False),
        ("randomised-trial", {"large_effect": 1}, "high", True),
        ("observational", {}, "low", False),
        ("observational", {"risk_of_bias": 1}, "very-low", False),
        ("observational", {"risk_of_bias": 2}, "very-low", True),
        ("observational", {"large_effect": 1}, "moderate", False),
        ("observational", {"large_effect": 2}, "high", False),
        ("observational", {"large_effect": 2, "dose_response": 1}, "high", True),
        # Summed before it is clamped: low - 2 + 2 is low again, not very low + 2.
        ("observational", {"risk_of_bias": 2, "large_effect": 2}, "low", False),
        # And high + 2 - 1 stays high: the first step up is not lost.
        ("randomised-trial", {"large_effect": 2, "imprecision": 1}, "high", True),
    ],
)
def test_certainty_is_summed_then_clamped_once(design, steps, level, clamped):
    certainty = rated(design, **steps)

    assert (certainty.level, certainty.clamped) == (level, clamped)


def test_certainty_starts_high_for_observational_evidence_under_robins_i():
    certainty = rated("cohort", "robins-i", risk_of_bias=2)

    assert (certainty.start, certainty.total, certainty.level) == ("high", -2, "low")


def test_certainty_explains_itself_in_grade_order():
    certainty = rated(imprecision=1, inconsistency=0, risk_of_bias=1)

    assert certainty.steps == (
        Step("risk_of_bias", -1, "because risk_of_bias"),
        Step("inconsistency", 0, "because inconsistency"),
        Step("imprecision", -1, "because imprecision"),
    )
    assert certainty.reasons == (
        Reason(
            "certainty-starts",
            {"level": "high", "design": "randomised-trial", "edition": "classic"},
        ),
        Reason(
            "rated-down",
            {"domain": "risk_of_bias", "steps": 1, "because": "because risk_of_bias"},
        ),
        Reason(
            "rated-down",
            {"domain": "imprecision", "steps": 1, "because": "because imprecision"},
        ),
        Reason(
            "certainty-reached",
            {"level": "low", "start": "high", "total": -2, "clamped": False},
        ),
    )


def test_certainty_names_the_domains_nobody_judged():
    certainty = rated("cohort", indirectness=0, large_effect=1)

    assert certainty.missing == (
        "risk_of_bias",
        "inconsistency",
        "imprecision",
        "publication_bias",
    )


@pytest.mark.parametrize(
    ("design", "steps", "warnings"),
    [
        ("cohort", {"large_effect": 1}, ()),
        ("cohort", {"large_effect": 1, "imprecision": 0}, ()),
        ("cohort", {"large_effect": 0, "imprecision": 1}, ()),
        ("cohort", {"large_effect": 1, "imprecision": 1}, ("up-and-down",)),
        ("randomised-trial", {"dose_response": 1}, ("up-on-randomised",)),
        ("quasi-randomised", {"dose_response": 1}, ("up-on-randomised",)),
        ("randomised-trial", {"dose_response": 0}, ()),
        (
            "randomised-trial",
            {"plausible_confounding": 1, "risk_of_bias": 1},
            ("up-and-down", "up-on-randomised"),
        ),
    ],
)
def test_certainty_warns_of_unusual_rating_up(design, steps, warnings):
    assert rated(design, **steps).warnings == warnings


@given(ratings())
def test_certainty_never_leaves_its_levels_and_equals_the_clamped_sum(rating):
    certainty = certainty_of(rating)

    ups = sum(j.steps for j in rating.judgements if j.domain in DOMAINS_UP)
    downs = sum(j.steps for j in rating.judgements if j.domain in DOMAINS_DOWN)
    rung = rung_of(certainty.start) - downs + ups
    assert certainty.level in LEVELS
    assert rung_of(certainty.level) == sorted((0, rung, 3))[1]
    assert certainty.clamped == (rung not in range(4))


@given(ratings(), st.randoms(use_true_random=False))
def test_certainty_does_not_depend_on_the_order_of_judgements(rating, random):
    shuffled = list(rating.judgements)
    random.shuffle(shuffled)

    again = Rating(rating.design, rating.edition, rating.diagnostic, tuple(shuffled))
    assert certainty_of(again) == certainty_of(rating)


@given(ratings())
def test_explanation_names_every_step(rating):
    certainty = certainty_of(rating)

    named = [
        (reason.figures["domain"], reason.figures["steps"], reason.figures["because"])
        for reason in certainty.reasons[1:-1]
    ]
    given_steps = [(j.domain, j.steps, j.because) for j in rating.judgements if j.steps]
    assert sorted(named) == sorted(given_steps)
    assert len(certainty.steps) == len(rating.judgements)


@given(ratings(), st.sampled_from(DOMAINS_DOWN))
def test_one_step_more_down_never_raises_certainty(rating, domain):
    rest = tuple(j for j in rating.judgements if j.domain != domain)
    found = [
        rung_of(
            certainty_of(
                Rating(
                    rating.design,
                    rating.edition,
                    rating.diagnostic,
                    (*rest, Judgement(domain, steps)),
                )
            ).level
        )
        for steps in range(4)
    ]

    assert found == sorted(found, reverse=True)


def accuracy(**steps):
    return Rating("cross-sectional", diagnostic=True, judgements=judgements(**steps))


def test_accuracy_takes_the_lower_part_and_names_it():
    certainty = certainty_of_accuracy(
        accuracy(imprecision=1), accuracy(imprecision=1, indirectness=1)
    )

    assert (certainty.level, certainty.decided_by) == ("low", ("specificity",))
    assert certainty.sensitivity.level == "moderate"
    assert certainty.reasons == (
        Reason("accuracy-certainty", {"level": "low", "parts": ("specificity",)}),
    )


def test_accuracy_of_equal_parts_is_decided_by_both():
    certainty = certainty_of_accuracy(accuracy(imprecision=1), accuracy(indirectness=1))

    assert (certainty.level, certainty.decided_by) == ("moderate", ("sensitivity", "specificity"))


@pytest.mark.parametrize(
    ("sensitivity", "specificity"),
    [(accuracy(), None), (None, accuracy()), (None, None)],
)
def test_accuracy_with_a_part_unrated_is_unrated(sensitivity, specificity):
    certainty = certainty_of_accuracy(sensitivity, specificity)

    assert (certainty.level, certainty.decided_by, certainty.warnings) == (None, (), ())
    assert (certainty.sensitivity is None, certainty.specificity is None) == (
        sensitivity is None,
        specificity is None,
    )


def test_accuracy_warns_only_of_the_part_that_counts():
    odd = accuracy(dose_response=1, risk_of_bias=1)

    assert certainty_of_accuracy(odd, accuracy(imprecision=1)).warnings == ()
    assert certainty_of_accuracy(odd, accuracy()).warnings == ("up-and-down",)

"""Rating: every domain judged, every step with its reason, the edition from the guideline."""

import pytest
from django.db import IntegrityError, transaction

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.rating import Judged, rate_certainty
from evidence.codes import DOMAINS
from evidence.models import Judgement, Rating
from evidence.profile import BodyChain
from tests import factories

NO_CONCERN = dict.fromkeys(DOMAINS, Judged(0))
SERIOUS = NO_CONCERN | {"imprecision": Judged(1, "Few events.")}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


@pytest.fixture
def accuracy(question):
    return factories.make_outcome(question=question, ref="accuracy", type="diagnostic")


def sentences(refusal) -> list[str]:
    return [str(blocker) for blocker in refusal.value.blockers]


def test_rating_keeps_every_judgement_and_its_level_is_derived(outcome, methodologist, told):
    rating = rate_certainty(
        by=methodologist, outcome=outcome, design="randomised-trial", judged=SERIOUS
    )

    assert (rating.by, rating.edition, rating.basis) == (methodologist, "classic", "")
    assert {each.domain: each.levels for each in rating.judgements.all()} == {
        domain: int(domain == "imprecision") for domain in DOMAINS
    }
    assert BodyChain(rating.body, outcome).level == "moderate"
    assert told() == [
        (
            "certainty-rated",
            "methodologist rated the certainty of the evidence on “Death” of question q1.",
        )
    ]


def test_edition_is_the_guideline_s_when_the_rating_is_made(outcome, methodologist, guideline):
    guideline.grade_rules = "robins-i"
    guideline.save()

    rating = rate_certainty(by=methodologist, outcome=outcome, design="cohort", judged=NO_CONCERN)

    assert rating.edition == "robins-i"
    assert BodyChain(rating.body, outcome).level == "high"


def test_new_rating_replaces_the_former_and_the_record_keeps_it(outcome, methodologist):
    rate_certainty(by=methodologist, outcome=outcome, design="cohort", judged=NO_CONCERN)

    rate_certainty(by=methodologist, outcome=outcome, design="randomised-trial", judged=SERIOUS)

    assert [rating.design for rating in Rating.objects.all()] == ["randomised-trial"]
    before = Event.objects.last().facts["before"]["whole"]
    assert (before["design"], before["judged"]["imprecision"]) == ("cohort", [0, ""])


def test_everything_that_a_rating_lacks_is_told_at_once(outcome, methodologist):
    judged = {
        "risk_of_bias": Judged(1, " "),
        "inconsistency": Judged(4, "Much."),
        "large_effect": Judged(3, "Huge."),
        "luck": Judged(0),
    }

    with pytest.raises(Blocked) as refusal:
        rate_certainty(
            by=methodologist,
            outcome=outcome,
            design="systematic-review",
            part="sensitivity",
            judged=judged,
        )

    assert sentences(refusal) == [
        "Choose the design of the studies.",
        "Only the accuracy of a test is rated in two parts.",
        "Risk of bias: give the reason for the step.",
        "Inconsistency moves the certainty by at most 3.",
        "Indirectness is not judged.",
        "Imprecision is not judged.",
        "Publication bias is not judged.",
        "Large effect moves the certainty by at most 2.",
        "Dose-response gradient is not judged.",
        "Residual confounding is not judged.",
        "There is no domain “luck”.",
    ]
    assert Rating.objects.count() == 0


@pytest.mark.parametrize("domain", DOMAINS)
def test_no_step_without_a_reason(outcome, methodologist, domain):
    judged = NO_CONCERN | {domain: Judged(1)}

    with pytest.raises(Blocked):
        rate_certainty(by=methodologist, outcome=outcome, design="randomised-trial", judged=judged)

    assert Judgement.objects.count() == 0


def test_two_parts_of_accuracy_are_rated_apart_and_the_lower_counts(accuracy, methodologist):
    for part, judged in (("sensitivity", NO_CONCERN), ("specificity", SERIOUS)):
        rating = rate_certainty(
            by=methodologist, outcome=accuracy, design="cross-sectional", judged=judged, part=part
        )

    assert BodyChain(rating.body, accuracy).level == "moderate"


def test_rating_as_a_whole_ends_the_parts_and_a_part_ends_the_whole(accuracy, methodologist):
    given = {"by": methodologist, "outcome": accuracy, "design": "cross-sectional"}
    rate_certainty(judged=NO_CONCERN, part="sensitivity", **given)
    rate_certainty(judged=NO_CONCERN, part="specificity", **given)

    rate_certainty(judged=NO_CONCERN, **given)
    assert [rating.part for rating in Rating.objects.all()] == [""]

    rate_certainty(judged=NO_CONCERN, part="specificity", **given)
    assert [rating.part for rating in Rating.objects.all()] == ["specificity"]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("methodologist", True),
        ("chair", False),
        ("member", False),
        ("secretariat", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_rates(request, permitted, outcome, role, allowed):
    user = request.getfixturevalue(role)

    def act():
        rate_certainty(by=user, outcome=outcome, design="cohort", judged=NO_CONCERN)

    assert permitted(act) is allowed


@pytest.mark.parametrize(
    "wrong",
    [
        {"domain": "luck"},
        {"levels": 4},
        {"levels": 1, "because": None},
        {"domain": "large_effect", "levels": 3},
        {"domain": "dose_response", "levels": 2},
        {"basis": "rumour"},
    ],
)
@pytest.mark.django_db
def test_database_refuses_a_judgement_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_judgement(**wrong)


@pytest.mark.django_db
def test_database_keeps_one_judgement_a_domain_and_one_rating_a_part():
    judgement = factories.make_judgement()

    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_judgement(rating=judgement.rating)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.make_rating(body=judgement.rating.body)


# --- Otherwise than proposed ---------------------------------------------------------------------


@pytest.fixture
def two_trials(outcome):
    """Two trials at high risk of bias: one level down is proposed for it."""
    body = factories.make_body(outcome=outcome)
    high = {"tool": "rob-2", "overall": "high"}
    for n in range(2):
        study = factories.make_study(question=outcome.question, risk_of_bias=high)
        table = {"events_1": 2000, "total_1": 9000, "events_2": 5000, "total_2": 9000}
        factories.make_result(body=body, study=study, position=n, **table)
    return body


AS_PROPOSED = NO_CONCERN | {"risk_of_bias": Judged(1, "Not blinded.")}


def test_no_level_where_one_is_proposed_needs_a_reason_that_names_both(
    outcome, two_trials, methodologist
):
    with pytest.raises(Blocked) as refusal:
        rate_certainty(
            by=methodologist, outcome=outcome, design="randomised-trial", judged=NO_CONCERN
        )

    assert sentences(refusal) == [
        "Risk of bias: one level down is proposed; give the reason for judging otherwise."
    ]
    assert Rating.objects.count() == 0


@pytest.mark.parametrize(
    ("judged", "kept"),
    [
        (AS_PROPOSED, (1, "Not blinded.")),
        (NO_CONCERN | {"risk_of_bias": Judged(0, "Death needs no blinding.")},
         (0, "Death needs no blinding.")),
        (NO_CONCERN | {"risk_of_bias": Judged(2, "Nor concealed.")}, (2, "Nor concealed.")),
    ],
)  # fmt: skip
def test_what_was_proposed_is_kept_with_the_judgement(
    outcome, two_trials, methodologist, judged, kept
):
    rate_certainty(by=methodologist, outcome=outcome, design="randomised-trial", judged=judged)

    judgement = Judgement.objects.get(domain="risk_of_bias")
    assert (judgement.levels, judgement.because) == kept
    assert judgement.proposed == {"levels": 1, "rule": "risk_of_bias.classic.mostly-high"}


def test_data_that_allow_no_proposal_keep_the_rule_alone(outcome, two_trials, methodologist):
    rate_certainty(by=methodologist, outcome=outcome, design="randomised-trial", judged=AS_PROPOSED)

    kept = {each.domain: each.proposed for each in Judgement.objects.all()}
    assert kept["indirectness"] == {"rule": "indirectness.no-data"}
    assert kept["dose_response"] == {}


def test_large_effect_is_proposed_against_the_domains_lowered_just_now(
    outcome, two_trials, methodologist
):
    for study in outcome.question.studies.all():
        study.risk_of_bias = {"tool": "rob-2", "overall": "low"}
        study.save()
    lowered = NO_CONCERN | {"imprecision": Judged(1, "One country only.")}

    with pytest.raises(Blocked) as refusal:
        rate_certainty(by=methodologist, outcome=outcome, design="cohort", judged=NO_CONCERN)
    rate_certainty(by=methodologist, outcome=outcome, design="cohort", judged=lowered)

    assert sentences(refusal) == [
        "Large effect: one level up is proposed; give the reason for judging otherwise."
    ]
    assert Judgement.objects.get(domain="large_effect").proposed["levels"] == 0

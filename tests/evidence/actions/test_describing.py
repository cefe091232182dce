"""Evidence that is not pooled here: said in words, or taken over as its source reports it."""

import pytest

from accounts.blockers import Blocked
from evidence.actions.describing import describe_evidence, report_synthesis
from evidence.models import Body
from evidence.profile import OutcomeChain
from evidence.queries import outcome_with_evidence
from tests import factories

REPORTED = {"source": "A review 2015", "measure": "RR", "estimate": 1.2, "ci": [1.0, 1.4]}


@pytest.fixture
def outcome(question):
    return factories.make_outcome(
        question=question, ref="pain", name="Pain", type="narrative", favours="lower"
    )


@pytest.fixture
def reported(question):
    return factories.make_outcome(
        question=question, ref="survival", name="Survival", type="reported", favours="higher"
    )


def chain(ref: str) -> OutcomeChain:
    from evidence.profile import BodyChain

    outcome = outcome_with_evidence("livers", "q1", ref)
    bodies = tuple(BodyChain(body, outcome) for body in outcome.bodies.all())
    return OutcomeChain(outcome, bodies)


def test_words_make_a_body_and_say_whom_it_favours(outcome, methodologist, told):
    describe_evidence(
        by=methodologist,
        outcome=outcome,
        direction="favours-intervention",
        studies=3,
        participants=None,
        text="Less pain in all three.",
    )

    assert Body.objects.get().narrative == {
        "direction": "favours-intervention",
        "studies": 3,
        "text": "Less pain in all three.",
    }
    assert chain("pain").primary.direction == "favours-intervention"
    assert told() == [
        (
            "evidence-described",
            "methodologist said in words what is known on “Pain” of question q1.",
        )
    ]


def test_the_same_words_again_tell_nothing(outcome, methodologist, told):
    for _ in range(2):
        describe_evidence(by=methodologist, outcome=outcome, text="Less pain.")

    assert len(told()) == 1


def test_saying_nothing_is_refused(outcome, methodologist):
    with pytest.raises(Blocked, match="Say something"):
        describe_evidence(by=methodologist, outcome=outcome, direction="", studies=None, text="")

    assert not Body.objects.exists()


def test_accuracy_is_not_said_in_words(question, methodologist):
    outcome = factories.make_outcome(question=question, type="diagnostic")

    with pytest.raises(Blocked, match="in figures, study by study"):
        describe_evidence(by=methodologist, outcome=outcome, text="Good.")


def test_reported_synthesis_is_kept_as_reported(reported, methodologist, told):
    report_synthesis(by=methodologist, outcome=reported, **REPORTED)

    assert Body.objects.get().reported == REPORTED
    assert chain("survival").primary.direction == "favours-intervention"
    assert chain("survival").primary.pooled is None
    assert told()[-1] == (
        "synthesis-reported",
        "methodologist took over a synthesis on “Survival” of question q1 as its source reports it.",
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"source": " "}, ["Name the source."]),
        ({"ci": [1.4, 1.0]}, ["The lower limit comes first."]),
        ({"ci": [1.0, None]}, ["Give both limits of the interval, or none."]),
        ({"estimate": 0}, ["A ratio and its limits are above 0."]),
        ({"estimate": float("inf")}, ["A figure without end is no result."]),
        ({"estimate": None, "ci": None}, ["Give the estimate, or the result as it is printed."]),
        ({"p": 1.1}, ["P lies between 0 and 1."]),
        ({"studies": -1}, ["Studies and participants are counted from 0."]),
        (
            {"source": "", "p": -0.1, "risk_1": 2},
            [
                "P lies between 0 and 1.",
                "The risk with the intervention lies between 0 and 1.",
                "Name the source.",
            ],
        ),
    ],
)
def test_everything_wrong_with_a_reported_synthesis_is_told_at_once(
    reported, methodologist, wrong, said
):
    with pytest.raises(Blocked) as refusal:
        report_synthesis(by=methodologist, outcome=reported, **REPORTED | wrong)

    assert [str(blocker) for blocker in refusal.value.blockers] == said
    assert not Body.objects.exists()


def test_contradicting_figures_of_a_source_are_kept_for_the_checks(reported, methodologist):
    report_synthesis(by=methodologist, outcome=reported, **REPORTED | {"estimate": 2.0})

    assert Body.objects.get().reported["estimate"] == 2.0


def test_synthesis_is_reported_on_outcomes_of_that_type_only(outcome, methodologist):
    with pytest.raises(Blocked, match="change that first"):
        report_synthesis(by=methodologist, outcome=outcome, **REPORTED)


@pytest.mark.parametrize(
    ("role", "allowed"), [("methodologist", True), ("chair", False), ("member", False)]
)
def test_who_says_what_is_known(request, permitted, outcome, role, allowed):
    user = request.getfixturevalue(role)

    assert permitted(lambda: describe_evidence(by=user, outcome=outcome, text="Less.")) == allowed

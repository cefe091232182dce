"""Bodies of evidence are kept apart, and one of them counts."""

import pytest

from accounts.blockers import Blocked
from audit.models import Event
from evidence.actions.bodies import add_body, make_primary
from evidence.models import Body
from tests import factories


@pytest.fixture
def outcome(question):
    return factories.make_outcome(question=question, ref="death", name="Death")


def test_first_body_is_primary(outcome, methodologist, told):
    body = add_body(by=methodologist, outcome=outcome, name="Trials")

    assert (body.ref, body.primary) == ("trials", True)
    assert told() == [
        (
            "body-added",
            "methodologist added the body of evidence “trials” on “Death” of question q1.",
        )
    ]


def test_second_body_names_the_one_that_stood_alone(outcome, methodologist):
    alone = factories.make_body(outcome=outcome)

    cohorts = add_body(by=methodologist, outcome=outcome, name="cohorts", present="trials")

    alone.refresh_from_db()
    assert (alone.ref, alone.primary) == ("trials", True)
    assert (cohorts.ref, cohorts.primary, cohorts.position) == ("cohorts", False, 1)


def test_everything_that_is_missing_is_told_at_once(outcome, methodologist):
    factories.make_body(outcome=outcome)

    with pytest.raises(Blocked) as refused:
        add_body(by=methodologist, outcome=outcome, name=" ")

    assert len(refused.value.blockers) == 2


@pytest.mark.parametrize(("name", "present"), [("trials", "trials"), ("Trials", "trials")])
def test_two_bodies_have_two_names(outcome, methodologist, name, present):
    factories.make_body(outcome=outcome)

    with pytest.raises(Blocked, match="of this name"):
        add_body(by=methodologist, outcome=outcome, name=name, present=present)


def test_another_body_counts_for_a_reason(outcome, methodologist):
    factories.make_body(outcome=outcome, ref="trials")
    cohorts = factories.make_body(outcome=outcome, ref="cohorts", primary=False, position=1)

    make_primary(by=methodologist, body=cohorts, because="The trials stopped early.")

    event = Event.objects.get()
    assert Body.objects.get(primary=True) == cohorts
    assert Body.objects.get(primary=True).because == "The trials stopped early."
    assert event.facts["changes"] == {"primary": ["trials", "cohorts"]}
    assert event.reason == "The trials stopped early."


@pytest.mark.parametrize(("primary", "because"), [(True, "It counts."), (False, " ")])
def test_body_that_counts_or_no_reason_is_refused(outcome, methodologist, primary, because):
    body = factories.make_body(outcome=outcome, ref="cohorts", primary=primary)

    with pytest.raises(Blocked):
        make_primary(by=methodologist, body=body, because=because)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("methodologist", True),
        ("chair", False),
        ("secretariat", False),
        ("member", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_may(request, outcome, permitted, role, allowed):
    user = request.getfixturevalue(role)
    other = factories.make_body(outcome=outcome, ref="cohorts", primary=False)

    assert permitted(lambda: add_body(by=user, outcome=outcome, name="trials")) is allowed
    assert permitted(lambda: make_primary(by=user, body=other, because="So.")) is allowed

"""The page of a guideline's decision rule."""

import pytest

from accounts.blockers import Blocked
from audit.models import Event
from audit.sentences import sentence
from guideline.models import Guideline
from tests import factories
from voting.actions.decision_rule import edit_decision_rule
from voting.actions.rounds import open_round
from voting.decision_rule.forms import DecisionRuleForm
from voting.models import Round
from voting.rules.rule import PRESETS, rule_from

ADDRESS = "/guidelines/livers/rule/"


def typed(rule="over-70", reason="As the society decided.", **changed):
    form = DecisionRuleForm(stored=rule_from(rule))
    shown = {field.name: field.value() for field in form} | {"reason": reason} | changed
    return {name: value for name, value in shown.items() if value not in (None, False)}


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_survives_its_own_form(preset):
    form = DecisionRuleForm(typed(preset), stored=rule_from("over-70"))

    assert form.is_valid()
    assert rule_from(form.values()["rule"]) == rule_from(preset)


def test_neither_as_an_abstention_and_a_pause_are_kept_and_said(guideline, chair, client_of):
    changed = {"neither_as": "abstention", "pause": 24}

    client_of(chair).post(ADDRESS, typed(**changed))

    guideline.refresh_from_db()
    assert guideline.decision_rule == changed
    page = client_of(chair).get(ADDRESS).content.decode()
    assert "A vote for neither counts as an abstention: it can win nothing." in page
    assert "Between two rounds there are at least 24 hours for discussion." in page
    # Where neither cannot be voted for, what it would count as is nobody's matter.
    form = DecisionRuleForm(typed(**changed, neither=False), stored=rule_from("over-70"))
    assert form.is_valid()
    assert rule_from(form.values()["rule"]).neither_as == "vote"


def test_kept_rule_holds_for_rounds_to_come(guideline, question, chair, member, client_of):
    running = open_round(by=chair, recommendation=factories.make_recommendation(question=question))
    changed = {
        "strong": "3/4",
        "quorum": "1/2",
        "comment": "minority",
        "either": "on",
        "chair": "does-not-vote",
    }

    answer = client_of(chair).post(ADDRESS, typed(**changed, reminders=False))

    assert answer["Location"] == ADDRESS
    guideline.refresh_from_db()
    assert rule_from(guideline.decision_rule) == rule_from(
        {
            "options": [
                "strong-for",
                "weak-for",
                "neither",
                "either",
                "weak-against",
                "strong-against",
                "abstain",
            ],
            "strong": "3/4",
            "quorum": "1/2",
            "comment": "minority",
            "chair": "does-not-vote",
            "reminders": False,
        }
    )
    event = Event.objects.get(verb="decision-rule-edited")
    assert sentence(event) == (
        f"{chair} changed the rule by which votes are decided: Options on the ballot, Share for strong, "
        "Quorum, Who has to say why, The chair, Voters are reminded. Reason: As the society decided."
    )
    assert event.facts["changes"]["decision_rule"][0] == "over-70"
    running.refresh_from_db()
    assert running.rule == rule_from("over-70").as_data()
    later = open_round(by=chair, recommendation=factories.make_recommendation(question=question))
    assert rule_from(later.rule) == rule_from(guideline.decision_rule)
    # The chair has no vote by this rule, so the roll of the later round is one shorter.
    assert [each.voters.filter(member__user=chair).count() for each in (running, later)] == [1, 0]
    assert Round.objects.get(pk=later.pk).voters.count() == running.voters.count() - 1


def test_form_shown_and_kept_unchanged_records_nothing(guideline, methodologist, client_of):
    client_of(methodologist).post(ADDRESS, typed())

    assert Guideline.objects.get(pk=guideline.pk).decision_rule == "over-70"
    assert not Event.objects.filter(verb="decision-rule-edited").exists()


def test_refused_rule_keeps_what_was_typed_and_says_everything(guideline, chair, client_of):
    answer = client_of(chair).post(ADDRESS, typed(strong="0.7", quorum="3/2", reason=""))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["strong", "reason"]
    assert 'value="0.7"' in page
    assert Guideline.objects.get(pk=guideline.pk).decision_rule == "over-70"

    again = client_of(chair).post(ADDRESS, typed(quorum="3/2"))
    assert list(again.context["form"].non_field_errors()) == [
        "Quorum: must be more than 0 to 1",
    ]


def test_action_refuses_a_rule_that_decides_nothing_and_one_without_a_reason(guideline, chair):
    with pytest.raises(Blocked) as refusal:
        edit_decision_rule(
            by=chair, guideline=guideline, rule={"strong": 0.7, "rounds": 0}, reason=" "
        )

    assert [str(each) for each in refusal.value.blockers] == [
        "Share for strong: must be an exact fraction such as '7/10'",
        "Rounds allowed: must be a whole number from 1",
        "Say why the rule is changed.",
    ]


def test_trying_out_shows_the_votes_needed_and_keeps_nothing(guideline, chair, member, client_of):
    for place in range(29):
        factories.make_member(guideline=guideline, ref=f"more{place}")
    voters = guideline.panel.filter(role__in=["chair", "member"]).count()

    own = client_of(chair).get(ADDRESS).content.decode()
    grid = client_of(chair).get(f"{ADDRESS}?preset=two-thirds").content.decode()
    tried = client_of(chair).post(ADDRESS, typed(strong="1/2", weak="1/2", reason="", show="1"))
    wrong = client_of(chair).post(ADDRESS, typed(strong="x", show="1"))

    assert f"With {voters} votes, {7 * voters // 10 + 1} are needed." in own
    assert f"With {voters} votes, {2 * voters // 3 + 1} are needed." in grid
    assert f"With {voters} votes, {voters // 2 + 1} are needed." in tried.content.decode()
    assert "Share for strong: Write an exact fraction such as 7/10." in wrong.content.decode()
    assert (tried.status_code, wrong.status_code) == (200, 200)
    assert Guideline.objects.get(pk=guideline.pk).decision_rule == "over-70"


def test_rule_is_set_by_those_who_lead_and_keep_order(
    guideline, client_of, chair, methodologist, secretariat, member, observer
):
    people = (chair, methodologist, secretariat, member, observer)

    assert [client_of(each).get(ADDRESS).status_code for each in people] == [
        200,
        200,
        200,
        403,
        403,
    ]

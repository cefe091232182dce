"""Switching a rule of the checks off and on again."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.blockers import Blocked
from audit.models import Event
from publication.actions.checks import switch_check_off, switch_check_on
from publication.models import SwitchedOffCheck

RULE = "search-is-old"


def test_rule_is_switched_off_with_who_when_and_why(guideline, chair):
    off = switch_check_off(by=chair, guideline=guideline, rule=RULE, because=" We search again. ")

    assert (off.rule, off.because, off.by) == (RULE, "We search again.", chair)
    assert off.at is not None


def test_both_ways_are_told_in_the_log(guideline, secretariat):
    switch_check_off(by=secretariat, guideline=guideline, rule=RULE, because="We search again.")
    switch_check_on(by=secretariat, guideline=guideline, rule=RULE)

    events = Event.objects.filter(verb__startswith="check-").order_by("sequence")
    assert [(each.verb, each.target, each.reason) for each in events] == [
        ("check-switched-off", RULE, "We search again."),
        ("check-switched-on", RULE, ""),
    ]
    assert SwitchedOffCheck.objects.count() == 0


@pytest.mark.parametrize(
    ("rule", "because", "says"),
    [
        ("no-such-rule", "Because.", "There is no rule “no-such-rule”."),
        (RULE, "  ", "Give the reason: it stands beside the rule."),
    ],
)
def test_unknown_rule_and_missing_reason_are_refused(guideline, chair, rule, because, says):
    with pytest.raises(Blocked) as refused:
        switch_check_off(by=chair, guideline=guideline, rule=rule, because=because)

    assert [str(each) for each in refused.value.blockers] == [says]
    assert SwitchedOffCheck.objects.count() == 0


def test_twice_off_and_twice_on_are_refused(guideline, chair):
    switch_check_off(by=chair, guideline=guideline, rule=RULE, because="We search again.")
    with pytest.raises(Blocked, match="switched off already"):
        switch_check_off(by=chair, guideline=guideline, rule=RULE, because="Once more.")

    switch_check_on(by=chair, guideline=guideline, rule=RULE)
    with pytest.raises(Blocked, match="not switched off"):
        switch_check_on(by=chair, guideline=guideline, rule=RULE)


def test_only_who_may_edit_the_guideline_switches(guideline, methodologist, chair):
    with pytest.raises(PermissionDenied):
        switch_check_off(by=methodologist, guideline=guideline, rule=RULE, because="No.")

    switch_check_off(by=chair, guideline=guideline, rule=RULE, because="Yes.")
    with pytest.raises(PermissionDenied):
        switch_check_on(by=methodologist, guideline=guideline, rule=RULE)
    assert SwitchedOffCheck.objects.count() == 1

"""Triage: who answers, and themes."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.blockers import Blocked
from audit.models import Event
from hearing.actions.triage import (
    add_theme,
    assign_comments,
    assignable,
    delete_theme,
    remove_theme,
    rename_theme,
)
from hearing.models import Comment, Theme
from outbox.models import Delivery
from tests import factories


@pytest.fixture
def two(closed):
    factories.make_comment(hearing=closed)
    return closed


def test_assigned_comments_are_told_by_one_mail(two, chair, member):
    place = member.places.get()

    moved = assign_comments(by=chair, hearing=two, numbers=[1, 2], place=place)
    again = assign_comments(by=chair, hearing=two, numbers=[1, 2], place=place)

    assert (moved, again) == ([1, 2], [])
    mail = Delivery.objects.get(key__startswith="comments-assigned-")
    assert (mail.kind, mail.payload["to"]) == ("mail", member.email)
    assert "Please answer comments 1–2 of 'Public hearing'." in mail.payload["body"]
    event = Event.objects.get(verb="comments-assigned")
    assert event.facts == {"comments": "1–2", "place": str(place)}


def test_who_takes_comments_on_is_not_told_what_they_did(two, member):
    assign_comments(by=member, hearing=two, numbers=[1], place=member.places.get())

    assert Delivery.objects.filter(key__startswith="comments-assigned-").count() == 0


def test_assignment_is_taken_away_again(two, chair, member):
    assign_comments(by=chair, hearing=two, numbers=[1, 2], place=member.places.get())

    assert assign_comments(by=chair, hearing=two, numbers=[2], place=None) == [2]

    held = Comment.objects.order_by("number").values_list("assigned_to", flat=True)
    assert list(held) == [member.places.get().pk, None]


def test_only_who_may_answer_can_be_given_comments(two, chair, commentator):
    assert {each.role for each in assignable(two)} == {"secretariat", "chair"}
    with pytest.raises(Blocked, match="may not answer comments"):
        assign_comments(by=chair, hearing=two, numbers=[1], place=commentator.places.get())
    with pytest.raises(PermissionDenied):
        assign_comments(by=commentator, hearing=two, numbers=[1], place=None)


def test_theme_gathers_comments_once(two, member):
    theme = add_theme(by=member, hearing=two, numbers=[1], name=" Children  and teens ")
    again = add_theme(by=member, hearing=two, numbers=[1, 2], name="Children and teens")

    assert (theme, theme.name) == (again, "Children and teens")
    assert list(theme.rows.order_by("number").values_list("number", flat=True)) == [1, 2]
    facts = Event.objects.filter(verb="theme-added").order_by("sequence")
    assert [each.facts["comments"] for each in facts] == ["1", "2"]


def test_theme_is_renamed_left_and_given_up(two, member):
    theme = add_theme(by=member, hearing=two, numbers=[1, 2], name="Children")
    add_theme(by=member, hearing=two, numbers=[1], name="Cost")

    with pytest.raises(Blocked, match="of this name already"):
        rename_theme(by=member, theme=theme, name="Cost")
    rename_theme(by=member, theme=theme, name="Minors")
    remove_theme(by=member, theme=theme, numbers=[1])
    delete_theme(by=member, theme=theme)

    assert list(Theme.objects.values_list("name", flat=True)) == ["Cost"]
    assert Event.objects.get(verb="theme-deleted").facts == {"theme": "Minors", "comments": "2"}


@pytest.mark.parametrize(
    ("numbers", "name", "why"),
    [
        ([], "Cost", "Choose at least one"),
        ([99], "Cost", "Choose at least one"),
        ([1], " ", "Name the theme"),
        ([1], "x" * 61, "at most 60 characters"),
    ],
)
def test_theme_without_comments_or_a_name_is_refused(two, member, numbers, name, why):
    with pytest.raises(Blocked, match=why):
        add_theme(by=member, hearing=two, numbers=numbers, name=name)

    assert Theme.objects.count() == 0

"""The list of meetings: those to come before those that were held."""

from datetime import timedelta

from django.utils import timezone

from guideline.actions.meetings import plan_meeting

ADDRESS = "/guidelines/livers/meetings/"


def test_meetings_to_come_stand_before_those_held(guideline, chair, member, client_of):
    for title, days in (("Held", -3), ("Next", 3), ("Later", 9)):
        when = timezone.now() + timedelta(days=days)
        plan_meeting(by=chair, guideline=guideline, starts_at=when, title=title)

    context = client_of(member).get(ADDRESS).context

    assert [str(each) for each in context["ahead"]] == ["Next", "Later"]
    assert [str(each) for each in context["past"]] == ["Held"]
    assert context["manages"] is False


def test_who_opens_the_list(guideline, observer, stranger, client_of):
    assert client_of(observer).get(ADDRESS).status_code == 403
    assert client_of(stranger).get(ADDRESS).status_code == 404

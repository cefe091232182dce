"""The page that says who was at a meeting."""

from django.utils import timezone

from guideline.actions.meetings import plan_meeting

ADDRESS = "/guidelines/livers/meetings/m1/attendance/"


def test_states_are_kept_and_shown_again(guideline, chair, member, client_of):
    meeting = plan_meeting(by=chair, guideline=guideline, starts_at=timezone.now())
    browser = client_of(chair)

    browser.post(ADDRESS, {"place-chair": "present", "place-member": "excused", "guests": "Two"})

    rows = meeting.attendances.order_by("member__ref").values_list("member__ref", "state")
    assert list(rows) == [("chair", "present"), ("member", "excused")]
    assert browser.get(ADDRESS).context["form"]["place-member"].initial == "excused"
    assert client_of(member).get(ADDRESS).status_code == 403

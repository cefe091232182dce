"""Who is behind with answers."""

from django.urls import reverse

from hearing.actions.triage import assign_comments


def test_who_is_behind_is_counted_by_whom_comments_are_assigned_to(
    lively, member, chair, client_of
):
    assign_comments(by=chair, hearing=lively, numbers=[1, 2, 4], place=member.places.get())

    address = reverse("hearing_behind", args=["livers", lively.ref])
    page = client_of(chair).get(address).context

    [row] = page["rows"]
    assert (row["place"], row["due"], row["drafted"]) == (member.places.get(), 2, 1)
    assert (page["nobody"], page["waiting"]) == (1, 1)

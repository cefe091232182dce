"""The themes of a hearing."""

from django.urls import reverse

from hearing.actions.triage import add_theme


def test_themes_are_renamed_and_given_up_on_their_page(lively, member, client_of):
    theme = add_theme(by=member, hearing=lively, numbers=[1], name="Cost")
    client, place = client_of(member), ["livers", lively.ref, theme.pk]

    client.post(reverse("theme_rename", args=place), {"name": "Money"})
    page = client.get(reverse("hearing_themes", args=place[:2])).content.decode()
    assert ("Money" in page, "1 comment" in page) == (True, True)

    client.post(reverse("theme_remove", args=place), {"number": "1"})
    client.post(reverse("theme_delete", args=place))
    assert (
        "There is no theme yet."
        in client.get(reverse("hearing_themes", args=place[:2])).content.decode()
    )

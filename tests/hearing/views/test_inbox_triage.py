"""One deed of triage on the comments that were chosen."""

import re

from django.urls import reverse

from hearing.models import Comment


def test_chosen_comments_are_assigned_and_the_filter_is_kept(lively, member, post):
    said = {"chosen": ["1", "6"], "deed": "assign", "place": "member", "state": "unanswered"}

    answer = post(member, lively, **said)

    assert answer.redirect_chain[-1][0].endswith("/inbox/?state=unanswered#comment-1")
    assert "2 comments are for member to answer now." in answer.content.decode()
    assert Comment.objects.filter(assigned_to=member.places.get()).count() == 2


def test_everything_that_a_filter_shows_is_put_under_a_theme(lively, member, post):
    said = {"everything": "1", "kind": "organisation", "deed": "theme", "theme_name": "Cost"}

    post(member, lively, **said)

    assert list(lively.themes.get().rows.values_list("number", flat=True)) == [2, 3, 4, 5]


def test_nothing_chosen_says_so(lively, member, post):
    answer = post(member, lively, deed="theme", theme_name="Cost")

    assert "Choose at least one comment." in answer.content.decode()


def test_refused_theme_leaves_the_name_in_its_field(lively, member, post):
    said = {"deed": "theme", "theme_name": "Cost of drugs", "place": "member"}

    answer = post(member, lively, kind="organisation", **said)

    page = answer.content.decode()
    assert (answer.status_code, answer.redirect_chain) == (422, [])
    assert 'value="Cost of drugs"' in page
    assert '<option value="member" selected>' in page
    assert [row.comment.number for row in answer.context["rows"]] == [2, 3, 4, 5]


def test_refused_theme_leaves_the_ticks_on_the_page_where_they_were(lively, member, post):
    said = {"deed": "theme", "theme_name": " ", "chosen": ["3", "6"], "after": "2"}

    page = post(member, lively, **said)
    everything = post(member, lively, deed="theme", everything="1")

    assert "Name the theme." in page.content.decode()
    assert ticked(page) == ["choose-3", "choose-6"]
    assert [row.comment.number for row in page.context["rows"]] == [3, 4, 5, 6]
    assert 'name="after" value="2"' in page.content.decode()
    assert ticked(everything) == ["inbox-everything"]


def test_links_of_the_inbox_shown_again_lead_to_the_inbox(lively, member, post):
    answer = post(member, lively, deed="theme", theme_name="Cost")

    address = reverse("hearing_inbox", args=["livers", lively.ref])
    page = answer.content.decode()
    assert f'href="{address}?state=unanswered"' in page
    assert 'href="?' not in page


def ticked(answer) -> list[str]:
    """The ids of the boxes that are ticked."""
    return re.findall(
        r'type="checkbox"\s+id="((?:choose|inbox)-\w+)"[^>]*\schecked>', answer.content.decode()
    )

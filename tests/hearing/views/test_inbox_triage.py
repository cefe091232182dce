"""One deed of triage on the comments that were chosen."""

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

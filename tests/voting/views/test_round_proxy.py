"""Naming somebody who votes for one, from the page to the receipt."""

from django.urls import reverse

from tests import factories
from voting.actions.rounds import open_round
from voting.models import Ballot, Proxy


def test_vote_by_proxy_from_asking_to_the_receipt(recommendation, chair, member, client_of):
    round = open_round(by=chair, recommendation=recommendation, rule={"proxy": "written"})
    lines = {each.member.user_id: each for each in round.voters.select_related("member")}
    giver, holder = lines[member.pk], lines[chair.pk]
    page = reverse("round_proxy", args=[round.pk])
    mine, theirs = client_of(member), client_of(chair)
    assert page in mine.get(f"/rounds/{round.pk}/").content.decode()

    mine.post(page, {"holder": holder.pk})
    proxy = Proxy.objects.get()
    assert "member asks you to vote for them" in theirs.get(page).content.decode()
    theirs.post(reverse("proxy_accept", args=[round.pk, proxy.pk]))
    assert "chair may vote for you" in mine.get(f"/rounds/{round.pk}/").content.decode()
    assert "Vote for member" in theirs.get(f"/rounds/{round.pk}/").content.decode()
    ballot = theirs.get(f"/rounds/{round.pk}/?of={giver.pk}").content.decode()
    assert f'name="of" value="{giver.pk}"' in ballot
    vote = {"choice": "weak-for", "key": "k", "of": giver.pk}
    review = theirs.post(reverse("ballot_review", args=[round.pk]), vote).content.decode()
    assert "member, by proxy" in review
    answer = theirs.post(reverse("ballot_cast", args=[round.pk]), vote)

    assert answer.headers["Location"] == f"/rounds/{round.pk}/receipt/?of={giver.pk}"
    cast = Ballot.objects.get()
    assert (cast.voter, cast.proxy) == (giver, holder)
    assert cast.receipt in theirs.get(answer.headers["Location"]).content.decode()
    assert "chair, by your proxy" in mine.get(f"/rounds/{round.pk}/receipt/").content.decode()
    turnout = theirs.get(reverse("round_turnout", args=[round.pk])).content.decode()
    assert "proxy to chair" in turnout


def test_line_that_nobody_entrusted_is_not_found(opened, chair, member, client_of):
    other = opened.voters.get(member__user=chair)

    assert client_of(member).get(f"/rounds/{opened.pk}/?of={other.pk}").status_code == 404
    cast = {"choice": "weak-for", "of": other.pk}
    answer = client_of(member).post(reverse("ballot_cast", args=[opened.pk]), cast)
    assert answer.status_code == 404
    assert Ballot.objects.count() == 0


def test_proxy_of_two_others_is_not_found(opened, chair, member, guideline, client_of):
    third = factories.make_user("third")
    factories.make_member(guideline=guideline, user=third)
    proxy = factories.make_proxy(
        giver=opened.voters.get(member__user=chair), holder=opened.voters.get(member__user=member)
    )

    answer = client_of(third).post(reverse("proxy_end", args=[opened.pk, proxy.pk]))

    assert answer.status_code == 404

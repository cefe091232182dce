"""The page on which a chair decides after the last round."""

from django.urls import reverse

from voting.actions.ballots import cast_vote
from voting.actions.rounds import close_round, open_round

RULE = {"preset": "over-70", "rounds": 1}


def closed(recommendation, chair, member, *choices):
    round = open_round(by=chair, recommendation=recommendation, rule=RULE)
    for person, choice in zip((chair, member), choices, strict=True):
        cast_vote(by=person, round=round, choice=choice)
    return close_round(by=chair, round=round)


def test_chair_decides_and_takes_it_back(recommendation, chair, member, client_of):
    round = closed(recommendation, chair, member, "weak-for", "strong-for")
    address = reverse("way_out", args=[round.pk])
    asked = client_of(chair).get(reverse("round", args=[round.pk])).content.decode()
    assert "Decide the way out" in asked

    client_of(chair).post(address, {"choice": "weak", "reason": "Both are for it."})

    page = client_of(member).get(reverse("round", args=[round.pk])).content.decode()
    assert "chair decided: weak. Reason: Both are for it." in page
    agreed = "Agreement on the direction: 2 of 2 votes are for, strong and weak together, 100.0 %"
    assert agreed in page
    rest = client_of(member).get(f"/api/v1/rounds/{round.pk}/").json()
    assert rest["agreement"] == {"votes": 2, "base": 2, "percent": "100.0", "side": "for"}
    assert "Decide the way out" not in page
    back = reverse("way_out_take_back", args=[round.pk])
    client_of(chair).post(back, {"reason": "Too soon."})
    assert (
        "chair decided"
        not in client_of(member).get(reverse("round", args=[round.pk])).content.decode()
    )


def test_choice_that_the_votes_do_not_bear_is_not_offered_and_says_why(
    recommendation, chair, member, client_of
):
    round = closed(recommendation, chair, member, "weak-for", "weak-against")

    page = client_of(chair).get(reverse("way_out", args=[round.pk])).content.decode()

    assert 'value="weak"' not in page
    assert 'value="postpone"' in page
    assert "so a weak recommendation has no side to follow." in page


def test_page_says_why_there_is_nothing_to_decide(recommendation, chair, member, client_of):
    round = closed(recommendation, chair, member, "weak-for", "weak-for")

    page = client_of(chair).get(reverse("way_out", args=[round.pk])).content.decode()

    assert "The round came to: recommendation." in page
    assert "disabled" in page
    assert client_of(member).get(reverse("way_out", args=[round.pk])).status_code == 403

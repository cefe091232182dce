"""What precedes a vote, over REST: polls, versions of the draft, the suggestion."""

import pytest

from tests import factories
from voting.actions.ballots import cast_vote
from voting.actions.drafts import edit_draft
from voting.actions.rounds import open_round
from voting.models import Poll

POLLS = "/api/v1/guidelines/livers/questions/q1/polls/"
SAID = {"answers": {"equity": {"answer": "reduced", "comment": "Two centres only."}}}


# --- Polls ---------------------------------------------------------------------------------------


def test_poll_is_blind_until_it_is_closed(question, chair, member, methodologist, api):
    opened = api(chair).post(POLLS, {}, format="json")
    twice = api(chair).post(POLLS, {}, format="json")
    said = api(member).put(f"{POLLS}1/answers/", SAID, format="json")
    before = {person: api(person).get(POLLS) for person in (chair, member, methodologist)}
    early = api(member).post(f"{POLLS}1/close/")
    closed = [api(chair).post(f"{POLLS}1/close/") for _twice in range(2)]
    after = api(member).get(POLLS).json()[0]
    late = api(member).put(f"{POLLS}1/answers/", SAID, format="json")

    assert (opened.status_code, opened.json()["status"], opened.json()["asked"]) == (201, "open", 2)
    assert (twice.status_code, early.status_code, late.status_code) == (409, 403, 409)
    own = {"criterion": "equity", "answer": "reduced", "comment": "Two centres only."}
    assert said.json()["own"] == [own]
    assert [before[each].json()[0]["results"] for each in before] == [None] * 3
    # A member sees not even how many; whoever runs the poll sees that, and not what.
    assert [before[each].json()[0]["answered"] for each in before] == [1, None, 1]
    assert "reduced" not in before[chair].content.decode()
    assert "Two centres" not in before[methodologist].content.decode()
    assert [each.status_code for each in closed] == [200, 200]
    assert after["results"] == [
        {"criterion": "equity", "counts": {"reduced": 1}, "comments": ["Two centres only."]}
    ]


def test_poll_is_opened_again_or_withdrawn_with_a_reason(question, chair, member, api):
    api(chair).post(POLLS, {"closes_at": "2999-01-01T00:00:00Z"}, format="json")
    unanswered = api(chair).post(f"{POLLS}1/close/")
    api(member).put(f"{POLLS}1/answers/", SAID, format="json")
    api(chair).post(f"{POLLS}1/close/")

    bare = api(chair).post(f"{POLLS}1/reopen/", {}, format="json")
    reopened = api(chair).post(f"{POLLS}1/reopen/", {"reason": "Two were away."}, format="json")
    withdrawn = api(chair).post(f"{POLLS}1/withdraw/", {"reason": "Wrong question."})

    assert "Nobody has answered yet" in unanswered.json()["detail"]
    assert (bare.status_code, reopened.json()["status"]) == (422, "open")
    assert (withdrawn.json()["status"], withdrawn.json()["results"]) == ("withdrawn", None)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"answers": {}},
        {"answers": {"equity": "reduced"}},
        {"answers": {"equity": {"anwser": "reduced"}}},
    ],
)
def test_senseless_answers_are_422(question, chair, member, api, body):
    api(chair).post(POLLS, {}, format="json")

    assert api(member).put(f"{POLLS}1/answers/", body, format="json").status_code == 422
    assert Poll.objects.get().answers.count() == 0


def test_unknown_answers_subjects_and_times_are_refused(question, chair, member, api):
    unknown = api(chair).post(POLLS, {"recommendation": "q1r9"}, format="json")
    past = api(chair).post(POLLS, {"closes_at": "2001-01-01T00:00:00Z"}, format="json")
    api(chair).post(POLLS, {}, format="json")
    given = [
        api(member).put(f"{POLLS}1/answers/", {"answers": each}, format="json")
        for each in ({"equity": {"answer": "maybe"}}, {"luck": {"answer": "yes"}})
    ]

    assert (unknown.status_code, past.status_code) == (422, 409)
    assert [each.status_code for each in given] == [409, 409]
    assert Poll.objects.get().answers.count() == 0


def test_recused_member_neither_answers_nor_sees(
    question, chair, conflicted_member, discussant, api
):
    factories.make_member(guideline=question.guideline, user=factories.make_user())
    api(chair).post(POLLS, {}, format="json")

    assert api(conflicted_member).get(POLLS).status_code == 403
    for person in (conflicted_member, discussant):
        refused = api(person).put(f"{POLLS}1/answers/", SAID, format="json")
        assert refused.status_code == 403
        assert "You declared an interest" in refused.json()["detail"]


# --- Versions of a draft -------------------------------------------------------------------------

DRAFT = "/api/v1/recommendations/livers:q1r1/versions/"


def test_versions_are_told_compared_and_restored(recommendation, methodologist, member, api):
    edit_draft(
        by=methodologist,
        recommendation=recommendation,
        statement="We suggest it.",
        reason="Shorter.",
    )

    versions = api(member).get(DRAFT).json()
    differs = api(member).get(f"{DRAFT}differences/").json()
    backwards = api(member).get(f"{DRAFT}differences/?from=2&to=1").json()
    restored = api(methodologist).post(f"{DRAFT}1/restore/", {"reason": "The old one is clearer."})

    assert [(each["number"], each["reason"]) for each in versions] == [(2, "Shorter."), (1, "")]
    [change] = differs
    assert (change["field"], change["language"]) == ("statement", "")
    assert _side(change, "gone") == "We suggest doing it."
    assert _side(change, "new") == "We suggest it."
    assert _side(backwards[0], "gone") == "We suggest it."
    assert restored.status_code == 201
    assert (restored.json()[0]["number"], restored.json()[0]["restored_from"]) == (3, 1)
    recommendation.refresh_from_db()
    assert recommendation.statement == "We suggest doing it."


def _side(change, kind: str) -> str:
    return "".join(each["text"] for each in change["pieces"] if each["kind"] in ("same", kind))


def test_versions_that_are_not_there_are_404_and_senseless_ones_422(
    recommendation, methodologist, member, api
):
    assert api(member).get(f"{DRAFT}differences/").json() == []
    assert api(member).get(f"{DRAFT}differences/?from=1&to=9").status_code == 404
    assert api(member).get(f"{DRAFT}differences/?from=1").status_code == 422
    assert api(member).get(f"{DRAFT}differences/?from=²&to=1").status_code == 422
    assert api(methodologist).post(f"{DRAFT}9/restore/", {"reason": "No."}).status_code == 404
    assert api(member).post(f"{DRAFT}1/restore/", {"reason": "No."}).status_code == 403


def test_who_leaves_the_room_reads_no_wording(
    recommendation, methodologist, conflicted_member, api
):
    edit_draft(by=methodologist, recommendation=recommendation, statement="Nobody may do it.")

    for path in ("", "differences/", "differences/?from=1&to=2"):
        answer = api(conflicted_member).get(DRAFT + path)
        assert (answer.status_code, "Nobody may" in answer.content.decode()) == (403, False)


# --- The suggestion ------------------------------------------------------------------------------

SUGGESTION = "/api/v1/recommendations/livers:q1r1/suggestion/"


@pytest.fixture
def judged(question):
    """Judgements that push a suggestion in favour."""
    for criterion, judgement in (
        ("desirable_effects", "large"),
        ("undesirable_effects", "trivial"),
        ("balance", "favours-intervention"),
    ):
        factories.make_etd_judgement(question=question, criterion=criterion, judgement=judgement)


def test_suggestion_waits_for_one_s_own_vote(
    recommendation, judged, chair, member, methodologist, discussant, observer, api
):
    early = api(member).get(SUGGESTION)
    round = open_round(by=chair, recommendation=recommendation)
    open_ = api(member).get(SUGGESTION)
    cast_vote(by=member, round=round, choice="weak-against")
    own = api(member).get(SUGGESTION)
    others = [api(each).get(SUGGESTION) for each in (chair, discussant, observer)]

    for hidden in (early, open_, *others):
        assert hidden.status_code == 403
        assert "intervention" not in hidden.content.decode()
    assert own.status_code == 200
    assert own.json()["direction"] == "for"
    assert {each["criterion"] for each in own.json()["pushes"]} >= {"Balance of effects"}
    assert api(methodologist).get(SUGGESTION).json() == own.json()


def test_recommendation_that_is_not_graded_has_none(recommendation, methodologist, api):
    recommendation.kind = "good-practice"
    recommendation.save()

    assert api(methodologist).get(SUGGESTION).status_code == 409

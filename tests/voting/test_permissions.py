"""Who may do what in voting, hearing and publication: one table, role by verb."""

import pytest
import rules

from guideline.codes import ROLES
from tests import factories

# About the guideline as a whole: no question to leave the room for.
EVERYWHERE = {"voting.edit_rule": "chair methodologist secretariat"}
# chair, member, methodologist, commentator, secretariat, observer
TABLE = {
    "voting.view_draft": "chair member methodologist commentator secretariat",
    "voting.view_round": "chair member methodologist secretariat",
    "voting.cast_vote": "chair member",
    "voting.judge_etd": "chair member methodologist",
    "voting.edit_draft": "chair methodologist",
    "voting.correct_wording": "chair methodologist",
    "voting.view_poll": "chair member methodologist secretariat",
    "voting.open_poll": "chair methodologist secretariat",
    "voting.close_poll": "chair methodologist secretariat",
    "voting.answer_poll": "chair member",
    "voting.open_round": "chair secretariat",
    "voting.close_round": "chair secretariat",
    "voting.count_hands": "chair methodologist secretariat",
    "voting.take_way_out": "chair",
    "voting.state_dissent": "chair member",
    "hearing.view_hearing": "chair member methodologist commentator secretariat",
    "hearing.view_inbox": "chair member methodologist secretariat",
    "hearing.open_hearing": "chair secretariat",
    "hearing.answer_comment": "chair member methodologist secretariat",
    "hearing.redact_comment": "chair methodologist secretariat",
    "hearing.approve_answer": "chair member methodologist",
    "publication.publish_guideline": "chair secretariat",
    "publication.export_guideline": "chair member methodologist secretariat",
}
VOTING = [name for name in TABLE if name.startswith("voting.")]


@pytest.fixture
def place(guideline):
    """A person with a place: `place("chair")`."""

    def of(role: str):
        user = factories.make_user()
        factories.make_member(guideline=guideline, user=user, role=role)
        return user

    return of


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", TABLE)
def test_role_may_do_what_the_table_says(recommendation, place, role, permission):
    allowed = rules.has_perm(permission, place(role), recommendation)

    assert allowed == (role in TABLE[permission].split())


def test_table_names_every_permission_of_these_apps():
    named = {
        name
        for name in rules.permissions.permissions
        if name.partition(".")[0] in {"voting", "hearing", "publication"}
    }

    assert named == {*TABLE, *EVERYWHERE}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", EVERYWHERE)
def test_role_may_do_what_concerns_no_question(guideline, place, role, permission):
    allowed = rules.has_perm(permission, place(role), guideline)

    assert allowed == (role in EVERYWHERE[permission].split())


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("permission", VOTING)
def test_who_must_leave_the_room_may_do_nothing_there(
    recommendation, question, place, role, permission
):
    user = place(role)
    factories.make_conflict(member=user.places.get(), question=question, action="leave-room")

    assert rules.has_perm(permission, user, recommendation) is False


@pytest.mark.parametrize("permission", VOTING)
def test_who_leaves_the_room_for_another_question_stays_for_this_one(
    recommendation, guideline, place, permission
):
    user = place("chair")
    other = factories.make_question(guideline=guideline)
    factories.make_conflict(member=user.places.get(), question=other, action="leave-room")

    assert rules.has_perm(permission, user, recommendation) == (
        "chair" in TABLE[permission].split()
    )


def test_place_on_another_panel_counts_for_nothing(recommendation):
    elsewhere = factories.make_user()
    factories.make_member(guideline=factories.make_guideline(), user=elsewhere, role="chair")

    assert [name for name in TABLE if rules.has_perm(name, elsewhere, recommendation)] == []

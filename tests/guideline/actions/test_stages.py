"""Moving a guideline from stage to stage."""

import pytest

from accounts.blockers import Blocked
from guideline.actions.stages import change_stage
from guideline.stages import STAGES, may_follow
from tests import factories


@pytest.mark.parametrize("now", [stage.name for stage in STAGES])
@pytest.mark.parametrize("to", [stage.name for stage in STAGES])
def test_guideline_goes_where_the_stages_say_and_is_published_only_by_publishing(
    guideline, chair, now, to
):
    guideline.stage = now
    guideline.save()

    if may_follow(now, to) and to != "published":
        assert change_stage(by=chair, guideline=guideline, to=to).stage == to
    else:
        with pytest.raises(Blocked):
            change_stage(by=chair, guideline=guideline, to=to)
        guideline.refresh_from_db()
        assert guideline.stage == now


def test_change_of_stage_is_told_with_both_stages(guideline, secretariat, told):
    change_stage(by=secretariat, guideline=guideline, to="evidence")

    assert told() == [
        ("stage-changed", "secretariat moved the guideline from “scope” to “evidence”.")
    ]


def test_publishing_by_stage_is_refused_with_the_way_to_do_it(chair, guideline):
    guideline.stage = "deliberation"
    guideline.save()

    with pytest.raises(Blocked) as refusal:
        change_stage(by=chair, guideline=guideline, to="published")

    assert [blocker.link for blocker in refusal.value.blockers] == ["/guidelines/livers/publish/"]


def test_unknown_stage_is_refused(guideline, chair):
    with pytest.raises(Blocked) as refusal:
        change_stage(by=chair, guideline=guideline, to="lunch")

    assert [str(blocker) for blocker in refusal.value.blockers] == ["There is no stage “lunch”."]


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("chair", True),
        ("secretariat", True),
        ("member", False),
        ("methodologist", False),
        ("commentator", False),
        ("observer", False),
        ("stranger", False),
    ],
)
def test_who_changes_the_stage(request, permitted, role, allowed):
    user = request.getfixturevalue(role)
    place = user.places.first()
    guideline = place.guideline if place else factories.make_guideline()

    def act():
        change_stage(by=user, guideline=guideline, to="evidence")

    assert permitted(act) is allowed

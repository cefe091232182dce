"""What each role sees of a survey, open and closed."""

import pytest

from guideline.codes import ROLES
from guideline.survey_visibility import NOTHING, SurveySight, Viewer, survey_sight

OFFICERS = {"chair", "methodologist", "secretariat"}
PANEL = OFFICERS | {"member"}


@pytest.mark.parametrize("role", ROLES)
def test_open_survey_shows_nothing_but_one_s_own_scores(role):
    found = survey_sight(Viewer(role), is_open=True)

    assert found == SurveySight(survey=True, own=True, turnout=role in OFFICERS)


@pytest.mark.parametrize("role", ROLES)
def test_closed_survey_shows_the_figures_to_all_and_the_names_to_the_panel(role):
    found = survey_sight(Viewer(role), is_open=False)

    assert found == SurveySight(
        survey=True, own=True, turnout=True, results=True, names=role in PANEL
    )


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("role", ROLES)
def test_who_leaves_the_room_sees_nothing(role, is_open):
    assert survey_sight(Viewer(role, may_see=False), is_open=is_open) == NOTHING


@pytest.mark.parametrize("is_open", [True, False])
def test_who_has_no_place_sees_nothing(is_open):
    assert survey_sight(Viewer(None), is_open=is_open) == NOTHING

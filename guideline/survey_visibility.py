"""What one viewer may see of a survey of importance: the single answer for pages, log, REST, exports.

Raters who know each other's scores move towards them; so nothing but one's own is shown while the
survey is open, and everything to the panel once it is closed.
"""

from dataclasses import dataclass

# They run the survey, and see who has not answered yet.
OFFICERS = frozenset({"chair", "methodologist", "secretariat"})
# They weigh the answers together, names and all; others read the figures.
PANEL = OFFICERS | {"member"}


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: `role` None is a reader outside the panel; `may_see` False must leave the room."""

    role: str | None
    may_see: bool = True


@dataclass(frozen=True, slots=True)
class SurveySight:
    """What may be shown of a survey; everything else must not leave the server.

    `survey`: that it is held. `own`: the viewer's own scores. `turnout`: who has answered.
    `results`: median, spread and how often each score was given. `names`: who gave which score.
    """

    survey: bool = False
    own: bool = False
    turnout: bool = False
    results: bool = False
    names: bool = False


NOTHING = SurveySight()


def survey_sight(viewer: Viewer, *, is_open: bool) -> SurveySight:
    """Return what a viewer may see of a survey.

    Open: one's own scores, and who has answered for those who run it. Closed: the figures for every
    place, names for the panel. Who must leave the room sees nothing.
    """
    if viewer.role is None or not viewer.may_see:
        return NOTHING
    return SurveySight(
        survey=True,
        own=True,
        turnout=not is_open or viewer.role in OFFICERS,
        results=not is_open,
        names=not is_open and viewer.role in PANEL,
    )

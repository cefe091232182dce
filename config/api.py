"""The REST interface, floor by floor; every address begins with /api/v1/.

The two that everybody asks for at once, a vote and a comment, stand first of all in config/urls.py.
"""

from django.urls import include, path

from evidence.api import (
    OutcomeDetail,
    OutcomeFigure,
    OutcomeSynthesis,
    Profile,
    QuestionOutcomes,
    Synthesis,
)
from evidence.changes.api import EvidenceHistory
from guideline.api import QuestionImportance
from publication.api import GuidelineDetail, GuidelineList, MinutesFile, ProfileFile, Schema
from voting.api import (
    RecommendationRounds,
    RoundClosing,
    RoundDetail,
    RoundExport,
    RoundTally,
)

_QUESTION = "guidelines/<slug:slug>/questions/<slug:ref>/"
_OUTCOMES = f"{_QUESTION}outcomes/"

urlpatterns = [
    path("", include("hearing.rest.urls")),
    path("schema/", Schema.as_view(), name="api_schema"),
    path("guidelines/", GuidelineList.as_view(), name="api_guidelines"),
    path("guidelines/<slug:slug>/", GuidelineDetail.as_view(), name="api_guideline"),
    path(_OUTCOMES, QuestionOutcomes.as_view(), name="api_outcomes"),
    path(f"{_OUTCOMES}<slug:outcome>/", OutcomeDetail.as_view(), name="api_outcome"),
    path(f"{_OUTCOMES}<slug:outcome>/figure/", OutcomeFigure.as_view(), name="api_figure"),
    path(
        f"{_QUESTION}profile.<slug:ending>",
        ProfileFile.as_view(),
        name="api_profile_file",
    ),
    path(f"{_OUTCOMES}<slug:outcome>/synthesis/", OutcomeSynthesis.as_view(), name="api_computed"),
    path(
        f"{_QUESTION}history/",
        EvidenceHistory.as_view(),
        name="api_history",
    ),
    path(
        f"{_QUESTION}importance/",
        QuestionImportance.as_view(),
        name="api_importance",
    ),
    path(f"{_QUESTION}profile/", Profile.as_view(), name="api_profile"),
    path(
        "guidelines/<slug:slug>/minutes.<slug:ending>",
        MinutesFile.as_view(),
        name="api_minutes",
    ),
    path("synthesis/", Synthesis.as_view(), name="api_synthesis"),
    path(
        "recommendations/<str:address>/rounds/",
        RecommendationRounds.as_view(),
        name="api_rounds",
    ),
    path("rounds/<int:pk>/", RoundDetail.as_view(), name="api_round"),
    path("rounds/<int:pk>/close/", RoundClosing.as_view(), name="api_close"),
    path("rounds/<int:pk>/export/", RoundExport.as_view(), name="api_export"),
    path("rounds/<int:pk>/tally/", RoundTally.as_view(), name="api_tally"),
    path("", include("voting.rest.urls")),
]

"""The pages that read several floors: my work, a guideline's overview, and what is published."""

from django.urls import path

from publication.views.audit_log import audit_log
from publication.views.check_switch import check_switch
from publication.views.checks import checks
from publication.views.developer_components import developer_components
from publication.views.evidence_compare import evidence_compare
from publication.views.evidence_history import evidence_history
from publication.views.hearing_answers_file import hearing_answers_file
from publication.views.hearing_pdf import hearing_pdf
from publication.views.home import home
from publication.views.meeting_minutes import meeting_minutes, meeting_minutes_export
from publication.views.minutes import minutes, minutes_export
from publication.views.overview import overview
from publication.views.profile_export import profile_export
from publication.views.publish import publish
from publication.views.published import published
from publication.views.published_latest import published_latest
from publication.views.published_list import published_list
from publication.views.question import question
from publication.views.standings import standings, standings_file
from publication.views.why import why

QUESTION = "guidelines/<slug:slug>/questions/<slug:ref>/"

urlpatterns = [
    path("", home, name="home"),
    # /guidelines/<slug>/
    path("guidelines/<slug:slug>/", overview, name="overview"),
    path("guidelines/<slug:slug>/checks/", checks, name="checks"),
    path("guidelines/<slug:slug>/checks/<slug:rule>/", check_switch, name="check_switch"),
    path("guidelines/<slug:slug>/log/", audit_log, name="audit_log"),
    path("guidelines/<slug:slug>/publish/", publish, name="publish"),
    path("guidelines/<slug:slug>/minutes/", minutes, name="minutes"),
    path("guidelines/<slug:slug>/minutes.<slug:format>", minutes_export, name="minutes_export"),
    path(
        "guidelines/<slug:slug>/meetings/<slug:ref>/minutes/",
        meeting_minutes,
        name="meeting_minutes",
    ),
    path(
        "guidelines/<slug:slug>/meetings/<slug:ref>/minutes.<slug:format>",
        meeting_minutes_export,
        name="meeting_minutes_export",
    ),
    path("guidelines/<slug:slug>/conflicts/votes/", standings, name="standings"),
    path(
        "guidelines/<slug:slug>/conflicts/votes.<slug:ending>",
        standings_file,
        name="standings_file",
    ),
    path(QUESTION, question, name="question"),
    path(f"{QUESTION}profile.<slug:format>", profile_export, name="profile_export"),
    path(f"{QUESTION}history/", evidence_history, name="evidence_history"),
    path(f"{QUESTION}evidence/compare/", evidence_compare, name="evidence_compare"),
    path("guidelines/<slug:slug>/recommendations/<slug:ref>/why/", why, name="why"),
    # /hearings/<slug>/
    path(
        "hearings/<slug:slug>/<slug:ref>/answers.<slug:ending>",
        hearing_answers_file,
        name="hearing_answers_file",
    ),
    path("hearings/<slug:slug>/<slug:ref>/draft.pdf", hearing_pdf, name="hearing_pdf"),
    # /published/
    path("published/", published_list, name="published_list"),
    path("published/<slug:slug>/", published_latest, name="published_latest"),
    path("published/<slug:slug>/<str:number>/", published, name="published"),
    # /developer/
    path("developer/components/", developer_components, name="developer_components"),
]

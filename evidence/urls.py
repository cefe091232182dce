"""The pages of searches, records, studies, results, certainty and signatures."""

from django.urls import path

from evidence.views.body_add import body_add, body_make_primary
from evidence.views.certainty_compare import certainty_compare
from evidence.views.certainty_rate import certainty_rate
from evidence.views.certainty_reconcile import certainty_reconcile
from evidence.views.evidence_describe import evidence_describe
from evidence.views.evidence_profile import evidence_profile
from evidence.views.evidence_report import evidence_report
from evidence.views.evidence_sign import evidence_sign
from evidence.views.information_size import information_size
from evidence.views.outcome_figure import outcome_figure
from evidence.views.profile_outcome import profile_outcome
from evidence.views.proposal_settings import proposal_settings
from evidence.views.question_evidence import question_evidence
from evidence.views.rater_agreement import rater_agreement
from evidence.views.record_screen import (
    record_decide,
    record_include,
    record_screen,
    records_add,
)
from evidence.views.result_add import result_add
from evidence.views.result_edit import result_edit, result_exclude, result_restore
from evidence.views.results_paste import results_paste
from evidence.views.revman_import import revman_import
from evidence.views.search_add import flow_import, search_add
from evidence.views.study_add import study_add
from evidence.views.study_judge import study_judge
from evidence.views.synthesis_edit import synthesis_edit

QUESTION = "guidelines/<slug:slug>/questions/<slug:ref>/"
EVIDENCE = f"{QUESTION}evidence/"
PROFILE = f"{QUESTION}profile/"
OUTCOME = f"{QUESTION}outcomes/<slug:outcome>/"
RESULT = f"{OUTCOME}results/<int:pk>/"

urlpatterns = [
    # /guidelines/<slug>/
    path("guidelines/<slug:slug>/proposals/", proposal_settings, name="proposal_settings"),
    # /guidelines/<slug>/questions/<ref>/evidence/
    path(EVIDENCE, question_evidence, name="question_evidence"),
    path(f"{EVIDENCE}revman/", revman_import, name="revman_import"),
    path(f"{EVIDENCE}sign/", evidence_sign, name="evidence_sign"),
    path(f"{EVIDENCE}searches/add/", search_add, name="search_add"),
    path(f"{EVIDENCE}searches/counts/", flow_import, name="flow_import"),
    path(f"{EVIDENCE}records/", record_screen, name="record_screen"),
    path(f"{EVIDENCE}records/add/", records_add, name="records_add"),
    path(f"{EVIDENCE}records/<slug:record>/decide/", record_decide, name="record_decide"),
    path(f"{EVIDENCE}records/<slug:record>/include/", record_include, name="record_include"),
    path(f"{EVIDENCE}studies/add/", study_add, name="study_add"),
    path(f"{EVIDENCE}studies/<slug:study>/judge/", study_judge, name="study_judge"),
    # /guidelines/<slug>/questions/<ref>/profile/
    path(PROFILE, evidence_profile, name="evidence_profile"),
    path(f"{PROFILE}<slug:outcome>/", profile_outcome, name="profile_outcome"),
    # /guidelines/<slug>/questions/<ref>/outcomes/<outcome>/
    path(f"{OUTCOME}certainty/", certainty_rate, name="certainty_rate"),
    path(f"{OUTCOME}certainty/compare/", certainty_compare, name="certainty_compare"),
    path(f"{OUTCOME}bodies/<int:pk>/reconcile/", certainty_reconcile, name="certainty_reconcile"),
    path(f"{OUTCOME}figure.<slug:format>", outcome_figure, name="outcome_figure"),
    path(f"{OUTCOME}information-size/", information_size, name="information_size"),
    path(f"{OUTCOME}bodies/add/", body_add, name="body_add"),
    path(f"{OUTCOME}bodies/<int:pk>/primary/", body_make_primary, name="body_make_primary"),
    path(f"{OUTCOME}words/", evidence_describe, name="evidence_describe"),
    path(f"{OUTCOME}reported/", evidence_report, name="evidence_report"),
    path(f"{OUTCOME}synthesis/", synthesis_edit, name="synthesis_edit"),
    path(f"{OUTCOME}results/add/", result_add, name="result_add"),
    path(f"{OUTCOME}results/paste/", results_paste, name="results_paste"),
    path(RESULT, result_edit, name="result_edit"),
    path(f"{RESULT}exclude/", result_exclude, name="result_exclude"),
    path(f"{RESULT}restore/", result_restore, name="result_restore"),
    # /guidelines/<slug>/raters/
    path("guidelines/<slug:slug>/raters/", rater_agreement, name="rater_agreement"),
]

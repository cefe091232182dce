"""The pages of scope, panel, conflicts of interest, questions and outcomes."""

from django.urls import path

from guideline.views.conflict_declare import conflict_declare, conflict_none, conflict_unchanged
from guideline.views.conflicts import (
    conflict_confirm,
    conflict_decide,
    conflict_split,
    conflicts,
)
from guideline.views.grade_settings import grade_settings
from guideline.views.guideline_add import guideline_add
from guideline.views.importance import (
    importance,
    importance_close,
    importance_decide,
    importance_open,
    importance_withdraw,
)
from guideline.views.importance_answer import importance_answer
from guideline.views.interest_deciders import interest_deciders
from guideline.views.interest_edit import interest_edit, interest_end, interest_take_up
from guideline.views.interests_remind import interests_remind
from guideline.views.member_add import member_add
from guideline.views.member_edit import member_edit, member_invite, member_replace
from guideline.views.outcome_add import outcome_add
from guideline.views.outcome_delete import outcome_delete
from guideline.views.outcome_edit import outcome_edit
from guideline.views.outcome_sizes import outcome_sizes
from guideline.views.outcomes_copy import outcomes_copy
from guideline.views.panel import panel
from guideline.views.panel_import import panel_import, panel_template
from guideline.views.panel_invite import panel_invite
from guideline.views.question_add import question_add
from guideline.views.question_edit import outcome_move, question_edit
from guideline.views.roles import roles
from guideline.views.scope_edit import scope_edit
from guideline.views.society_interest import society_interest, society_interest_remove
from guideline.views.society_interests import society_interests
from guideline.views.stage_change import stage_change
from guideline.views.topics import topic_delete, topic_move, topic_rename, topics

GUIDELINE = "guidelines/<slug:slug>/"
CONFLICT = f"{GUIDELINE}conflicts/<int:pk>/"
QUESTION = f"{GUIDELINE}questions/<slug:ref>/"

urlpatterns = [
    path("roles/", roles, name="roles"),
    path("guidelines/add/", guideline_add, name="guideline_add"),
    # /guidelines/<slug>/
    path(f"{GUIDELINE}scope/", scope_edit, name="scope_edit"),
    path(f"{GUIDELINE}grade/", grade_settings, name="grade_settings"),
    path(f"{GUIDELINE}stage/", stage_change, name="stage_change"),
    # /guidelines/<slug>/topics/
    path(f"{GUIDELINE}topics/", topics, name="topics"),
    path(f"{GUIDELINE}topics/<slug:topic>/rename/", topic_rename, name="topic_rename"),
    path(f"{GUIDELINE}topics/<slug:topic>/move/", topic_move, name="topic_move"),
    path(f"{GUIDELINE}topics/<slug:topic>/delete/", topic_delete, name="topic_delete"),
    # /guidelines/<slug>/panel/
    path(f"{GUIDELINE}panel/", panel, name="panel"),
    path(f"{GUIDELINE}panel/add/", member_add, name="member_add"),
    path(f"{GUIDELINE}panel/import/", panel_import, name="panel_import"),
    path(f"{GUIDELINE}panel/import/template.<slug:ending>", panel_template, name="panel_template"),
    path(f"{GUIDELINE}panel/invite/", panel_invite, name="panel_invite"),
    path(f"{GUIDELINE}panel/<slug:member>/", member_edit, name="member_edit"),
    path(f"{GUIDELINE}panel/<slug:member>/invite/", member_invite, name="member_invite"),
    path(f"{GUIDELINE}panel/<slug:member>/replace/", member_replace, name="member_replace"),
    # /guidelines/<slug>/conflicts/
    path(f"{GUIDELINE}conflicts/", conflicts, name="conflicts"),
    path(f"{GUIDELINE}conflicts/declare/", conflict_declare, name="conflict_declare"),
    path(f"{GUIDELINE}conflicts/declare-nothing/", conflict_none, name="conflict_none"),
    path(f"{GUIDELINE}conflicts/unchanged/", conflict_unchanged, name="conflict_unchanged"),
    path(f"{GUIDELINE}conflicts/deciders/", interest_deciders, name="interest_deciders"),
    path(f"{GUIDELINE}conflicts/remind/", interests_remind, name="interests_remind"),
    path(f"{CONFLICT}edit/", interest_edit, name="interest_edit"),
    path(f"{CONFLICT}end/", interest_end, name="interest_end"),
    path(f"{CONFLICT}take-up/", interest_take_up, name="interest_take_up"),
    path(f"{CONFLICT}decide/", conflict_decide, name="conflict_decide"),
    path(f"{CONFLICT}split/", conflict_split, name="conflict_split"),
    path(
        f"{GUIDELINE}conflicts/decisions/<int:pk>/confirm/",
        conflict_confirm,
        name="conflict_confirm",
    ),
    # /guidelines/<slug>/society/
    path(f"{GUIDELINE}society/", society_interests, name="society_interests"),
    path(f"{GUIDELINE}society/<int:pk>/", society_interest, name="society_interest"),
    path(
        f"{GUIDELINE}society/<int:pk>/remove/",
        society_interest_remove,
        name="society_interest_remove",
    ),
    # /guidelines/<slug>/questions/
    path(f"{GUIDELINE}questions/add/", question_add, name="question_add"),
    path(f"{QUESTION}edit/", question_edit, name="question_edit"),
    # /guidelines/<slug>/questions/<ref>/importance/
    path(f"{QUESTION}importance/", importance, name="importance"),
    path(f"{QUESTION}importance/open/", importance_open, name="importance_open"),
    path(f"{QUESTION}importance/answer/", importance_answer, name="importance_answer"),
    path(f"{QUESTION}importance/close/", importance_close, name="importance_close"),
    path(f"{QUESTION}importance/withdraw/", importance_withdraw, name="importance_withdraw"),
    path(f"{QUESTION}importance/<int:number>/decide/", importance_decide, name="importance_decide"),
    # /guidelines/<slug>/questions/<ref>/outcomes/
    path(f"{QUESTION}outcomes/add/", outcome_add, name="outcome_add"),
    path(f"{QUESTION}outcomes/copy/", outcomes_copy, name="outcomes_copy"),
    path(f"{QUESTION}outcomes/<slug:outcome>/sizes/", outcome_sizes, name="outcome_sizes"),
    path(f"{QUESTION}outcomes/<slug:outcome>/move/", outcome_move, name="outcome_move"),
    path(f"{QUESTION}outcomes/<slug:outcome>/delete/", outcome_delete, name="outcome_delete"),
    path(f"{QUESTION}outcomes/<slug:outcome>/", outcome_edit, name="outcome_edit"),
]

"""Permissions as people say them: one plain verb each."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from guideline.roles import Role

# In the order of the chain, which is the order in which the help page lists them.
VERBS: Mapping[str, Any] = {
    "guideline.view_guideline": _("read the guideline"),
    "guideline.view_question": _("read its questions"),
    "guideline.edit_guideline": _("edit its scope"),
    "guideline.edit_grade_settings": _("say how the guideline uses GRADE"),
    "guideline.manage_panel": _("invite people to the panel"),
    "guideline.view_meeting": _("read agendas and minutes of meetings"),
    "guideline.manage_meeting": _("plan meetings and say who was there"),
    "guideline.write_minutes": _("write minutes"),
    "guideline.confirm_minutes": _("confirm minutes"),
    "guideline.change_stage": _("move the guideline to another stage"),
    "guideline.declare_conflict": _("declare an interest"),
    "guideline.decide_conflict": _("decide on declared interests, if the panel leaves it to them"),
    "guideline.edit_question": _("write questions and outcomes"),
    "guideline.view_survey": _("read what surveys of importance came to"),
    "guideline.open_survey": _("ask the panel how important the outcomes are"),
    "guideline.answer_survey": _("rate the importance of outcomes"),
    "guideline.close_survey": _("close such a survey"),
    "guideline.decide_importance": _("decide where the panel stands between two classes"),
    "evidence.view_evidence": _("read the evidence"),
    "evidence.screen_record": _("screen records"),
    "evidence.edit_evidence": _("enter studies and results"),
    "evidence.set_proposals": _("set how judgements are proposed"),
    "evidence.rate_certainty": _("rate the certainty of the evidence"),
    "evidence.sign_profile": _("sign for the evidence"),
    "voting.view_draft": _("read draft recommendations"),
    "voting.judge_etd": _("judge on the way from evidence to decision"),
    "voting.edit_draft": _("draft recommendations"),
    "voting.edit_rule": _("set the rule by which votes are decided"),
    "voting.correct_wording": _(
        "correct a wording that was voted on, together with a second person"
    ),
    "voting.view_poll": _("read what polls on the criteria came to"),
    "voting.open_poll": _("poll the panel on the criteria"),
    "voting.answer_poll": _("answer such a poll"),
    "voting.close_poll": _("close such a poll"),
    "voting.view_round": _("follow voting rounds"),
    "voting.open_round": _("open a round"),
    "voting.cast_vote": _("vote"),
    "voting.count_hands": _("count or confirm a show of hands"),
    "voting.close_round": _("close a round"),
    "voting.take_way_out": _("decide after a last round without consensus"),
    "voting.state_dissent": _("state a dissent"),
    "hearing.view_hearing": _("read hearings"),
    "hearing.open_hearing": _("open a hearing"),
    "hearing.view_inbox": _("read the comments of a hearing"),
    "hearing.answer_comment": _("propose answers to comments"),
    "hearing.redact_comment": _("redact a comment, or confirm what somebody else redacted"),
    "hearing.approve_answer": _("approve an answer that somebody else proposed"),
    "publication.publish_guideline": _("publish a version"),
    "publication.export_guideline": _("export the guideline"),
    "audit.view_log": _("read the log"),
    "evidence.view_history": _("read who changed what in the evidence"),
}


def verbs_of(role: Role) -> list[str]:
    """What the role may do, as verbs in the order of the chain."""
    return [str(verb) for permission, verb in VERBS.items() if role.may(permission)]

"""The roles on a panel: what each is for, and what it may do. Pure.

This is the whole table; nothing else grants a permission. A permission about one object (a round, a
question) may ask more, never less: see each app's `permissions.py`.
"""

from dataclasses import dataclass

_EVERYBODY = frozenset(
    {
        "guideline.view_guideline",
        "guideline.view_question",
        "guideline.declare_conflict",
        "guideline.view_survey",
        "evidence.view_evidence",
        "voting.view_draft",
        "hearing.view_hearing",
    }
)
_PANEL = _EVERYBODY | {
    "guideline.answer_survey",
    "voting.view_round",
    "voting.cast_vote",
    "voting.view_poll",
    "voting.answer_poll",
    "voting.state_dissent",
    "audit.view_log",
    "guideline.view_meeting",
    "evidence.view_history",
    "hearing.view_inbox",
    "publication.export_guideline",
}


# Who decides says what matters; who rates the evidence does not choose whose certainty will count.
_OF_VOTERS = frozenset(
    {
        "voting.cast_vote",
        "voting.answer_poll",
        "voting.state_dissent",
        "guideline.answer_survey",
    }
)
# On top of the role, the panel has to name the place for it; without names the chairs decide.
_MAY_BE_NAMED = frozenset({"guideline.decide_conflict"})
_RUNS_SURVEYS = frozenset(
    {
        "guideline.open_survey",
        "guideline.close_survey",
        "voting.open_poll",
        "voting.close_poll",
    }
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its code, what it is for in a paragraph, and its permissions."""

    name: str
    paragraph: str
    permissions: frozenset[str]

    def may(self, permission: str) -> bool:
        """Whether the role carries this permission."""
        return permission in self.permissions


ROLES = (
    Role(
        "chair",
        "Leads the panel: decides on declared interests, puts drafts to the vote, closes rounds, and votes.",
        _PANEL
        | _MAY_BE_NAMED
        | _RUNS_SURVEYS
        | {
            "guideline.decide_importance",
            "guideline.manage_meeting",
            "guideline.write_minutes",
            "guideline.confirm_minutes",
            "guideline.edit_grade_settings",
            "guideline.edit_guideline",
            "evidence.set_proposals",
            "guideline.manage_panel",
            "guideline.edit_question",
            "guideline.change_stage",
            "voting.judge_etd",
            "voting.edit_draft",
            "voting.edit_rule",
            "voting.correct_wording",
            "voting.open_round",
            "voting.close_round",
            "voting.count_hands",
            "voting.take_way_out",
            "hearing.open_hearing",
            "hearing.answer_comment",
            "hearing.redact_comment",
            "hearing.approve_answer",
            "publication.publish_guideline",
        },
    ),
    Role(
        "member",
        "Weighs the evidence and votes: surgeons, oncologists, nurses, pharmacists and patients alike.",
        _PANEL
        | _MAY_BE_NAMED
        | {"voting.judge_etd", "hearing.answer_comment", "hearing.approve_answer"},
    ),
    Role(
        "methodologist",
        "Searches, extracts, rates the certainty of the evidence and signs for it; does not vote.",
        (_PANEL - _OF_VOTERS)
        | _MAY_BE_NAMED
        | _RUNS_SURVEYS
        | {
            "guideline.edit_grade_settings",
            "guideline.edit_question",
            "evidence.screen_record",
            "evidence.edit_evidence",
            "evidence.rate_certainty",
            "evidence.set_proposals",
            "evidence.sign_profile",
            "voting.judge_etd",
            "voting.edit_draft",
            "voting.count_hands",
            "voting.edit_rule",
            "voting.correct_wording",
            "hearing.answer_comment",
            "hearing.redact_comment",
            "hearing.approve_answer",
        },
    ),
    Role(
        "commentator",
        "Reads drafts and comments on them from outside the committee; does not vote.",
        _EVERYBODY,
    ),
    Role(
        "secretariat",
        "Keeps the panel, meetings, rounds, hearings and publication in order; does not vote.",
        (_PANEL - _OF_VOTERS)
        | _MAY_BE_NAMED
        | _RUNS_SURVEYS
        | {
            "guideline.edit_grade_settings",
            "guideline.edit_guideline",
            "evidence.set_proposals",
            "guideline.manage_meeting",
            "guideline.write_minutes",
            "guideline.manage_panel",
            "guideline.edit_question",
            "guideline.change_stage",
            "voting.edit_rule",
            "voting.open_round",
            "voting.close_round",
            "voting.count_hands",
            "hearing.open_hearing",
            "hearing.answer_comment",
            "hearing.redact_comment",
            "publication.publish_guideline",
        },
    ),
    Role(
        "observer",
        "Follows the work without taking part in it.",
        frozenset(
            {
                "guideline.view_guideline",
                "guideline.view_question",
                "guideline.view_survey",
                "evidence.view_evidence",
            }
        ),
    ),
)
BY_NAME = {role.name: role for role in ROLES}


def permits(role: str, permission: str) -> bool:
    """Whether a place with this role carries this permission; an unknown role carries none."""
    known = BY_NAME.get(role)
    return known is not None and known.may(permission)

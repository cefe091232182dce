"""The words that guideline data may use. Pure; the same codes stand in pages, bundles and REST."""

GRADE_EDITIONS = ("classic", "robins-i", "core-2025")
# How many rate each body of evidence: one, or two who do not see each other's rating.
RATERS = ("single", "dual")

ROLES = ("chair", "member", "methodologist", "commentator", "secretariat", "observer")

CONFLICT_ACTIONS = ("none", "vote-with-disclosure", "not-reported", "discuss-only", "leave-room")

QUESTION_STATUSES = (
    "proposed",
    "clinical-question",
    "background-question",
    "future-research",
    "merged",
    "dropped",
)
QUESTION_TYPES = ("intervention", "diagnostic", "prognostic", "other")

OUTCOME_TYPES = ("dichotomous", "continuous", "generic", "diagnostic", "narrative", "reported")

SURVEY_PHASES = ("before", "after")
SURVEY_STATUSES = ("open", "closed")
# Whoever may not vote on a question does not set either which outcomes decide it.
ACTIONS_THAT_FORBID_DECIDING = ("discuss-only", "leave-room")

BASES = ("reported", "reconstructed", "reading")

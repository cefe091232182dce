"""The words that guideline data may use. Pure; the same codes stand in pages, bundles and REST."""

GRADE_EDITIONS = ("classic", "robins-i", "core-2025")
# How many rate each body of evidence: one, or two who do not see each other's rating.
RATERS = ("single", "dual")

ROLES = ("chair", "member", "methodologist", "commentator", "secretariat", "observer")

CONFLICT_ACTIONS = ("none", "vote-with-disclosure", "not-reported", "discuss-only", "leave-room")

# What may be decided on an interest; 'not-reported' only says that nothing was.
CONFLICT_DECISIONS = tuple(action for action in CONFLICT_ACTIONS if action != "not-reported")
INTEREST_KINDS = (
    "fees",
    "employment",
    "research-funding",
    "shares",
    "patent",
    "gifts-and-travel",
    "office-held",
    "own-research",
    "public-view",
    "close-tie",
    "other",
)
# Whose interest it is: the declarer's, or that of somebody they belong to.
INTEREST_HOLDERS = ("own", "family", "institution", "society")
# A year, in US dollars or what is worth as much; exact amounts are nobody's business here.
AMOUNT_BANDS = ("no-money", "to-1000", "to-5000", "to-10000", "to-50000", "over-50000")
# What an interest was declared to concern: every question, some, or those about an intervention.
INTEREST_SCOPES = ("all", "questions", "intervention")
DECLARATION_DEEDS = ("declared", "edited", "widened", "ended", "taken-up-again")

ATTENDANCES = ("present", "excused", "absent")

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

# Whether dissents stand beside a recommendation with the names of those who wrote them.
DISSENT_NAMES = ("named", "withheld")

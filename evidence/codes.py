"""The words that evidence data may use. Pure."""

STUDY_DESIGNS = (
    "randomised-trial",
    "quasi-randomised",
    "cohort",
    "case-control",
    "before-after",
    "case-series",
    "observational",
    "cross-sectional",
    "systematic-review",
)
# A review is no design of a body: its certainty starts where its studies' design does.
BODY_DESIGNS = STUDY_DESIGNS[:-1]

DOMAINS_DOWN = (
    "risk_of_bias",
    "inconsistency",
    "indirectness",
    "imprecision",
    "publication_bias",
)
DOMAINS_UP = ("large_effect", "dose_response", "plausible_confounding")
DOMAINS = DOMAINS_DOWN + DOMAINS_UP

RATING_PARTS = ("sensitivity", "specificity")
SCREENING_DECISIONS = ("include", "exclude")

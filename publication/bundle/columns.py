"""Which key of a bundle stands in which column of which row; both directions read this one table.

A plain word means that key and column have the same name; a pair is (key, column).
"""

from datetime import date
from typing import Any

from django.db.models import Model

Columns = tuple[str | tuple[str, str], ...]

GUIDELINE: Columns = (
    "slug",
    "title",
    "organisation",
    "time_zone",
    "languages",
    "source",
    "scope",
    "grade_rules",
    "raters",
    "decision_rule",
    "dissent_names",
    "inconsistency_above",
    "interest_deciders",
    ("proposals", "proposal_settings"),
    "labels",
    "notes",
    "corrections",
)
CHECK_OFF: Columns = ("rule", "because")
TITLED: Columns = (("id", "ref"), "title")
PLACE: Columns = (
    ("id", "ref"),
    "role",
    "name",
    "affiliation",
    "perspective",
    "judges_interests",
    ("declared", "declared_at"),
)
CONFLICT: Columns = (
    "kind",
    "interest",
    "party",
    "whose",
    "intervention",
    "amount_band",
    "year_from",
    "year_to",
    "years",
    "amount",
    "action",
    "decided_by",
    "because",
    "basis",
)
SOCIETY_INTEREST: Columns = (
    "kind",
    "interest",
    "party",
    "amount_band",
    "year_from",
    "year_to",
    "handled",
)
MEETING: Columns = (
    ("id", "ref"),
    "title",
    ("begins", "starts_at"),
    ("ends", "ends_at"),
    "place",
    "link",
    ("cancelled", "cancelled_at"),
    "cancelled_because",
    "guests",
    ("closed", "closed_at"),
    ("confirmed", "confirmed_at"),
)
ITEM: Columns = ("title", "minutes")
QUESTION: Columns = (
    ("id", "ref"),
    "number",
    "status",
    "type",
    "text",
    "population",
    "intervention",
    "comparator",
    "index_test",
    "comparator_test",
    "reference_standard",
    "many_outcomes_because",
    "notes",
)
SEARCH: Columns = (
    "source",
    "run_on",
    ("from", "covers_from"),
    ("to", "covers_to"),
    "strategy",
    "records",
    "basis",
)
FLOW: Columns = (
    "duplicates",
    "excluded_on_title",
    "not_retrieved",
    "excluded_on_full_text",
    "basis",
)
FOUND: Columns = ("design", "studies")
RECORD: Columns = (
    ("id", "ref"),
    "title",
    "source",
    "year",
    "doi",
    "pmid",
    "title_abstract",
    "full_text",
    "reason",
)
STUDY: Columns = (
    ("id", "ref"),
    "label",
    "design",
    "year",
    "reference",
    "citation",
    "doi",
    "pmid",
    "sponsor",
    "population",
    "risk_of_bias",
    "notes",
)
OUTCOME: Columns = (
    ("id", "ref"),
    "name",
    "description",
    "population",
    "comparison",
    "importance",
    "importance_of",
    "importance_basis",
    "type",
    "favours",
    "test",
    "unit",
    "prevalence",
    "baseline_risks",
    "thresholds",
    "information_size",
    "notes",
)
SURVEY: Columns = (
    "phase",
    ("opened", "opened_at"),
    ("closed", "closed_at"),
    "counts",
    "basis",
)
SCORE: Columns = ("item", "score")
DECISION: Columns = ("item", ("class", "importance_class"), "because")
BODY: Columns = (("id", "ref"), "primary", "because", "synthesis", "reported", "narrative")
RESULT: Columns = (
    "population",
    "events_1",
    "total_1",
    "mean_1",
    "sd_1",
    "events_2",
    "total_2",
    "mean_2",
    "sd_2",
    "log_effect",
    "se",
    "tp",
    "fp",
    "fn",
    "tn",
    "value",
    "value_comparison",
    "unit",
    "printed",
    "note",
    "risk_of_bias",
    "excluded_because",
)
RATING: Columns = ("design", "edition", "basis")
JUDGEMENT: Columns = ("because", "proposed", "basis")
CRITERION: Columns = ("judgement", "evidence", "considerations", "basis")
RECOMMENDATION: Columns = (
    ("id", "ref"),
    "kind",
    "population",
    "statement",
    "remarks",
    "justification",
    "subgroup",
    "implementation",
    "monitoring",
    "research",
    "notes",
)
ROUND: Columns = (
    ("opened", "opened_at"),
    ("closed", "closed_at"),
    "mode",
    "counts",
    "eligible",
    "basis",
)
CORRECTION: Columns = (
    "before",
    "after",
    "because",
    ("proposed", "proposed_at"),
    ("confirmed", "confirmed_at"),
)
POLL: Columns = (
    ("opened", "opened_at"),
    ("closed", "closed_at"),
    ("reopened", "reopened_at"),
    ("because", "reason"),
    "answered",
    "basis",
)
WAY_OUT: Columns = ("choice", "reason", "at", "basis")
DISSENT: Columns = ("text", "at", "basis")
HEARING: Columns = (
    ("id", "ref"),
    "title",
    ("opened", "opens_at"),
    ("closed", "closes_at"),
    "moment",
    "audience",
    "asks_interests",
    "asks_tobacco",
    "publishes_declarations",
    "language",
    "draft_hash",
    "keeps_months",
    "basis",
)
PRIVACY: Columns = (("version", "privacy_version"), ("text", "privacy_text"))
COMMENT: Columns = (
    "number",
    "part",
    "paragraph",
    "kind",
    "name",
    "body",
    ("received", "received_at"),
    "late",
    ("group", "campaign_id"),
    "basis",
)
# What stands beside a comment's words, as its readers may see it (hearing/publishing/beside.py).
BESIDE: Columns = ("quote", "support", "signatories", "declarations", "collected_by")
ANSWER: Columns = ("changed", "text")


def pairs(columns: Columns) -> list[tuple[str, str]]:
    """Every column as (key, column)."""
    return [(item, item) if isinstance(item, str) else item for item in columns]


EMPTY: tuple[Any, ...] = (None, "", [], {})


def values(item: Model, names: Columns) -> dict[str, Any]:
    """What a row says, by the bundle's keys; empty columns say nothing."""
    found = ((key, getattr(item, column)) for key, column in pairs(names))
    return {key: plain(value) for key, value in found if value not in EMPTY}


def plain(value: Any) -> Any:
    """A value as a bundle says it: dates and times as text."""
    return value.isoformat() if isinstance(value, date) else value

"""What the evidence of a question is, as content to be hashed: a signature or a vote is bound to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Prefetch, QuerySet

from audit.chain import canonical as canonical_text
from evidence.changes.comparing import Change, changes_between
from evidence.codes import DOMAINS
from evidence.content_hash import canonical, content_hash, hash_of_text
from evidence.models import Body, Flow, Record, Signature, Study, StudyResult
from evidence.models.result import COUNTS, MEASUREMENTS
from guideline.importance import BETWEEN
from guideline.models import Outcome, Question
from guideline.moments import Taken
from guideline.queries import IMPORTANCE

# What `content_of` walks through; a caller that prefetches it can hash many questions for one price.
LOOKUPS = (
    "searches",
    "found",
    "flow",
    Prefetch("records", queryset=Record.objects.select_related("study")),
    "studies",
    "outcomes__bodies__results__study",
    "outcomes__bodies__ratings__judgements",
    *IMPORTANCE,
)

_QUESTION = (
    "type",
    "text",
    "population",
    "intervention",
    "comparator",
    "index_test",
    "comparator_test",
    "reference_standard",
)
_SEARCH = ("source", "run_on", "covers_from", "covers_to", "strategy", "records", "basis")
_FLOW = ("duplicates", "excluded_on_title", "not_retrieved", "excluded_on_full_text", "basis")
_RECORD = ("title", "source", "year", "doi", "pmid", "title_abstract", "full_text", "reason")
_STUDY = (
    "label",
    "design",
    "year",
    "citation",
    "doi",
    "pmid",
    "sponsor",
    "population",
    "risk_of_bias",
    "notes",
)
_OUTCOME = (
    "name",
    "description",
    "population",
    "comparison",
    "type",
    "favours",
    "unit",
    "test",
    "prevalence",
    "baseline_risks",
    "thresholds",
    "notes",
)
_BODY = ("primary", "because", "synthesis", "reported", "narrative")
_RESULT = (
    "population",
    *COUNTS,
    *MEASUREMENTS,
    "value_comparison",
    "unit",
    "printed",
    "note",
    "risk_of_bias",
    "excluded_because",
)
# What was proposed is left out: it says how a judgement came about, not what it is, and follows from
# results that are in here.
_JUDGEMENT = ("levels", "because", "basis")

State = Literal["unsigned", "holds", "lapsed"]


@dataclass(frozen=True, slots=True)
class SignatureState:
    """How the last signature under a question's evidence stands, and the hash of the evidence now.

    `changed` is what differs from what was signed; empty unless the signature lapsed.
    """

    state: State
    evidence_hash: str
    signature: Signature | None = None
    changed: tuple[Change, ...] = ()


def evidence_hash(question: Question) -> str:
    """Hash of the question's evidence as the database holds it now (a constant number of queries)."""
    return content_hash(evidence_content(question))


def evidence_content(question: Question) -> dict[str, Any]:
    """Everything under the question's evidence profile as the database holds it now."""
    return content_of(with_evidence(Question.objects.filter(pk=question.pk)).get())


def with_evidence(questions: QuerySet[Question]) -> QuerySet[Question]:
    """The questions with everything loaded that `content_of` reads."""
    return questions.select_related("flow").prefetch_related(*LOOKUPS)


def hash_of_loaded(question: Question) -> str:
    """Hash of a question from `with_evidence` (or prefetched by `LOOKUPS`), without a query."""
    return content_hash(content_of(question))


def taken(question: Question) -> Taken:
    """The evidence as a moment keeps it: all but the screening records, which the log tells of."""
    return taken_of_loaded(with_evidence(Question.objects.filter(pk=question.pk)).get())


def taken_of_loaded(question: Question) -> Taken:
    """The same of a question from `with_evidence`, without a query."""
    content = canonical(content_of(question))
    kept = {key: value for key, value in content.items() if key != "records"}
    text = canonical_text(kept)
    kept_hash = hash_of_text(text)
    return Taken(content_hash(content) if "records" in content else kept_hash, kept_hash, text)


def signature_state(question: Question, content: dict[str, Any] | None = None) -> SignatureState:
    """Whether the last signature under the evidence holds, has lapsed, or was never given.

    `content` is what `content_of` gives for the loaded question, where the caller has it already.
    """
    content = evidence_content(question) if content is None else content
    now = content_hash(content)
    signature = question.signatures.select_related("by").order_by("at", "pk").last()
    if signature is None:
        return SignatureState("unsigned", now)
    if signature.evidence_hash == now:
        return SignatureState("holds", now, signature)
    return SignatureState("lapsed", now, signature, changes_between(signature.content, content))


def content_of(question: Question) -> dict[str, Any]:
    """The evidence of a loaded question as plain data, by the words people know it by."""
    flow = getattr(question, "flow", None)
    return {
        "question": _values(question, _QUESTION),
        "searches": [_values(row, _SEARCH) for row in question.searches.all()],
        "found": [[row.design, row.studies] for row in question.found.all()],
        "flow": _values(flow, _FLOW) if isinstance(flow, Flow) else None,
        "records": {row.ref: _record(row) for row in question.records.all()},
        "studies": {row.ref: _values(row, _STUDY) for row in question.studies.all()},
        "outcomes": {row.ref: _outcome(row) for row in question.outcomes.all()},
    }


def _record(row: Record) -> dict[str, Any]:
    return {**_values(row, _RECORD), "study": _ref(row.study)}


def _outcome(row: Outcome) -> dict[str, Any]:
    bodies = {body.ref or "body": _body(body) for body in row.bodies.all()}
    # Where nobody set it there is nothing to sign, and a signature older than it goes on holding.
    size = {"information_size": row.information_size} if row.information_size else {}
    return {**_values(row, _OUTCOME), **_importance(row), **size, "bodies": bodies}


def _importance(row: Outcome) -> dict[str, Any]:
    """What counts of an outcome's importance; its parts and a decided class where there are any."""
    rating, survey = row.importance_rating, row.importance_survey
    said: dict[str, Any] = {"importance": row.rated_importance}
    if parts := row.importance_parts:
        said["importance_of"] = {item: part.value for item, part in parts.items()}
    if rating and survey and rating.value in BETWEEN:
        said["importance_class"] = rating.importance_class
    return said


def _body(row: Body) -> dict[str, Any]:
    return {
        **_values(row, _BODY),
        "results": [_result(each) for each in row.results.all()],
        "ratings": {each.part or "whole": _rating(each) for each in row.ratings.all()},
    }


def _result(row: StudyResult) -> dict[str, Any]:
    return {"study": _ref(row.study), **_values(row, _RESULT)}


def _rating(row) -> dict[str, Any]:
    judged = sorted(row.judgements.all(), key=lambda each: DOMAINS.index(each.domain))
    return {
        "design": row.design,
        "edition": row.edition,
        "basis": row.basis,
        "judgements": {each.domain: _values(each, _JUDGEMENT) for each in judged},
    }


def _ref(study: Study | None) -> str | None:
    return study.ref if study else None


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

"""What a chair should know before a vote begins. Nothing here forbids it; it is kept with the round."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from voting.codes import CRITERIA
from voting.models import Recommendation
from voting.queries import entitled_to_vote
from voting.rules.rule import Rule

SENTENCES: Mapping[str, Any] = {
    "profile-unsigned": _("Nobody has signed the evidence of this question."),
    "signature-lapsed": _("The evidence changed after it was signed."),
    "criteria-open": _("{open} of {criteria} evidence-to-decision criteria are not judged."),
    "interests-undeclared": _(
        "{missing} of {voters} voters have not declared whether they have interests."
    ),
    "few-voters": _("Only {voters} people may vote."),
}
FEW_VOTERS = 3


def warnings_at_opening(
    recommendation: Recommendation, evidence_hash: str, rule: Rule | None = None
) -> list[dict[str, Any]]:
    """Codes with their figures, as they are stored with the round; `sentence` reads them out."""
    found = [
        _signature(recommendation, evidence_hash),
        _criteria(recommendation),
        *_voters(recommendation, rule),
    ]
    return [warning for warning in found if warning]


def sentence(warning: Mapping[str, Any]) -> str:
    """A stored warning as a sentence; one from another program reads as its code."""
    template = str(SENTENCES.get(warning["code"], warning["code"]))
    return template.format_map(warning)


def _signature(recommendation: Recommendation, evidence_hash: str) -> dict[str, Any] | None:
    signed = list(recommendation.question.signatures.values_list("evidence_hash", flat=True))
    if not signed:
        return {"code": "profile-unsigned"}
    return None if evidence_hash in signed else {"code": "signature-lapsed"}


def _criteria(recommendation: Recommendation) -> dict[str, Any] | None:
    general = recommendation.question.etd.filter(recommendation=None)
    judged = {
        row.criterion for row in (general | recommendation.etd.all()).distinct() if row.judgement
    }
    missing = len(set(CRITERIA) - judged)
    return (
        {"code": "criteria-open", "open": missing, "criteria": len(CRITERIA)} if missing else None
    )


def _voters(recommendation: Recommendation, rule: Rule | None) -> list[dict[str, Any]]:
    voters = entitled_to_vote(recommendation.question, rule)
    silent = [each for each in voters if not each.conflicts.all() and each.declared_at is None]
    found = []
    if silent:
        found.append(
            {"code": "interests-undeclared", "missing": len(silent), "voters": len(voters)}
        )
    if 0 < len(voters) <= FEW_VOTERS:
        found.append({"code": "few-voters", "voters": len(voters)})
    return found

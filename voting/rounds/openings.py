"""What opening a round would fix, as its chair sees it before confirming."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.blockers import Blocker
from audit.chain import digest
from evidence.fingerprint import SignatureState, signature_state
from guideline.models import Guideline, PanelMember
from voting.actions.rounds import blockers_to_opening
from voting.eligibility import Standing
from voting.models import Recommendation, Round
from voting.queries import standing_on
from voting.rounds.invitation_mails import Asked, Mail, preview
from voting.rounds.warnings import sentence, warnings_at_opening
from voting.rules.rule import Rule


@dataclass(frozen=True)
class Draft:
    """One recommendation as a round would freeze it now: wording, evidence, and who may vote."""

    recommendation: Recommendation
    blockers: list[Blocker]
    evidence: SignatureState
    voters: list[PanelMember]
    recused: list[tuple[PanelMember, Standing]]
    warnings: list[str]

    def digest(self, rule: Rule) -> str:
        """What the chair was shown, to be compared with what is then frozen."""
        return _digest(
            self.recommendation.statement,
            self.evidence.evidence_hash,
            rule.as_data(),
            (member.ref for member in self.voters),
        )


def draft_of(recommendation: Recommendation, rule: Rule) -> Draft:
    """What would be frozen now, under this rule."""
    question = recommendation.question
    evidence = signature_state(question)
    panel = recommendation.guideline.panel.prefetch_related("conflicts").select_related("user")
    standings = [(member, standing_on(member, question, rule)) for member in panel]
    return Draft(
        recommendation=recommendation,
        blockers=blockers_to_opening(recommendation, rule),
        evidence=evidence,
        voters=[member for member, standing in standings if standing.may_vote],
        recused=[pair for pair in standings if pair[1].is_recused],
        warnings=[
            sentence(each)
            for each in warnings_at_opening(recommendation, evidence.evidence_hash, rule)
        ],
    )


def digest_of_round(round: Round) -> str:
    """The same of a round that has been opened."""
    voters = (voter.member.ref for voter in round.voters.select_related("member"))
    return _digest(round.statement, round.evidence_hash, round.rule, voters)


def invitation(
    guideline: Guideline, drafts: Iterable[Draft], closes_at: datetime | None
) -> Mail | None:
    """The mail to the first of those who are asked for the most votes; None where nobody is."""
    asked = votes_asked(drafts)
    if not asked:
        return None
    member, of = max(asked.items(), key=lambda pair: len(pair[1]))
    texts = [Asked(each.question.text, each.statement, closes_at) for each in of]
    return preview(guideline, texts, member)


def votes_asked(drafts: Iterable[Draft]) -> Mapping[PanelMember, list[Recommendation]]:
    """Who would be asked for which votes."""
    asked: dict[PanelMember, list[Recommendation]] = {}
    for draft in drafts:
        for member in draft.voters:
            asked.setdefault(member, []).append(draft.recommendation)
    return asked


def unreached(drafts: Iterable[Draft]) -> list[PanelMember]:
    """Voters whom no mail reaches, for they have no account or no address."""
    return [member for member in votes_asked(drafts) if not member.address]


def _digest(statement: Any, evidence: str, rule: Mapping[str, Any], voters: Iterable[str]) -> str:
    return digest(
        {
            "statement": statement,
            "evidence": evidence,
            "rule": dict(rule),
            "voters": sorted(voters),
        }
    )

"""Rows of decisions: recommendations, evidence-to-decision judgements, rounds with rolls and ballots."""

from dataclasses import dataclass
from typing import Any

from guideline.models import Guideline, PanelMember, Question
from publication.bundle import columns
from publication.bundle.evidence_rows import Outcomes
from publication.bundle.normal import on_the_roll
from publication.bundle.rows import Batch, row
from voting.models import (
    Ballot,
    Correction,
    Dissent,
    EtdJudgement,
    Recommendation,
    Round,
    Voter,
    WayOut,
)
from voting.rules.rule import rule_from
from voting.rules.ways_out import weak_rule_from

Data = dict[str, Any]

CRITICAL = Recommendation.critical_outcomes.through
TABLES = (
    Recommendation,
    CRITICAL,
    EtdJudgement,
    Round,
    Voter,
    Ballot,
    Correction,
    WayOut,
    Dissent,
)


@dataclass(frozen=True, slots=True)
class _Guideline:
    """What every recommendation of a guideline needs at hand."""

    row: Guideline
    data: Data
    outcomes: Outcomes
    panel: dict[str, PanelMember]
    batch: Batch


def add_recommendations(
    data: Data,
    guideline: Guideline,
    questions: dict[str, Question],
    outcomes: Outcomes,
    panel: dict[str, PanelMember],
    hashes: dict[str, str],
) -> None:
    """Save the judgements and recommendations of every question with their rounds.

    `hashes` are those of each question's evidence: what its rounds voted on.
    """
    known = _Guideline(guideline, data, outcomes, panel, Batch(*TABLES))
    place = 0
    for item in data.get("questions", []):
        question = questions[item["id"]]
        _etd(known.batch, item, question)
        for recommendation in item.get("recommendations", []):
            saved = _recommendation(known, recommendation, question, place)
            _etd(known.batch, recommendation, question, saved)
            rounds = [
                _round(known, each, saved, number, hashes[question.ref])
                for number, each in enumerate(recommendation.get("rounds", []), start=1)
            ]
            _corrections(known, recommendation, saved, rounds)
            place += 1
    known.batch.save()


def _etd(
    batch: Batch, item: Data, question: Question, recommendation: Recommendation | None = None
) -> None:
    for criterion, judged in item.get("etd", {}).items():
        more = {"question": question, "recommendation": recommendation, "criterion": criterion}
        batch.add(row(EtdJudgement, judged, columns.CRITERION, **more))


def _recommendation(
    known: _Guideline, item: Data, question: Question, place: int
) -> Recommendation:
    more = {"question": question, "guideline": known.row, "position": place}
    saved = row(Recommendation, item, columns.RECOMMENDATION, **more)
    exception = item.get("overall_certainty")
    if exception:
        saved.sufficient_outcome = known.outcomes[question.ref, exception["outcome"]]
        saved.sufficient_by = known.panel[exception["by"]]
        saved.sufficient_because = exception["because"]
    known.batch.add(saved)
    for ref in item.get("critical_outcomes", []):
        outcome = known.outcomes[question.ref, ref]
        known.batch.add(CRITICAL(recommendation=saved, outcome=outcome))
    return saved


def _round(
    known: _Guideline, item: Data, recommendation: Recommendation, number: int, evidence: str
) -> Round:
    question = recommendation.question.ref
    revoked = item.get("revoked", [])
    may_vote = on_the_roll(known.data, question, item)
    saved = row(
        Round,
        item,
        columns.ROUND,
        recommendation=recommendation,
        number=number,
        status="closed",
        rule=rule_from(item.get("rule", known.row.decision_rule)).as_data(),
        statement=item.get("statement", recommendation.statement),
        evidence_hash=evidence,
        imported=True,
    )
    if item.get("withheld"):
        saved.secrecy, saved.counts = "secret", {}
    known.batch.add(saved)
    _beside(known, item, saved)
    for each in revoked:
        _revoked(known, each, saved)
    if saved.counts is None:
        _ballots(known, item["ballots"], saved, may_vote or [])
    elif saved.eligible is None and may_vote is not None:
        saved.eligible = len(may_vote)
    return saved


def _corrections(
    known: _Guideline, item: Data, recommendation: Recommendation, rounds: list[Round]
) -> None:
    for number, each in enumerate(item.get("corrections", []), start=1):
        more = {
            "recommendation": recommendation,
            "round": rounds[each["round"] - 1],
            "number": number,
            "proposed_by": known.panel[each["by"]],
            "confirmed_by": known.panel[each["confirmed_by"]],
        }
        known.batch.add(row(Correction, each, columns.CORRECTION, **more))


def _beside(known: _Guideline, item: Data, saved: Round) -> None:
    """What stands beside the votes: the chair's way out, and dissents."""
    taken = item.get("way_out")
    if taken:
        rule = weak_rule_from(taken["rule"]).as_data() if "rule" in taken else None
        by = known.panel[taken["by"]]
        known.batch.add(row(WayOut, taken, columns.WAY_OUT, round=saved, rule=rule, by=by))
    for dissent in item.get("dissents", []):
        named = not dissent.get("withheld", False)
        member = known.panel[dissent["by"]] if named else None
        known.batch.add(
            row(Dissent, dissent, columns.DISSENT, round=saved, named=named, member=member)
        )


def _revoked(known: _Guideline, item: Data, saved: Round) -> None:
    known.batch.add(
        Voter(
            round=saved,
            member=known.panel[item["member"]],
            has_voted=item.get("counted", False),
            revoked_at=item["at"],
            revoked_because=item["because"],
        )
    )


def _ballots(known: _Guideline, ballots: Data, saved: Round, may_vote: list[str]) -> None:
    for member in may_vote:
        voter = known.batch.add(Voter(round=saved, member=known.panel[member]))
        if member in ballots:
            known.batch.add(Ballot(voter=voter, choice=ballots[member], basis=saved.basis))

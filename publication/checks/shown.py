"""What one person sees of the findings: a finding that tells of a draft or a vote shows only to its readers."""

from collections.abc import Iterable
from dataclasses import dataclass

from guideline.models import Question
from publication.chain import Chain
from publication.checks.finding import SEVERITIES, Finding, Severity
from publication.checks.places import Place
from publication.checks.run import findings_in
from publication.reader import Reader


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with the page that helps this reader further."""

    finding: Finding
    url: str


@dataclass(slots=True)
class Group:
    """A question with what was found in it; None for the guideline as a whole."""

    question: Question | None
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings a reader sees, in all and at each severity."""

    total: int
    by_severity: dict[Severity, int]

    @property
    def worst(self) -> Severity | None:
        """The gravest severity that occurs."""
        return next((each for each in SEVERITIES if self.by_severity[each]), None)


def seen_findings(chain: Chain, reader: Reader) -> list[Finding]:
    """The findings that this reader may see."""
    return [each for each in findings_in(chain) if _sees(each, chain, reader)]


def count_of(findings: Iterable[Finding]) -> Count:
    """The findings counted."""
    found = list(findings)
    counts = {each: sum(one.severity == each for one in found) for each in SEVERITIES}
    return Count(len(found), counts)


def groups_of(findings: Iterable[Finding], chain: Chain, reader: Reader) -> list[Group]:
    """The findings by question, in their order."""
    groups: dict[int | None, Group] = {}
    for each in findings:
        question = each.place.question
        group = groups.setdefault(question.pk if question else None, Group(question, []))
        group.rows.append(Row(each, each.place.url(_may_mend(each.place, chain, reader))))
    return list(groups.values())


def _sees(finding: Finding, chain: Chain, reader: Reader) -> bool:
    place = finding.place
    if place.question is None or not (place.is_draft or finding.rule.reads_votes):
        return True
    question = chain.question(place.question.ref)
    if not reader.drafts(question):
        return False
    if not finding.rule.reads_votes:
        return True
    return all(reader.result(question, each) for each in question.recommendations)


def _may_mend(place: Place, chain: Chain, reader: Reader) -> bool:
    if place.question is None or not place.permission:
        return False
    stays = not place.is_draft or reader.stays(chain.question(place.question.ref))
    return stays and reader.may(place.permission)

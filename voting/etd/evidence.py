"""What a question's evidence profile says for each criterion: shown beside it, never typed again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from evidence.fingerprint import hash_of_loaded, with_evidence
from evidence.grade.levels import Level, lowest
from evidence.profile import OutcomeChain, outcomes_of
from evidence.profiles.memory import remembered_table
from evidence.profiles.table import Row
from guideline.models import Question

# Whom the effects favour that a criterion is about. One that favours neither, or nobody knows whom,
# stands on both sides.
_SIDES: Mapping[str, tuple[str | None, ...]] = {
    "desirable_effects": ("favours-intervention", "no-difference", None),
    "undesirable_effects": ("favours-comparator", "no-difference", None),
}
_OF_TESTS = ("test_accuracy", "certainty_of_accuracy")


@dataclass(frozen=True, slots=True)
class Shown:
    """A row of the profile beside a criterion: the row, whom it favours, and where it stands."""

    row: Row
    direction: str | None
    href: str


@dataclass(frozen=True)
class ProfileEvidence:
    """The rows of a question's profile, criterion by criterion, and the certainty that follows."""

    shown: tuple[Shown, ...]
    href: str
    certainty: Level | None

    def on(self, criterion: str) -> list[Shown]:
        """The rows that bear on a criterion; empty where the profile says nothing of it."""
        if criterion in _OF_TESTS:
            return [each for each in self.shown if each.row.part]
        if criterion == "certainty_of_effects":
            return list(self.shown)
        sides = _SIDES.get(criterion, ())
        return [each for each in self.shown if not each.row.part and each.direction in sides]


def profile_evidence(question: Question) -> ProfileEvidence:
    """The profile of a question as its EtD shows it, from what is kept of it."""
    loaded = with_evidence(Question.objects.filter(pk=question.pk)).get()
    outcomes = outcomes_of(loaded)
    table = remembered_table(loaded, hash_of_loaded(loaded))
    href = reverse("evidence_profile", args=[question.guideline.slug, question.ref])
    directions = {each.outcome.ref: _direction(each) for each in outcomes}
    shown = tuple(
        Shown(row, directions.get(row.outcome), f"{href}#row-{row.id}")
        for row in table.rows
        if row.primary
    )
    return ProfileEvidence(shown, href, _certainty(outcomes))


def _direction(chained: OutcomeChain) -> str | None:
    return chained.primary.direction if chained.primary else None


def _certainty(outcomes: Iterable[OutcomeChain]) -> Level | None:
    """The lowest of the critical outcomes, None where one is not rated."""
    levels = [each.level for each in outcomes if each.outcome.is_critical]
    known = [level for level in levels if level is not None]
    return lowest(known) if known and len(known) == len(levels) else None

"""A rule, and what it finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from publication.checks.material import Material
from publication.checks.places import Place

Severity = Literal["error", "warning", "note"]
# An error: two things that cannot both be true, or a grade without its ground. A warning: a
# judgement against the rules with no word on why. A note: worth a look.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")

Found = tuple[Place, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it says in a sentence, whose it is, and the function that looks.

    `find` gives each place with a message in plain words. `reads_votes`: what it says tells what
    was voted, so that it is shown only to those who may see that.
    """

    id: str
    severity: Severity
    meaning: Any
    source: str
    find: Callable[[Material], Iterator[Found]]
    reads_votes: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found."""

    rule: Rule
    place: Place
    message: str

    @property
    def severity(self) -> Severity:
        """How much it matters."""
        return self.rule.severity

    def as_data(self) -> dict[str, str]:
        """The finding as `check_guideline --json` prints it."""
        return {
            "rule": self.rule.id,
            "severity": self.rule.severity,
            "where": self.place.where,
            "message": self.message,
            "source": self.rule.source,
        }

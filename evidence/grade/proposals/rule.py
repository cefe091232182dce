"""A rule of GRADE with its source, and the proposal that it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from evidence.grade.certainty import MOST_STEPS

Figure = float | int | str | bool | tuple[str, ...] | tuple[int, ...] | tuple[float, ...] | None
NOTHING: Mapping[str, Figure] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands: author, year, place.

    `convention` says what of the rule its source leaves open, so that a number here is ours or
    general practice; empty where the source says it all.
    """

    author: str
    year: int
    where: str
    convention: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one rule suggests for one domain: a number of steps, never applied by itself.

    `levels` counts steps down, or up for a large effect; None where the data do not allow a
    proposal, and `because` then says why. `allowed` are all numbers of steps that the source leaves
    open on these figures. `because` is a code and `figures` fill its sentence's gaps; ratios stand
    on their natural scale, shares are percentages. `beside` are further rules that were looked at.
    ValueError for more steps than the domain has, or a proposal outside what is allowed.
    """

    domain: str
    levels: int | None
    rule: str
    source: Source
    because: str
    figures: Mapping[str, Figure]
    allowed: tuple[int, ...] = ()
    beside: tuple["Proposal", ...] = ()

    def __post_init__(self) -> None:
        """Refuse what GRADE has no place for."""
        if any(not 0 <= steps <= MOST_STEPS[self.domain] for steps in self.allowed):
            raise ValueError(f"{self.domain}: steps must be 0 to {MOST_STEPS[self.domain]}")
        if self.allowed if self.levels is None else self.levels not in self.allowed:
            raise ValueError(f"{self.rule}: the proposal is not among what is allowed")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the register of rules: domain, id, source and what it says in a sentence."""

    domain: str
    id: str
    source: Source
    summary: str

    def proposes(
        self,
        levels: int,
        because: str,
        figures: Mapping[str, Figure] = NOTHING,
        *,
        allowed: tuple[int, ...] = (),
        beside: tuple[Proposal, ...] = (),
    ) -> Proposal:
        """Return the proposal of so many steps; without `allowed` the source leaves nothing open."""
        given = tuple(sorted({levels, *allowed}))
        return Proposal(self.domain, levels, self.id, self.source, because, figures, given, beside)

    def cannot_say(
        self,
        because: str,
        figures: Mapping[str, Figure] = NOTHING,
        *,
        beside: tuple[Proposal, ...] = (),
    ) -> Proposal:
        """Return that the data allow no proposal, and why."""
        return Proposal(self.domain, None, self.id, self.source, because, figures, (), beside)

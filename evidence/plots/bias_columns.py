"""The risk-of-bias columns of a forest plot: letters, names and the signs that occur."""

from __future__ import annotations

from dataclasses import dataclass

from .labels import Labels
from .marks import BIAS


@dataclass(frozen=True, slots=True)
class RiskOfBias:
    """Judgements of each study (k rows), one for each of the `domains`, named in the legend."""

    domains: tuple[str, ...]
    judgements: tuple[tuple[str, ...], ...]


def letters(risk: RiskOfBias | None) -> tuple[str, ...]:
    """A, B, C over the columns; one column alone needs no letter."""
    if risk is None:
        return ()
    if len(risk.domains) == 1:
        return ("",)
    return tuple(chr(ord("A") + i) for i in range(len(risk.domains)))


def domain_names(risk: RiskOfBias | None, labels: Labels) -> tuple[str, ...]:
    """What the letters mean, in one line."""
    if risk is None or len(risk.domains) == 1:
        return ()
    pairs = zip(letters(risk), risk.domains, strict=True)
    names = "; ".join(f"{letter} {name}" for letter, name in pairs)
    return (f"{labels.risk_of_bias}: {names}",)


def signs(risk: RiskOfBias | None, labels: Labels) -> tuple[tuple[str, str], ...]:
    """The judgements that occur, from the least concern to the most, with their words."""
    given = {word for row in risk.judgements for word in row} if risk else set()
    return tuple((word, labels.judgements.get(word, word)) for word in BIAS if word in given)

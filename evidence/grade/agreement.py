"""Agreement of two raters on how many levels each domain moves: share agreed and weighted kappa."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

Category = TypeVar("Category")
Weight = Callable[[Category, Category], float]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two raters over `pairs` judgements.

    `agreed` is how many were the same. `linear` and `quadratic` are Cohen's weighted kappa (1 is
    perfect agreement, 0 what chance gives); None without pairs, or where both used one category
    only and chance alone would make them agree.
    """

    pairs: int
    agreed: int
    linear: float | None
    quadratic: float | None

    @property
    def share(self) -> float | None:
        """Return the share of judgements that were the same (0 to 1), None without pairs."""
        return self.agreed / self.pairs if self.pairs else None


def linear(first: int, second: int) -> float:
    """Return the disagreement of two numbers of levels: how far they lie apart."""
    return abs(first - second)


def quadratic(first: int, second: int) -> float:
    """Return the disagreement of two numbers of levels: the square of how far they lie apart."""
    return (first - second) ** 2


def weighted_kappa(
    pairs: Sequence[tuple[Category, Category]], weight: Weight[Category]
) -> float | None:
    """Return Cohen's weighted kappa, None where it is not defined.

    1 - sum(v_ij o_ij) / sum(v_ij c_ij): o_ij the pairs observed in a cell, c_ij those that the two
    raters' marginal totals give by chance, v_ij the weight of a disagreement (0 for none). Source:
    Cohen 1968, Psychological Bulletin 70:213-220, equation 5 (kappa_w = 1 - q'_o / q'_c).
    """
    first, second = (Counter(pair[side] for pair in pairs) for side in (0, 1))
    by_chance = sum(
        weight(one, other) * first[one] * second[other] for one in first for other in second
    )
    if not by_chance:
        return None
    observed = sum(weight(one, other) for one, other in pairs)
    return 1 - observed * len(pairs) / by_chance


def agreement(pairs: Sequence[tuple[int, int]]) -> Agreement:
    """Return the agreement of two raters; each pair holds the levels that the two gave one judgement."""
    return Agreement(
        pairs=len(pairs),
        agreed=sum(one == other for one, other in pairs),
        linear=weighted_kappa(pairs, linear),
        quadratic=weighted_kappa(pairs, quadratic),
    )


def by_domain(
    compared: Iterable[tuple[Mapping[str, int], Mapping[str, int]]], domains: Sequence[str]
) -> dict[str, Agreement]:
    """Return the agreement on each domain over many bodies of evidence.

    Each item holds the two raters' levels by domain; a domain that one of them left out is no pair.
    """
    items = list(compared)
    return {
        domain: agreement(
            [
                (one[domain], other[domain])
                for one, other in items
                if domain in one and domain in other
            ]
        )
        for domain in domains
    }


def together(
    compared: Iterable[tuple[Mapping[str, int], Mapping[str, int]]], domains: Sequence[str]
) -> Agreement:
    """Return the agreement over all these domains and bodies of evidence in one."""
    return agreement(
        [
            (one[domain], other[domain])
            for one, other in compared
            for domain in domains
            if domain in one and domain in other
        ]
    )

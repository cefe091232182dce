"""Subgroups, each pooled by itself, and the test whether they differ.

Source: [A] Deeks JJ, Higgins JPT. Statistical algorithms in Review Manager 5. August 2010.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .analysis import Pooled, pool
from .heterogeneity import Heterogeneity, cochran_q
from .inputs import BoolArray, Column, FloatArray, InvalidInput
from .measures import rows_of
from .pooling import inverse_variance


@dataclass(frozen=True, slots=True)
class Subgroups:
    """All studies together, then each subgroup in order of first appearance.

    `weight_pct` (m,) is each subgroup's share of the overall weights. `test` is None where no
    subgroup is estimable, and has no P where only one is.
    """

    overall: Pooled
    names: tuple[str, ...]
    pooled: tuple[Pooled, ...]
    weight_pct: FloatArray
    test: Heterogeneity | None


def by_subgroup(
    columns: Mapping[str, Column],
    subgroup: Sequence[str],
    *,
    measure: str,
    method: str,
    model: str,
    tau2: str = "dl",
    ci: str = "wald",
    profile: str = "revman5",
    level: float = 0.95,
    labels: Sequence[str] | None = None,
) -> Subgroups:
    """Pool as `pool` does, over all studies and within each value of `subgroup` (k,), with its own τ².

    Raises InvalidInput as `pool`, and where `subgroup` has another length.
    """

    def pooled(rows: Mapping[str, Column], names: Sequence[str] | None) -> Pooled:
        return pool(
            rows,
            measure=measure,
            method=method,
            model=model,
            tau2=tau2,
            ci=ci,
            profile=profile,
            level=level,
            labels=names,
        )

    overall = pooled(columns, labels)
    if len(subgroup) != overall.n_studies:
        raise InvalidInput("lengths-differ", f"{len(subgroup)} subgroups for the studies")
    members = members_of(subgroup)
    results = tuple(
        pooled(rows_of(columns, member), _chosen(overall.studies.labels, member))
        for member in members.values()
    )
    share = np.array([overall.studies.weight_pct[member].sum() for member in members.values()])
    return Subgroups(overall, tuple(members), results, share, differences(results))


def members_of(subgroup: Sequence[str]) -> dict[str, BoolArray]:
    """Which studies belong to each subgroup, (k,) each, in order of first appearance."""
    values = np.asarray(subgroup, dtype=object)
    return {name: np.array(values == name, dtype=np.bool_) for name in dict.fromkeys(subgroup)}


def _chosen(labels: Sequence[str], member: BoolArray) -> list[str]:
    return [label for label, wanted in zip(labels, member, strict=True) if wanted]


def differences(results: Sequence[Pooled]) -> Heterogeneity | None:
    """Q = Σw(θj − θ̄)² over the subgroups' results, w = 1/SEj², df = subgroups − 1 ([A]).

    Subgroups that are not estimable, or have no error, take no part.
    """
    pairs = [(each.estimate, each.se) for each in results if each.estimate is not None and each.se]
    if not pairs:
        return None
    estimate, se = (np.array(column, dtype=np.float64) for column in zip(*pairs, strict=True))
    return cochran_q(estimate, se, inverse_variance(estimate, se).estimate)

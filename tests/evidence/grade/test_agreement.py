"""Agreement and weighted kappa, against published examples and R.

R 4.2.2, by the formula, for a table `t` of counts and p = 1 (linear) or 2 (quadratic):

    kw <- function(t, p) { n <- sum(t); k <- nrow(t); v <- abs(outer(1:k, 1:k, "-"))^p
      e <- outer(rowSums(t), colSums(t)) / n; 1 - sum(v * t) / sum(v * e) }
"""

import pytest

from evidence.grade.agreement import (
    agreement,
    by_domain,
    linear,
    quadratic,
    together,
    weighted_kappa,
)


def pairs_in(table):
    return [
        (row, column)
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


# Cohen 1968, table 1: 200 cases in three diagnoses, proportions times 200, and his weights.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
COHEN_WEIGHTS = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
# Wives and husbands on a four-point scale (R's vcd::SexualFun; vcd::Kappa gives 0.2374 weighted).
COUPLES = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]]
# Raters 1 and 2 of R's irr::anxiety; irr::kappa2(anxiety[, 1:2], "squared") gives 0.297.
ANXIETY_1 = [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3]
ANXIETY_2 = [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4]
# Levels 0 to 3: kw(t, 1) and kw(t, 2) in R.
LEVELS = [[40, 6, 1, 0], [5, 22, 4, 1], [0, 3, 9, 2], [0, 0, 2, 5]]


def test_cohen_s_own_example():
    def weight(one, other):
        return COHEN_WEIGHTS[one][other]

    assert weighted_kappa(pairs_in(COHEN), weight) == pytest.approx(0.348, abs=5e-4)


def test_without_weights_it_is_kappa():
    """Cohen 1968, p. 216: the unweighted kappa of the same table is .492."""
    assert weighted_kappa(pairs_in(COHEN), lambda one, other: one != other) == pytest.approx(
        0.492, abs=5e-4
    )


@pytest.mark.parametrize(
    ("pairs", "with_linear", "with_quadratic"),
    [
        (pairs_in(COUPLES), 0.237380627557981, 0.332045586246861),
        (list(zip(ANXIETY_1, ANXIETY_2, strict=True)), 0.189189189189189, 0.29676511954993),
        (pairs_in(LEVELS), 0.736040609137056, 0.830565909861064),
    ],
)
def test_linear_and_quadratic_weights(pairs, with_linear, with_quadratic):
    found = agreement(pairs)

    assert found.linear == pytest.approx(with_linear, rel=1e-12)
    assert found.quadratic == pytest.approx(with_quadratic, rel=1e-12)


def test_share_is_how_many_were_the_same():
    found = agreement(pairs_in(LEVELS))

    assert (found.pairs, found.agreed, found.share) == (100, 76, 0.76)


@pytest.mark.parametrize(
    ("pairs", "agreed", "kappa"),
    [
        ([], 0, None),
        # One category only: chance alone makes them agree.
        ([(1, 1), (1, 1)], 2, None),
        # Each one category, and not the same: as chance gives.
        ([(0, 2), (0, 2)], 0, 0.0),
        ([(0, 0), (1, 1)], 2, 1.0),
        ([(0, 1), (1, 0)], 0, -1.0),
    ],
)
def test_edges(pairs, agreed, kappa):
    found = agreement(pairs)

    assert (found.agreed, found.linear, found.quadratic) == (agreed, kappa, kappa)


def test_nobody_compared_has_no_share():
    assert agreement([]).share is None


def test_weights_are_the_distance_and_its_square():
    assert [(linear(0, n), quadratic(n, 0)) for n in range(4)] == [(0, 0), (1, 1), (2, 4), (3, 9)]


def test_domains_apart_and_together():
    compared = [
        ({"imprecision": 1, "indirectness": 0}, {"imprecision": 1, "indirectness": 1}),
        ({"imprecision": 0}, {"imprecision": 0, "indirectness": 2}),
    ]

    each = by_domain(compared, ("imprecision", "indirectness"))
    whole = together(compared, ("imprecision", "indirectness"))

    assert [(each[name].pairs, each[name].agreed) for name in each] == [(2, 2), (1, 0)]
    assert (whole.pairs, whole.agreed) == (3, 2)

"""How to compute a pooled result again in R, from the file of its inputs. Pure.

Each text is a few lines for R with the package metafor (Viechtbauer 2010), or lme4 (Bates 2015) for
the accuracy of a test. They give the estimate, its limits and τ² of the recipe; where R's figures are
known to differ, the text says so. Checked with R 4.2.2 and metafor 3.8-1.
"""

from collections.abc import Collection

from evidence.synthesis.recipe import Recipe

# RevMan adds 0.5 to the cells of a study that has a zero cell, and leaves out double-zero studies.
_ZERO_CELLS = 'add = 1/2, to = "only0", drop00 = TRUE'
_ZERO_CELLS_TWICE = 'add = c(1/2, 1/2), to = c("only0", "only0"), drop00 = c(TRUE, TRUE)'
_CELLS = "ai = events_1, n1i = total_1, ci = events_2, n2i = total_2"
_MEANS = "m1i = mean_1, sd1i = sd_1, n1i = total_1, m2i = mean_2, sd2i = sd_2, n2i = total_2"
_METHODS = {"dl": "DL", "reml": "REML", "pm": "PM", "ml": "ML"}
_TESTS = {"wald": "z", "hksj": "knha", "hksj_adhoc": "adhoc"}


def r_call(recipe: Recipe, columns: Collection[str], file: str) -> str:
    """The lines of R that read `file` and give the pooled effect of this recipe.

    `columns` are those of the file. Ratios come out as natural logarithms.
    """
    lines = ["library(metafor)", f'd <- read.csv("{file}")']
    if recipe.method == "peto" and "events_1" in columns:
        return "\n".join([*lines, f"rma.peto({_CELLS}, data = d{_level(recipe)})"])
    if recipe.method == "mh" and recipe.model == "fixed":
        by_hand = recipe.measure == "RD"
        last = _risk_difference(recipe) if by_hand else [_mantel_haenszel(recipe)]
        return "\n".join([*lines, *last])
    lines += _effects(recipe, columns)
    if recipe.method == "mh" and recipe.profile == "revman5" and recipe.tau2 == "dl":
        lines += _tau2_about_mantel_haenszel(recipe)
        return "\n".join([*lines, _pooled(recipe, "tau2 = tau2")])
    method = _METHODS[recipe.tau2] if recipe.tau2 else "EE"
    return "\n".join([*lines, _pooled(recipe, f'method = "{method}"')])


def r_call_of_accuracy(file: str) -> str:
    """The lines of R that fit the bivariate model of sensitivity and specificity to `file`.

    lme4 takes Laplace's approximation where two effects are random; ours integrates with 15 points a
    side, so that the last digits differ.
    """
    return "\n".join(
        [
            "library(lme4)  # by Laplace's approximation: close to the figures here, not the same",
            f'd <- read.csv("{file}")',
            "long <- data.frame(row = rep(seq_len(nrow(d)), 2), side = rep(c('sens', 'spec'), each = nrow(d)),",
            "  yes = c(d$TP, d$TN), no = c(d$FN, d$FP))",
            "glmer(cbind(yes, no) ~ 0 + side + (0 + side | row), data = long, family = binomial)",
        ]
    )


def _mantel_haenszel(recipe: Recipe) -> str:
    zero = ", add = c(1/2, 0)" if recipe.measure == "RD" else f", {_ZERO_CELLS_TWICE}"
    correct = ", correct = FALSE" if recipe.measure == "OR" else ""
    return (
        f'rma.mh({_CELLS}, data = d, measure = "{recipe.measure}"{zero}{correct}{_level(recipe)})'
    )


def _risk_difference(recipe: Recipe) -> list[str]:
    """RevMan's error of the pooled difference is Greenland and Robins'; metafor's is Sato's."""
    quantile = f"qnorm({0.5 + recipe.level / 2:g})"
    return [
        "a <- d$events_1; n1 <- d$total_1; c <- d$events_2; n2 <- d$total_2; N <- n1 + n2; w <- n1 * n2 / N",
        "estimate <- sum(w * (a / n1 - c / n2)) / sum(w)",
        "J <- (a * (n1 - a) * n2^3 + c * (n2 - c) * n1^3) / (n1 * n2 * N^2)",
        "se <- sqrt(sum(J)) / sum(w)",
        f"c(estimate, estimate - {quantile} * se, estimate + {quantile} * se)",
    ]


def _effects(recipe: Recipe, columns: Collection[str]) -> list[str]:
    """Lines that put each study's effect and variance into `d$yi` and `d$vi`."""
    if "estimate" in columns:
        return ["d$yi <- d$estimate; d$vi <- d$se^2"]
    if recipe.measure == "SMD" and recipe.profile != "metafor":
        return [
            "N <- d$total_1 + d$total_2",
            "s <- sqrt(((d$total_1 - 1) * d$sd_1^2 + (d$total_2 - 1) * d$sd_2^2) / (N - 2))",
            "d$yi <- (d$mean_1 - d$mean_2) / s * (1 - 3 / (4 * N - 9))",
            "d$vi <- N / (d$total_1 * d$total_2) + d$yi^2 / (2 * (N - 3.94))",
        ]
    if recipe.measure in ("MD", "SMD"):
        return [f'd <- escalc("{recipe.measure}", {_MEANS}, data = d)']
    if recipe.measure == "RD":
        return [
            f'd <- escalc("RD", {_CELLS}, data = d, add = 0)',
            f'd$vi <- escalc("RD", {_CELLS}, data = d, add = 1/2, to = "only0")$vi',
        ]
    return [f'd <- escalc("{recipe.measure}", {_CELLS}, data = d, {_ZERO_CELLS})']


def _tau2_about_mantel_haenszel(recipe: Recipe) -> list[str]:
    """RevMan 5 takes Q about the Mantel-Haenszel estimate (Deeks and Higgins 2010)."""
    return [
        f"mh <- {_mantel_haenszel(recipe)}",
        "d <- d[!is.na(d$yi), ]; w <- 1 / d$vi",
        "Q <- sum(w * (d$yi - coef(mh))^2)",
        "tau2 <- max(0, (Q - (nrow(d) - 1)) / (sum(w) - sum(w^2) / sum(w)))",
    ]


def _pooled(recipe: Recipe, how: str) -> str:
    test = f', test = "{_TESTS[recipe.ci]}"' if recipe.ci != "wald" else ""
    return f"rma(yi, vi, data = d, {how}{test}{_level(recipe)})"


def _level(recipe: Recipe) -> str:
    return "" if recipe.level == 0.95 else f", level = {100 * recipe.level:g}"

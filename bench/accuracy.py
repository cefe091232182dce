"""The exact bivariate model of twelve studies, against R's glmer where there is lme4."""

import shutil
import subprocess
import sys
from collections.abc import Iterator

from bench.measure import Case
from evidence.synthesis.accuracy_analysis import fit

# Twelve studies of MRI: Yamamoto M et al. J Hepatobiliary Pancreat Sci 2021, figure 2.
STUDIES = {
    "tp": [232, 66, 10, 78, 113, 50, 301, 106, 83, 44, 126, 83],
    "fp": [3, 2, 1, 6, 2, 0, 4, 1, 7, 0, 27, 7],
    "fn": [48, 2, 6, 0, 3, 5, 9, 38, 9, 3, 14, 5],
    "tn": [10, 19, 104, 22, 17, 30, 103, 21, 5, 5, 175, 49],
}
NAME = "synthesis: exact bivariate model, 12 studies"
# lme4 fits the same model by Laplace, and prints the seconds of its fastest fit: R's start is not
# counted.
GLMER = """
suppressMessages(library(lme4)); k <- 12
long <- data.frame(study = factor(rep(1:k, 2)), sens = rep(1:0, each = k), spec = rep(0:1, each = k),
  events = c(%(tp)s, %(tn)s), others = c(%(fn)s, %(fp)s))
cat(min(replicate(7, system.time(glmer(cbind(events, others) ~ 0 + sens + spec +
  (0 + sens + spec | study), data = long, family = binomial))[["elapsed"]])))
"""


def cases() -> Iterator[Case]:
    if _has_lme4():
        seconds = _seconds_of_glmer()
        yield Case(NAME, _exactly, "R's glmer by Laplace", seconds, aim=1, calls=5)
        name = "synthesis: bivariate model by Laplace, 12 studies"
        yield Case(name, _by_laplace, "R's glmer by Laplace", seconds, aim=0.2, calls=10)
        return
    print("lme4 is not installed: the bivariate model is measured against Laplace", file=sys.stderr)  # noqa: T201 - a command's output
    yield Case(NAME, _exactly, "ours by Laplace", _by_laplace, aim=8, calls=5)


def _exactly() -> object:
    """By adaptive quadrature with 15 points a side."""
    return fit(**STUDIES)


def _by_laplace() -> object:
    return fit(**STUDIES, integration="laplace")


def _has_lme4() -> bool:
    found = shutil.which("Rscript")
    program = 'quit(status = !requireNamespace("lme4", quietly = TRUE))'
    return bool(found) and not subprocess.run([found, "-e", program], check=False).returncode  # noqa: S603 - R's own


def _seconds_of_glmer() -> float:
    columns = {name: f"c({', '.join(map(str, cells))})" for name, cells in STUDIES.items()}
    command = ["Rscript", "-e", GLMER % columns]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603 - R's own

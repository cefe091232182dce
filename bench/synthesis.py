"""Meta-analyses, complete and checked, against bare numpy, statsmodels and, where there is R, metafor."""

import json
import math
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from django.conf import settings
from statsmodels.stats.meta_analysis import combine_effects

from bench.measure import Case
from evidence.synthesis.analysis import Pooled, pool
from evidence.synthesis.intervals import prediction
from evidence.synthesis.leave_one_out import leave_one_out

# Ten made-up trials: events and totals in both arms.
TRIALS = {
    "events_1": [4, 6, 3, 62, 33, 180, 8, 505, 29, 17],
    "total_1": [123, 306, 231, 13598, 5069, 1541, 2545, 88391, 7499, 1716],
    "events_2": [11, 29, 11, 248, 47, 372, 10, 499, 45, 65],
    "total_2": [139, 303, 220, 12867, 5808, 1451, 629, 88391, 7277, 1665],
}
ANALYSES, MANY, OMITTED = 2_000, 10_000, 400
RANDOM_EFFECTS = {"measure": "RR", "method": "mh", "model": "random"}
# metafor fits the same analyses and prints the seconds of the fits alone: R's start is not counted.
METAFOR = """
suppressMessages(library(metafor)); cases <- jsonlite::fromJSON("%s", simplifyVector = FALSE)$cases
columns <- lapply(cases, function(case) lapply(case$data, unlist))
cat(system.time(for (d in columns) rma(measure = "RR", ai = d$events_1, n1i = d$total_1,
  ci = d$events_2, n2i = d$total_2, method = "DL"))[["elapsed"]])
"""


def cases() -> Iterator[Case]:
    effects, variances = _effects()
    yield Case(
        "synthesis: a whole analysis of 10 studies as RevMan's (M-H, random)",
        lambda: _complete(TRIALS),
        "the bare sums in plain numpy",
        lambda: _plainly(TRIALS),
        aim=5,
        calls=200,
    )
    yield Case(
        "synthesis: a whole analysis of 10 studies from their counts",
        lambda: _complete(TRIALS),
        "statsmodels' combine_effects of effects at hand",
        lambda: combine_effects(effects, variances, method_re="dl"),
        aim=1.5,
        calls=200,
    )
    many = _trials(MANY)
    yield Case(
        f"synthesis: a whole analysis of {MANY:,} studies",
        lambda: _complete(many),
        "the bare sums in plain numpy",
        lambda: _plainly(many),
        aim=3,
        calls=10,
    )
    one_less = pool(_trials(OMITTED), **RANDOM_EFFECTS)
    yield Case(
        f"synthesis: leave-one-out of {OMITTED} studies as one batch",
        lambda: leave_one_out(one_less),
        f"{OMITTED} analyses of the bare sums",
        lambda: _one_by_one(one_less),
        aim=1,
    )
    yield from _whole_command()


def _whole_command() -> Iterator[Case]:
    """The command from its start to its JSON; its anchor is metafor, or plain numpy where there is no R."""
    path = Path(tempfile.mkdtemp(prefix="plenary-bench-")) / "cases.json"
    documents = [_document(number) for number in range(ANALYSES)]
    path.write_text(json.dumps({"schema": "synthesis-reference/1", "cases": documents}))
    name = f"synthesis: `synthesize` on {ANALYSES:,} analyses, start and JSON included"
    if _has_metafor():
        fits = _seconds_of_metafor(path)
        yield Case(name, lambda: _synthesize(path), "metafor's fits", fits, aim=0.1)
        yield Case(
            "synthesis: a whole analysis of 10 studies",
            lambda: _complete(TRIALS),
            "one fit by metafor",
            fits / ANALYSES,
            aim=0.1,
            calls=200,
        )
        return
    print("metafor is not installed: `synthesize` is measured against plain numpy", file=sys.stderr)  # noqa: T201 - a command's output
    columns = [document["data"] for document in documents]
    yield Case(
        name,
        lambda: _synthesize(path),
        f"{ANALYSES:,} times the bare sums in plain numpy",
        lambda: [_plainly(each) for each in columns],
        aim=25,
    )


def _synthesize(path: Path) -> bytes:
    command = [sys.executable, "manage.py", "synthesize", str(path)]
    return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True).stdout  # noqa: S603 - our own command


def _has_metafor() -> bool:
    program = (
        'quit(status = !all(sapply(c("metafor", "jsonlite"), requireNamespace, quietly = TRUE)))'
    )
    found = shutil.which("Rscript")
    return bool(found) and not subprocess.run([found, "-e", program], check=False).returncode  # noqa: S603 - R's own


def _seconds_of_metafor(path: Path) -> float:
    command = ["Rscript", "-e", METAFOR % path]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)  # noqa: S603 - R's own


def _complete(columns: dict) -> tuple[Pooled, tuple[float, float] | None]:
    pooled = pool(columns, **RANDOM_EFFECTS)
    return pooled, prediction(pooled.estimate, pooled.se, pooled.tau2, df=pooled.k - 2)


def _plainly(columns: dict) -> tuple:
    """Effects, limits, weights, pooled effect, Q, tau2, I2 and prediction interval, by inverse variance."""
    a, n, c, m = (np.array(columns[key], float) for key in TRIALS)
    y = np.log(a / n) - np.log(c / m)
    v = 1 / a - 1 / n + 1 / c - 1 / m
    half = 1.96 * np.sqrt(v)
    return y - half, y + half, *_sums(y, v)


def _sums(y: np.ndarray, v: np.ndarray) -> tuple:
    w = 1 / v
    total, df = w.sum(), len(y) - 1
    q = (w * (y - (w * y).sum() / total) ** 2).sum()
    tau2 = max(0.0, (q - df) / (total - (w * w).sum() / total))
    w = 1 / (v + tau2)
    total = w.sum()
    mean, se = (w * y).sum() / total, 1 / math.sqrt(total)
    wide = 2.306 * math.sqrt(se * se + tau2)
    return 100 * w / total, mean - 1.96 * se, mean, mean + 1.96 * se, q, mean - wide, mean + wide


def _one_by_one(pooled: Pooled) -> list[tuple]:
    y, se = pooled.pooled_effects()
    v = se * se
    return [_sums(np.delete(y, i), np.delete(v, i)) for i in range(len(y))]


def _effects() -> tuple[np.ndarray, np.ndarray]:
    y, se = pool(TRIALS, **RANDOM_EFFECTS).pooled_effects()
    return y, se * se


def _document(number: int) -> dict:
    options = {"measure": "RR", "method": "IV", "model": "RE", "tau2": "DL", "scale": "log"}
    data = {name: column.tolist() for name, column in _trials(10, seed=number).items()}
    return {"id": f"c{number}", "kind": "pairwise", "options": options, "data": data}


def _trials(k: int, seed: int = 1) -> dict[str, np.ndarray]:
    """Made-up trials with events in every arm, the same in every run."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    arms = [(chance.randint(30, 500), chance.randint(30, 500)) for _ in range(k)]
    risks = [(chance.uniform(0.05, 0.4), chance.uniform(0.05, 0.4)) for _ in range(k)]
    return {
        f"{what}_{arm + 1}": np.array(
            [
                n[arm] if what == "total" else 1 + int(n[arm] * p[arm])
                for n, p in zip(arms, risks, strict=True)
            ]
        )
        for arm in (0, 1)
        for what in ("events", "total")
    }

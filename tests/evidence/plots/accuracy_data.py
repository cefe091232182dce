"""Figure 2 of the seed paper: 12 rows of MRI and 11 of CT, with the model fitted to each."""

import csv

from evidence.plots.paired_forest import Accuracy
from evidence.synthesis import accuracy
from evidence.synthesis.accuracy_analysis import fit
from tests.evidence.synthesis.reference import DATA

COUNTS = ("tp", "fp", "fn", "tn")


def printed() -> list[dict[str, str]]:
    """The rows as printed."""
    with (DATA / "figure_2.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def accuracy_of(name: str, *, fitted: bool = True) -> Accuracy:
    rows = [row for row in printed() if row["test"] == name]
    counts = {column: [int(row[column]) for row in rows] for column in COUNTS}
    labels = [row["study"] for row in rows]
    model = fit(**counts, labels=labels) if fitted else None
    return Accuracy(name, counts, accuracy.rows(**counts, labels=labels), model)

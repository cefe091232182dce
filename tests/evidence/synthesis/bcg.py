"""Thirteen trials of BCG vaccine after Colditz 1994, as they stand in dat.bcg of R's metadat."""

import json
from pathlib import Path

# What metafor gives for them, with the program that made it beside it.
METAFOR = json.loads(
    (Path(__file__).parents[2] / "data" / "metafor" / "bcg.json").read_text(encoding="utf-8")
)

# Cases and others among the vaccinated, among the controls, year, absolute latitude.
BCG = [
    (4, 119, 11, 128, 1948, 44),
    (6, 300, 29, 274, 1949, 55),
    (3, 228, 11, 209, 1960, 42),
    (62, 13536, 248, 12619, 1977, 52),
    (33, 5036, 47, 5761, 1973, 13),
    (180, 1361, 372, 1079, 1953, 44),
    (8, 2537, 10, 619, 1973, 19),
    (505, 87886, 499, 87892, 1980, 13),
    (29, 7470, 45, 7232, 1968, 27),
    (17, 1699, 65, 1600, 1961, 42),
    (186, 50448, 141, 27197, 1974, 18),
    (5, 2493, 3, 2338, 1969, 33),
    (27, 16886, 29, 17825, 1976, 33),
]
COLUMNS = {
    "events_1": [row[0] for row in BCG],
    "total_1": [row[0] + row[1] for row in BCG],
    "events_2": [row[2] for row in BCG],
    "total_2": [row[2] + row[3] for row in BCG],
}
YEARS = [row[4] for row in BCG]
LATITUDES = [row[5] for row in BCG]

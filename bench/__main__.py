"""`python -m bench`: measure everything, print a table, write `build/bench.json`."""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import django

RESULTS = Path("build/bench.json")


def main() -> int:
    """Exit code 1 when an aim does not hold."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.db import connection  # needs settings

    connection.creation.create_test_db(verbosity=0)
    from bench import (  # need settings
        accuracy,
        ballot,
        chain,
        comments,
        inbox,
        profile,
        responses,
        storm,
        synthesis,
    )
    from bench.measure import measure  # beside its cases

    measured = [
        measure(case)
        for module in (ballot, synthesis, accuracy, chain, profile, responses, inbox)
        for case in module.cases()
    ]
    measured += responses.memory()
    measured += storm.measure_all()
    measured += comments.measure_all()
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps([each.as_data() for each in measured], indent=1) + "\n")
    print("\n".join(_table(measured)))  # noqa: T201 - a command's output
    return 0 if all(each.holds for each in measured) else 1


def _table(measured: Iterable) -> Iterator[str]:
    yield f"{'what':60} {'ours':>9} {'anchor':>10}      {'ratio':>7} {'aim':>5}"
    for each in measured:
        # Times are read in milliseconds.
        factor, unit = (1e3, "ms") if each.unit == "s" else (1, each.unit)
        figures = f"{each.value * factor:9.3f} {each.anchor_value * factor:10.3f} {unit:4}"
        verdict = "holds" if each.holds else "DOES NOT HOLD"
        aim = f"{'>=' if each.at_least else '<='}{each.aim:g}"
        yield f"{each.name:60} {figures} {each.ratio:7.3g} {aim:>6}  {verdict} (anchor: {each.anchor})"


if __name__ == "__main__":
    sys.exit(main())

"""`python -m tests.drills [NUMBER ...]`: run the drills, one line for each; exit code 1 on a failure."""

import sys
import time
import traceback

from tests.drills import broker, chains, clicks, closing, comments, crashes, upkeep
from tests.drills.processes import stopping
from tests.drills.register import DRILLS, Outcome
from tests.drills.site import Site

MODULES = (broker, chains, clicks, closing, comments, crashes, upkeep)


def main(numbers: list[int]) -> int:
    """Exit code 1 when a drill did not hold, 2 when there is none of a number."""
    unknown = set(numbers) - set(DRILLS)
    if unknown:
        print(f"No drill has the number {', '.join(map(str, sorted(unknown)))}.", file=sys.stderr)  # noqa: T201 - a command's output
        return 2
    failed = 0
    stopping.listen()
    with Site() as site:
        for number in numbers or sorted(DRILLS):
            name, function = DRILLS[number]
            start = time.monotonic()
            # What the drill before left of connections is not this one's business.
            site.forget_connections()
            try:
                outcome = function(site)
            except Exception:  # noqa: BLE001 - the other drills go on
                outcome = Outcome("broke off", [traceback.format_exc()])
            failed += bool(outcome.faults)
            verdict = "holds" if not outcome.faults else "FAILS"
            took = time.monotonic() - start
            print(f"{number:2} {verdict} {name}: {outcome.figures} [{took:.0f} s]", flush=True)  # noqa: T201 - a command's output
            for fault in outcome.faults:
                print(f"   - {fault}", flush=True)  # noqa: T201 - same
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main([int(each) for each in sys.argv[1:]]))

#!/usr/bin/env python
"""Plenary's command line."""

import os
import sys


def main() -> None:
    """Run a management command; `synthesize` without Django, whose start would outlast the work."""
    if sys.argv[1:2] == ["synthesize"]:
        # No matrix here is large enough for threads; starting them takes longer than the sums.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from evidence.synthesis_cases.command import main as synthesize

        sys.exit(synthesize(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

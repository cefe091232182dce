"""Measurements, each against an anchor that is measured in the same run on the same machine.

`make bench` prints a table and writes `build/bench.json`. A ratio to an anchor says more than
seconds do: it stays the same on a faster machine.
"""

"""Fault drills on real processes: servers are killed while people vote, and the votes are counted.

`make drills` runs them all. docs/drills.md says what each of them shows and what it does not.
"""

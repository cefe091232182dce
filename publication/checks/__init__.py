"""A linter for guidelines: rules that read the whole chain and say where it does not hold together.

A rule speaks of what was done and is doubtful. What is merely not done yet is no finding; the
overview says that.
"""

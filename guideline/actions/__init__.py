"""What a committee does with its guideline: one module for each noun, one function for each verb.

Every verb asks for the permission, refuses with everything that stands in the way, changes, and
records what it did; all in one transaction.
"""

"""What is done with evidence: one module for each noun, one function for each verb.

Every verb asks for the permission, refuses with everything that stands in the way, changes, and
records what it did, with the values before and after; all in one transaction.
"""

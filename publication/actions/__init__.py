"""The verbs of publication."""

"""Guideline bundles: a whole guideline as YAML 1.2 or JSON, in and out."""

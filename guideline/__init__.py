"""Scope, panel and roles, conflicts of interest, topics, PICO questions, outcomes, stages."""

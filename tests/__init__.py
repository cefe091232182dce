"""Tests, arranged like the packages that they test."""

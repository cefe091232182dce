"""Answering: the committee's way from a comment to its approved answer."""

"""Hearings over REST: what the pages do, for programs; commenting needs no account."""

"""The REST interface of hearings."""

"""The verbs of voting: drafting, judging, opening, casting, closing."""

"""The verbs of a hearing: opening, commenting, answering, closing."""

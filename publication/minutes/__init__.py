"""Minutes of rounds and of meetings, as blocks of text that a page, Word and PDF set."""

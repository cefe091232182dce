"""Settings, the table of contents of URLs, and the processes' entry points."""

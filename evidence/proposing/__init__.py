"""What the rules propose for a body of evidence: its figures, the words, the settings, and judging otherwise."""

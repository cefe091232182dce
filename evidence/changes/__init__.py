"""What changed of the evidence: told in words, kept as a history, rebuilt to be compared."""

"""Taking comments in: read in one statement, entered in one step, nothing lost, nothing dropped."""

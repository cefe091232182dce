"""PostgreSQL as Django has it, with a cheaper question whether a pooled connection still lives."""

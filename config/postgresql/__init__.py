"""PostgreSQL as Django has it, with a cheaper question whether a connection that is kept still lives."""

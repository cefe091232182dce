"""The public hearing: comments, responses, changes."""

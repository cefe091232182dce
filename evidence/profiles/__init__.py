"""The evidence profile and the summary of findings of a question, as GRADE lays them out."""

"""Searches, records, screening, studies, results, risk of bias, synthesis, certainty."""

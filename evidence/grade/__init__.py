"""GRADE as arithmetic: certainty from design and judgements, overall certainty, absolute effects."""

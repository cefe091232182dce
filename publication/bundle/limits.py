"""How large a bundle may be: far beyond any guideline, far below what hurts a server."""

# One guideline with 20 000 screened records stays under 10 MB and 500 000 values.
MOST_BYTES = 20_000_000
# Keys and values, aliases expanded.
MOST_NODES = 1_000_000
# The deepest place that has a meaning is 12 levels down.
MOST_DEPTH = 40

# Problems told of a bundle, of shape and of content each: more than anybody mends in one go.
MOST_PROBLEMS = 1000

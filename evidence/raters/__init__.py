"""Two raters, blind to each other: who may see what, how far they agree, what they reconcile."""

"""Ground floor: the chained record of who did what, and its verification."""

"""Ground floor: work that must happen once, after the commit that asked for it."""

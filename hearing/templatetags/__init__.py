"""Template filters of hearing pages."""

"""Cases of evidence synthesis as data: a kind with options and columns in, a block of figures out."""

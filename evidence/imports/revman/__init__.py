"""Reviews from RevMan: files of RevMan 5 and data packages of RevMan Web, read and computed again."""

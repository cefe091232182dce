"""The next version of Plenary as far as its database goes: a new column and a new index for ballots."""

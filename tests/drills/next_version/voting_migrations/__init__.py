"""Voting's migrations, and two more."""

from voting import migrations

__path__ += list(migrations.__path__)

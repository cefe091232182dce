"""The settings of the next version: those of this one, and its migrations."""

from config.settings import *  # noqa: F403 - all of them, and one more

MIGRATION_MODULES = {"voting": "tests.drills.next_version.voting_migrations"}

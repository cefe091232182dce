"""Who may read the history of evidence: it tells who did what, as the log does, and hides as the log does."""

import rules

from guideline.permissions import holds, stays_in_the_room

rules.set_perm("evidence.view_history", holds("evidence.view_history") & stays_in_the_room)

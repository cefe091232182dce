"""What this floor tells the floors above, which it may not know: they connect when they are ready.

Both are sent inside the deed's transaction, so what a receiver refuses undoes the deed.
"""

from django.dispatch import Signal

# `conflict`: before anything is written; whoever has to lock rows does it here, in one order for all.
deciding_conflict = Signal()
# `conflict`, `by`: the decision is written.
conflict_decided = Signal()
# `moment`: the evidence of a question is no longer what it was.
moment_kept = Signal()

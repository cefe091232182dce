"""Whether a change of a draft is one of substance, and so asks for a new vote. Pure."""

from collections.abc import Iterable, Mapping

from guideline.text import Text
from voting.drafts.wording import same, wording_state


def is_substance(
    before: Mapping[str, Text],
    after: Mapping[str, Text],
    corrections: Iterable[tuple[Text, Text]] = (),
) -> bool:
    """Whether the statement says something else and no confirmed correction, (before, after), led there.

    Remarks and justification explain what was decided; the vote was on the statement.
    """
    one, other = before.get("statement"), after.get("statement")
    if same(one, other):
        return False
    return wording_state(one, corrections, other) == "changed"


def round_is_due(
    *, voted: Text, opened_after: bool, corrections: Iterable[tuple[Text, Text]], now: Text
) -> bool:
    """Whether what stands now has not been voted on after such a change.

    `voted` is the wording of the last closed round, None where it is not known; then only a round that
    opened after the change counts. A change that was taken back needs no round.
    """
    if voted is None:
        return not opened_after
    return wording_state(voted, corrections, now) == "changed"

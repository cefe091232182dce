"""The stages of a guideline: what each is for and where it may go next. Pure.

A stage tells people where the work stands; it opens no door by itself. What may be done is decided
by the facts (a round can be opened when its statement stands), so an imported guideline needs no
ceremony before its next vote.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its name, the sentence people read, and the stages that may follow."""

    name: str
    sentence: str
    next: tuple[str, ...]


STAGES: tuple[Stage, ...] = (
    Stage("scope", "The panel is called together and the questions are put.", ("evidence",)),
    Stage("evidence", "Studies are searched, extracted and rated.", ("deliberation",)),
    Stage(
        "deliberation",
        "The panel weighs the evidence and votes.",
        ("evidence", "hearing", "published"),
    ),
    Stage(
        "hearing",
        "The public comments on the draft; every comment is answered.",
        ("deliberation", "published"),
    ),
    Stage(
        "published",
        "A numbered version is public; a later one may correct it.",
        ("evidence", "deliberation", "hearing"),
    ),
)
FIRST_STAGE = STAGES[0].name
BY_NAME = {stage.name: stage for stage in STAGES}


def may_follow(current: str, wanted: str) -> bool:
    """Whether the guideline may go from one stage to the other."""
    return wanted in BY_NAME[current].next


def number_of(name: str) -> int:
    """The stage's place in the order, from 1."""
    return [stage.name for stage in STAGES].index(name) + 1

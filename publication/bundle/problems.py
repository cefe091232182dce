"""What is wrong with a bundle: a path, a message, and the refusal that carries all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Step = str | int
LONGEST_STEP = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: where (`questions[0].id`, or a place in the text, or nowhere), and what."""

    path: str
    message: str

    def __str__(self) -> str:
        return one_line(f"{self.path}: {self.message}" if self.path else self.message)


class BundleRefused(Exception):
    """A bundle is refused whole; `problems` lists everything that was found, in its order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def refusal(message: str, path: str = "") -> BundleRefused:
    """A refusal for a single reason."""
    return BundleRefused([Problem(path, message)])


def path_text(steps: Sequence[Step]) -> str:
    """Steps as people read them: ('questions', 0, 'id') is `questions[0].id`."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{shortened(step)}" if text else shortened(step)
    return text


def shortened(word: str) -> str:
    """A key or value short enough to be quoted in a sentence."""
    return word if len(word) <= LONGEST_STEP else word[: LONGEST_STEP - 1] + "…"


def one_line(text: str) -> str:
    """Text that stays on its line whatever a bundle has put into it."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)

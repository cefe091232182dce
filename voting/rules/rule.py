"""Decision rules as data: options, base, comparison, exact thresholds, quorum and rounds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Literal, TypeVar

Option = Literal[
    "strong-for",
    "weak-for",
    "neither",
    "either",
    "weak-against",
    "strong-against",
    "abstain",
]
Preset = Literal["over-70", "over-70-pooled", "grade-grid", "two-thirds"]
Base = Literal["cast", "cast-with-abstentions", "eligible"]
Comparison = Literal[">", ">="]
Otherwise = Literal["another-round", "no-recommendation"]
# How `over-70-pooled` finds a side: more than half; half and less than a fifth opposed; or the
# share that the strength itself needed.
DirectionTest = Literal["majority", "opposition", "threshold"]
# Who has to say why: nobody, whoever votes otherwise than most did the round before, everybody.
CommentPolicy = Literal["optional", "minority", "all"]
# Whether one absent voter's written vote may be cast by another, who casts one such vote at most.
ProxyPolicy = Literal["none", "written"]
ChairVote = Literal["votes", "does-not-vote"]
# Whether a vote for neither is a vote like others, or is left out wherever an abstention is.
NeitherAs = Literal["vote", "abstention"]

# The canonical order of options, on ballots and in tallies.
OPTIONS: tuple[Option, ...] = (
    "strong-for",
    "weak-for",
    "neither",
    "either",
    "weak-against",
    "strong-against",
    "abstain",
)
DIRECTED_OPTIONS: tuple[Option, ...] = ("strong-for", "weak-for", "weak-against", "strong-against")
# `either` is there only where a guideline turns it on.
DEFAULT_OPTIONS: tuple[Option, ...] = tuple(option for option in OPTIONS if option != "either")

BASES: tuple[Base, ...] = ("cast", "cast-with-abstentions", "eligible")
COMPARISONS: tuple[Comparison, ...] = (">", ">=")
OTHERWISES: tuple[Otherwise, ...] = ("another-round", "no-recommendation")
DIRECTION_TESTS: tuple[DirectionTest, ...] = ("majority", "opposition", "threshold")
COMMENT_POLICIES: tuple[CommentPolicy, ...] = ("optional", "minority", "all")
PROXY_POLICIES: tuple[ProxyPolicy, ...] = ("none", "written")
CHAIR_VOTES: tuple[ChairVote, ...] = ("votes", "does-not-vote")
NEITHER_AS: tuple[NeitherAs, ...] = ("vote", "abstention")
# A year: the hours between two rounds that a rule may ask for.
LONGEST_PAUSE = 8760

HALF = Fraction(1, 2)
FRACTION = re.compile(r"([0-9]{1,6})(?:/([0-9]{1,6}))?", re.ASCII)

Problem = tuple[str, str]
Word = TypeVar("Word", bound=str)


class RuleError(ValueError):
    """A decision rule that cannot be used; `problems` lists (key path, message) pairs."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep every problem, and show them all in the message."""
        self.problems = problems
        super().__init__("; ".join(f"{path}: {text}" if path else text for path, text in problems))


@dataclass(frozen=True, slots=True)
class Rule:
    """A decision rule, fixed when a round opens and stored with it.

    `strong` and `weak` are the shares of the base that a strong and a weak option must reach. In
    `grade-grid`, `weak` is the share that one side (strong and weak together) must reach. Those from
    `direction` on came later: rules stored before they were there hold their defaults. `neither_as`
    an abstention can never win; `pause` are the hours that a panel has between two rounds.
    """

    preset: Preset
    options: tuple[Option, ...] = DEFAULT_OPTIONS
    base: Base = "cast"
    comparison: Comparison = ">"
    strong: Fraction = Fraction(7, 10)
    weak: Fraction = Fraction(7, 10)
    quorum: Fraction | None = None
    rounds: int = 3
    otherwise: Otherwise = "another-round"
    direction: DirectionTest = "majority"
    comment: CommentPolicy = "optional"
    proxy: ProxyPolicy = "none"
    chair: ChairVote = "votes"
    reminders: bool = True
    neither_as: NeitherAs = "vote"
    pause: int = 0

    @property
    def threshold_for_neither(self) -> Fraction:
        """Return the share that `neither` or `either` must reach."""
        # The grid's weak share is only half of the base, too little to stop or to level a question.
        return self.strong if self.preset == "grade-grid" else self.weak

    @property
    def abstentions(self) -> tuple[Option, ...]:
        """Return the options that are left out of the votes cast."""
        return ("neither", "abstain") if self.neither_as == "abstention" else ("abstain",)

    @property
    def needs_eligible(self) -> bool:
        """Return whether the rule cannot be applied without knowing how many may vote."""
        return self.base == "eligible" or self.quorum is not None

    @property
    def chair_votes(self) -> bool:
        """Return whether whoever leads the panel has a vote of their own."""
        return self.chair == "votes"

    def as_data(self) -> dict[str, Any]:
        """Return the rule as a mapping of plain values that `rule_from` reads back unchanged."""
        return {
            "preset": self.preset,
            "options": list(self.options),
            "base": self.base,
            "comparison": self.comparison,
            "strong": str(self.strong),
            "weak": str(self.weak),
            "quorum": None if self.quorum is None else str(self.quorum),
            "rounds": self.rounds,
            "otherwise": self.otherwise,
            "direction": self.direction,
            "comment": self.comment,
            "proxy": self.proxy,
            "chair": self.chair,
            "reminders": self.reminders,
            "neither_as": self.neither_as,
            "pause": self.pause,
        }

    def as_said(self) -> str | dict[str, Any]:
        """Return the rule as its preset's name, or as what differs from its preset."""
        usual = PRESETS[self.preset].as_data()
        own = {key: part for key, part in self.as_data().items() if part != usual[key]}
        if not own:
            return self.preset
        return own if self.preset == DEFAULT_RULE.preset else {"preset": self.preset, **own}

    def conduct(self) -> list[tuple[str, Any]]:
        """Return what the rule says of how a round is held, as (key, value)."""
        keys = ("neither_as", "comment", "proxy", "chair", "reminders")
        return [(key, getattr(self, key)) for key in keys]


PRESETS: dict[Preset, Rule] = {
    # The rule of the JSHBPS guideline of 2021 (section 2), direction being part of the vote.
    "over-70": Rule("over-70"),
    # The same sentence read without direction.
    "over-70-pooled": Rule("over-70-pooled"),
    # Jaeschke 2008 (BMJ 337:a744), as the Japanese skin cancer guideline words it.
    "grade-grid": Rule(
        "grade-grid",
        comparison=">=",
        weak=HALF,
        rounds=2,
        otherwise="no-recommendation",
    ),
    # The WHO tuberculosis groups: more than two thirds.
    "two-thirds": Rule("two-thirds", strong=Fraction(2, 3), weak=Fraction(2, 3)),
}
DEFAULT_RULE = PRESETS["over-70"]
KEYS = tuple(DEFAULT_RULE.as_data())


def share_text(share: Fraction) -> str:
    """Return a share as people say it: whole per cent ('70 %') or the fraction itself ('2/3')."""
    percent = share * 100
    return f"{percent} %" if percent.denominator == 1 else str(share)


def rule_from(value: str | Mapping[str, Any]) -> Rule:
    """Return the rule that a preset's name or a mapping describes.

    The mapping's keys override those of its `preset` (over-70 when absent).
    RuleError with every problem at once; nothing is guessed or rounded.
    """
    if isinstance(value, str):
        value = {"preset": value}
    if not isinstance(value, Mapping):
        raise RuleError([("", "must be the name of a preset or a mapping")])
    reader = _Reader(value)
    rule = reader.rule()
    problems = reader.problems or _contradictions(rule)
    if problems:
        raise RuleError(problems)
    return rule


def _contradictions(rule: Rule) -> list[Problem]:
    """More than everything can never be reached; a test that nothing asks for decides nothing."""
    problems = [
        (key, "more than the whole base can never be reached; use comparison '>='")
        for key, share in (("strong", rule.strong), ("weak", rule.weak))
        if rule.comparison == ">" and share == 1
    ]
    if rule.direction != "majority" and rule.preset != "over-70-pooled":
        problems.append(("direction", "only over-70-pooled tests the direction by itself"))
    return problems


def _fraction(raw: object) -> Fraction | None:
    """Return a share written as 'p/q', '1' or 1; decimals are refused, for they are not exact."""
    if isinstance(raw, bool) or not isinstance(raw, (int, str)):
        return None
    match = FRACTION.fullmatch(str(raw))
    if match is None or (match[2] and int(match[2]) == 0):
        return None
    return Fraction(int(match[1]), int(match[2] or 1))


class _Reader:
    """Reads the keys of one mapping, falls back on a preset, and collects what is wrong."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.value = value
        self.problems: list[Problem] = [
            (str(key), "unknown key") for key in value if key not in KEYS
        ]

    def rule(self) -> Rule:
        preset = PRESETS[self.choice("preset", tuple(PRESETS), DEFAULT_RULE.preset)]
        return replace(
            preset,
            options=self.options(preset.options),
            base=self.choice("base", BASES, preset.base),
            comparison=self.choice("comparison", COMPARISONS, preset.comparison),
            strong=self.threshold("strong", preset.strong),
            weak=self.threshold("weak", preset.weak),
            quorum=self.quorum(preset.quorum),
            rounds=self.rounds(preset.rounds),
            otherwise=self.choice("otherwise", OTHERWISES, preset.otherwise),
            direction=self.choice("direction", DIRECTION_TESTS, preset.direction),
            comment=self.choice("comment", COMMENT_POLICIES, preset.comment),
            proxy=self.choice("proxy", PROXY_POLICIES, preset.proxy),
            chair=self.choice("chair", CHAIR_VOTES, preset.chair),
            reminders=self.switch("reminders", preset.reminders),
            neither_as=self.choice("neither_as", NEITHER_AS, preset.neither_as),
            pause=self.pause(preset.pause),
        )

    def choice(self, key: str, words: tuple[Word, ...], default: Word) -> Word:
        raw = self.value.get(key, default)
        for word in words:
            if raw == word:
                return word
        self.problems.append((key, f"must be one of {', '.join(words)}"))
        return default

    def share(self, key: str, at_least: Fraction, default: Fraction) -> Fraction:
        if key not in self.value:
            return default
        share = _fraction(self.value[key])
        if share is None:
            self.problems.append((key, "must be an exact fraction such as '7/10'"))
        elif not at_least <= share <= 1 or share == 0:
            lowest = f"{at_least}" if at_least else "more than 0"
            self.problems.append((key, f"must be {lowest} to 1"))
        else:
            return share
        return default

    def threshold(self, key: str, default: Fraction) -> Fraction:
        # Under one half two options could both reach it.
        return self.share(key, HALF, default)

    def quorum(self, default: Fraction | None) -> Fraction | None:
        if self.value.get("quorum", default) is None:
            return None
        return self.share("quorum", Fraction(0), default or HALF)

    def rounds(self, default: int) -> int:
        raw = self.value.get("rounds", default)
        if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 1:
            return raw
        self.problems.append(("rounds", "must be a whole number from 1"))
        return default

    def pause(self, default: int) -> int:
        raw = self.value.get("pause", default)
        if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= LONGEST_PAUSE:
            return raw
        self.problems.append(("pause", f"must be a whole number of hours, 0 to {LONGEST_PAUSE}"))
        return default

    def switch(self, key: str, default: bool) -> bool:
        raw = self.value.get(key, default)
        if isinstance(raw, bool):
            return raw
        self.problems.append((key, "must be true or false"))
        return default

    def options(self, default: tuple[Option, ...]) -> tuple[Option, ...]:
        raw = self.value.get("options", default)
        if not isinstance(raw, (list, tuple)):
            self.problems.append(("options", "must be a list"))
            return default
        for place, word in enumerate(raw):
            if word not in OPTIONS:
                self.problems.append((f"options[{place}]", "unknown option"))
            elif word in raw[:place]:
                self.problems.append((f"options[{place}]", "listed twice"))
        if not any(option in raw for option in DIRECTED_OPTIONS):
            self.problems.append(("options", "no option for or against"))
        return tuple(option for option in OPTIONS if option in raw)

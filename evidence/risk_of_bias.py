"""Tools for risk of bias, and the judgements that each knows. Pure.

RoB 2 (Sterne, BMJ 2019;366:l4898), ROBINS-I (Sterne, BMJ 2016;355:i4919), QUADAS-2 (Whiting, Ann
Intern Med 2011;155:529), which has four domains, three questions of applicability and no overall
judgement. Any other tool is taken to know low, unclear and high.
"""

from collections.abc import Mapping
from typing import Any

TOOLS: Mapping[str, tuple[str, ...]] = {
    "rob-2": ("low", "some-concerns", "high"),
    "robins-i": ("low", "moderate", "serious", "critical", "no-information"),
    "quadas-2": ("low", "high", "unclear"),
    "other": ("low", "unclear", "high"),
}
QUADAS_DOMAINS = ("selection", "index_test", "reference", "flow")
APPLICABILITY = ("selection", "index_test", "reference")
# Every judgement that some tool knows, from the least to the most concern.
JUDGEMENTS = (
    "low",
    "some-concerns",
    "moderate",
    "serious",
    "high",
    "critical",
    "unclear",
    "no-information",
)


def known_by(tool: str) -> tuple[str, ...]:
    """The judgements that a tool knows."""
    return TOOLS.get(tool, TOOLS["other"])


def misfits(judged: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What does not fit the tool, as (key, code); key `applicability.x` for its questions.

    Codes: `missing` for a judgement that the tool asks for, `unknown` for a word it does not know.
    """
    tool = judged.get("tool", "")
    if not tool:
        return [("tool", "missing")]
    if tool != "quadas-2":
        return _judged({"overall": judged.get("overall")}, known_by(tool))
    asked = {name: judged.get(name) for name in QUADAS_DOMAINS}
    further = judged.get("applicability") or {}
    asked |= {f"applicability.{name}": further.get(name) for name in APPLICABILITY}
    return _judged(asked, known_by(tool))


def _judged(asked: Mapping[str, Any], known: tuple[str, ...]) -> list[tuple[str, str]]:
    missing = [(key, "missing") for key, word in asked.items() if not word]
    unknown = [(key, "unknown") for key, word in asked.items() if word and word not in known]
    return missing + unknown

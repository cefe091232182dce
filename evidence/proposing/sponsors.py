"""Whether a study's sponsor, as somebody wrote it down, is industry. Pure.

A sponsor is free text, so only plain words are taken for an answer; anything else is not known.
"""

import re

# Mixed funding counts as industry: the interest is there.
_INDUSTRY = re.compile(
    r"\b(industry|pharma\w*|manufacturer|company|corporation|corp|inc|ltd|limited|gmbh|plc|llc)\b",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(none|no (external )?(funding|sponsor)|not funded|public|government|ministry|university"
    r"|national institutes?|research council|charity|hospital)\b",
    re.IGNORECASE,
)


def is_industry(sponsor: str) -> bool | None:
    """True for a company, False for public money or none, None where the words do not tell."""
    if _INDUSTRY.search(sponsor):
        return True
    return False if _PUBLIC.search(sponsor) else None

"""What the mail server found out about a sender: the newest Authentication-Results header (RFC 8601)."""

import enum
import re
from collections.abc import Sequence

COMMENT = re.compile(r"\([^()]*\)")
RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)


class Trust(enum.Enum):
    """Whether a letter comes from whom it names: proven, refuted, or nobody looked."""

    PROVEN = "proven"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


def trust_in(headers: Sequence[str]) -> Trust:
    """The verdict of our own mail server: it puts its header above those that came with the letter, which anybody may write."""
    if not headers:
        return Trust.UNKNOWN
    found: dict[str, set[str]] = {}
    for method, result in RESULT.findall(COMMENT.sub("", headers[0])):
        found.setdefault(method.lower(), set()).add(result.lower())
    if "dmarc" in found:
        return _verdict(found["dmarc"])
    verdicts = {_verdict(results) for results in (found.get("dkim"), found.get("spf")) if results}
    return next((one for one in (Trust.PROVEN, Trust.REFUTED) if one in verdicts), Trust.UNKNOWN)


def _verdict(results: set[str]) -> Trust:
    if "pass" in results:
        return Trust.PROVEN
    return Trust.REFUTED if results & {"fail", "softfail", "permerror"} else Trust.UNKNOWN

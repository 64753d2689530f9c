"""What the operator's own mail server found out about a sender: its Authentication-Results headers (RFC 8601)."""

import enum
import re
from collections.abc import Collection, Sequence
from itertools import takewhile

NAME = "authentication-results"
COMMENT = re.compile(r"\([^()]*\)")
SERVER = re.compile(r'^\s*"?([^\s;"]+)')
RESULT = re.compile(r"^\s*(dmarc|dkim|spf)\s*=\s*([a-z]+)", re.IGNORECASE)
ABOUT = {
    "dmarc": re.compile(r"\bheader\.from\s*=\s*\"?(?:[^\s;\"@]*@)?([^\s;\"]+)", re.IGNORECASE),
    "dkim": re.compile(r"\bheader\.[di]\s*=\s*\"?(?:[^\s;\"@]*@)?([^\s;\"]+)", re.IGNORECASE),
    "spf": re.compile(r"\bsmtp\.mailfrom\s*=\s*\"?(?:[^\s;\"@]*@)?([^\s;\"]+)", re.IGNORECASE),
}
type Headers = Sequence[tuple[str, str]]


class Trust(enum.Enum):
    """Whether a letter comes from whom it names: proven, refuted, or nobody whom we believe has looked."""

    PROVEN = "proven"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


def trust_in(headers: Headers, servers: Collection[str], domain: str) -> Trust:
    """The verdict of our own `servers` (their authserv-ids) on a letter from an address of `domain`, of all its headers in their order.

    Only the topmost block of results counts, and in it only what our own servers wrote: anybody may write the rest. DKIM and SPF prove
    nothing but their own domain, so theirs must be the sender's.
    """
    found: dict[str, Trust] = {}
    for value in _topmost(headers):
        text = COMMENT.sub("", value)
        server = SERVER.match(text)
        if server is None or server[1].lower() not in servers:
            break
        for method, verdict in _verdicts(text, domain.lower()):
            found[method] = _better(found.get(method), verdict)
    if found.get("dmarc", Trust.UNKNOWN) is not Trust.UNKNOWN:
        return found["dmarc"]
    others = {found.get("dkim"), found.get("spf")}
    return next((one for one in (Trust.PROVEN, Trust.REFUTED) if one in others), Trust.UNKNOWN)


def _topmost(headers: Headers) -> list[str]:
    """The results that stand together above all others: every server on the way puts its headers above those that it finds."""
    first = next((place for place, (name, _value) in enumerate(headers) if name.lower() == NAME), len(headers))
    return [value for _name, value in takewhile(lambda one: one[0].lower() == NAME, headers[first:])]


def _verdicts(text: str, domain: str) -> list[tuple[str, Trust]]:
    verdicts = []
    for part in text.split(";")[1:]:
        result = RESULT.match(part)
        if result is not None:
            method, word = result[1].lower(), result[2].lower()
            about = ABOUT[method].search(part)
            # A server that speaks of the sender alone may leave out whom it means; a signature is always somebody's.
            is_theirs = _is_aligned(about[1].lower(), domain) if about else method == "dmarc"
            verdicts.append((method, _verdict(word, is_theirs=is_theirs)))
    return verdicts


def _verdict(word: str, *, is_theirs: bool) -> Trust:
    if word == "pass":
        return Trust.PROVEN if is_theirs else Trust.UNKNOWN
    return Trust.REFUTED if word in ("fail", "softfail", "permerror") else Trust.UNKNOWN


def _better(before: Trust | None, now: Trust) -> Trust:
    """Of several signatures one that holds is enough."""
    return now if before is None or now is Trust.PROVEN else before


def _is_aligned(one: str, other: str) -> bool:
    return one == other or one.endswith(f".{other}") or ("." in one and other.endswith(f".{one}"))

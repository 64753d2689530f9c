"""What can be wrong with a source as a whole: then nothing of it is written."""

from collections.abc import Mapping


class Trouble(Exception):
    """A source that cannot be read as it is. `code` is stable (see words.TROUBLES), `facts` are plain values for its sentence."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts

    def as_json(self) -> dict[str, object]:
        """As it is kept with a source and a run."""
        return {"code": self.code, "facts": self.facts}


def facts_of(kept: Mapping[str, object]) -> dict[str, object]:
    """The facts of a kept trouble."""
    found = kept.get("facts", {})
    return dict(found) if isinstance(found, dict) else {}

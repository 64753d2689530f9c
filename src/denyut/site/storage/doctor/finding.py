"""What a check found: well, doubtful or broken, in one sentence, with what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True)
class Finding:
    """`name` is stable for programs; `remedy` is empty where nothing needs to be done."""

    name: str
    level: Level
    sentence: str
    remedy: str = ""


def well(name: str, sentence: str) -> Finding:
    return Finding(name, Level.OK, sentence)


def doubtful(name: str, sentence: str, remedy: str) -> Finding:
    return Finding(name, Level.WARN, sentence, remedy)


def broken(name: str, sentence: str, remedy: str) -> Finding:
    return Finding(name, Level.FAIL, sentence, remedy)

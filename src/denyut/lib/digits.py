"""Digits of any script, read as the ten that machines know."""

import re

# Marks that steer the direction of text or join letters; people paste them unseen, together with numbers.
INVISIBLE = dict.fromkeys(
    [0x061C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
OTHER_DIGIT = re.compile(r"(?![0-9])\d")


def to_ascii_digits(text: str) -> str:
    """The same text with every decimal digit (Arabic-Indic, Persian, Thai, full-width …) as 0-9."""
    return OTHER_DIGIT.sub(lambda found: str(int(found.group())), text)


def without_invisible_marks(text: str) -> str:
    """The same text without direction marks, joiners and byte order marks."""
    return text.translate(INVISIBLE)

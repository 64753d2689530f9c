"""The names by which Slack and Mattermost know an emoji, where the house knows it under another. Pure."""

import re

from denyut.chat.emoji import BY_NAME

OTHERS = {
    "+1": "👍",
    "-1": "👎",
    "white_check_mark": "✅",
    "heavy_check_mark": "✔️",
    "x": "❌",
    "laughing": "😆",
    "smiley": "😃",
    "slightly_smiling_face": "🙂",
    "simple_smile": "🙂",
    "thinking_face": "🤔",
    "rolling_on_the_floor_laughing": "🤣",
    "fire": "🔥",
    "rocket": "🚀",
    "100": "💯",
    "ok": "🆗",
    "star": "⭐",
    "bulb": "💡",
    "warning": "⚠️",
    "question": "❓",
    "exclamation": "❗",
    "heavy_plus_sign": "➕",
    "partying_face": "🥳",
    "face_with_rolling_eyes": "🙄",
    "hugging_face": "🤗",
    "sweat": "😓",
    "open_mouth": "😮",
    "disappointed": "😞",
    "angry": "😠",
    "hourglass": "⌛",
    "calendar": "📅",
    "memo": "📝",
    "chart_with_upwards_trend": "📈",
    "chart_with_downwards_trend": "📉",
    "dart": "🎯",
    "trophy": "🏆",
    "point_right": "👉",
    "point_left": "👈",
    "point_down": "👇",
    "heavy_heart_exclamation_mark_ornament": "❣️",
    "green_heart": "💚",
    "blue_heart": "💙",
    "yellow_heart": "💛",
    "broken_heart": "💔",
}
TONE = re.compile(r"::?skin-tone-\d$|_(?:light|medium_light|medium|medium_dark|dark)_skin_tone$")


def emoji_named(name: str) -> str:
    """The emoji of a name; the name itself between colons where nobody knows it, as for a company's own pictures."""
    plain = TONE.sub("", name.strip(":"))
    return OTHERS.get(plain) or BY_NAME.get(plain) or f":{plain[:30]}:"

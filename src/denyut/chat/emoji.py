"""The emoji people react with, and the short names they type between colons."""

import re

# Six that are offered at once.
QUICK = ("👍", "❤️", "😂", "🎉", "🙏", "👀")

# By the name that is typed between colons, in the order of the picker.
BY_NAME = {
    "thumbsup": "👍",
    "heart": "❤️",
    "joy": "😂",
    "tada": "🎉",
    "pray": "🙏",
    "eyes": "👀",
    "check": "✅",
    "cross": "❌",
    "thumbsdown": "👎",
    "clap": "👏",
    "raised_hands": "🙌",
    "muscle": "💪",
    "ok_hand": "👌",
    "wave": "👋",
    "handshake": "🤝",
    "point_up": "☝️",
    "hand": "✋",
    "salute": "🫡",
    "smile": "😄",
    "grin": "😁",
    "wink": "😉",
    "blush": "😊",
    "sunglasses": "😎",
    "heart_eyes": "😍",
    "hug": "🤗",
    "thinking": "🤔",
    "neutral": "😐",
    "sweat_smile": "😅",
    "rofl": "🤣",
    "upside_down": "🙃",
    "relieved": "😌",
    "sleepy": "😴",
    "surprised": "😮",
    "flushed": "😳",
    "worried": "😟",
    "cry": "😢",
    "sob": "😭",
    "angry": "😠",
    "facepalm": "🤦",
    "shrug": "🤷",
    "party": "🥳",
    "mind_blown": "🤯",
    "sick": "🤒",
    "rocket": "🚀",
    "fire": "🔥",
    "sparkles": "✨",
    "star": "⭐",
    "trophy": "🏆",
    "medal": "🏅",
    "target": "🎯",
    "hundred": "💯",
    "bulb": "💡",
    "chart_up": "📈",
    "chart_down": "📉",
    "pin": "📌",
    "memo": "📝",
    "calendar": "📅",
    "clock": "⏰",
    "hourglass": "⏳",
    "bell": "🔔",
    "warning": "⚠️",
    "stop": "🛑",
    "question": "❓",
    "exclamation": "❗",
    "bug": "🐛",
    "tools": "🛠️",
    "package": "📦",
    "truck": "🚚",
    "phone": "📞",
    "money": "💰",
    "coffee": "☕",
    "cake": "🎂",
    "flower": "🌸",
    "sun": "☀️",
    "rain": "🌧️",
    "green_circle": "🟢",
    "yellow_circle": "🟡",
    "red_circle": "🔴",
    "plus_one": "➕",
    "link": "🔗",
}
# Names that other messengers taught.
BY_OTHER_NAME = {
    "+1": "👍",
    "-1": "👎",
    "smiley": "😄",
    "laughing": "😂",
    "thanks": "🙏",
    "white_check_mark": "✅",
    "x": "❌",
    "100": "💯",
    "ok": "👌",
    "dart": "🎯",
}
ALL = {**BY_NAME, **BY_OTHER_NAME}
KNOWN = frozenset(BY_NAME.values())
NAMES = {emoji: name for name, emoji in BY_NAME.items()}
SHORT = re.compile(r":([a-z0-9_+-]{1,20}):")


def name_of(emoji: str) -> str:
    """What an emoji is called, in words: "raised hands"; itself where it has no name here."""
    return NAMES.get(emoji, emoji).replace("_", " ")

"""The emoji picker, for templates."""

from django import template

from denyut.chat.emoji import BY_NAME, name_of

register = template.Library()


@register.simple_tag
def emoji_grid() -> list[tuple[str, str]]:
    """Each emoji of the picker with its name in words."""
    return [(mark, name_of(mark)) for mark in BY_NAME.values()]

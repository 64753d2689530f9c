"""Template tags of the look. Loaded into every template."""

from django import template

register = template.Library()

"""The goal linter: pure, in seven languages. `lint_objective` and `lint_key_result` answer with a Report."""

from denyut.drafting.linting.draft import Draft
from denyut.drafting.linting.linter import lint_key_result, lint_objective
from denyut.drafting.linting.report import LETTERS, Finding, Letter, Nature, Report, Severity

__all__ = ["LETTERS", "Draft", "Finding", "Letter", "Nature", "Report", "Severity", "lint_key_result", "lint_objective"]

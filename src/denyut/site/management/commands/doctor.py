import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser

from denyut.site.storage.command import StorageCommand
from denyut.site.storage.doctor import Finding, Level, examine


class Command(StorageCommand):
    help = "Look for trouble: storage, settings, the event log's chain. Ends with 1 when something is broken, else 0."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--json", action="store_true", help="print the findings for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        tell, findings = self.teller(), []
        for finding in examine():
            tell.end()
            findings.append(finding)
            if not options["json"]:
                self.stdout.write(self._line(finding))
            tell("Looking")
        tell.end()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(finding) for finding in findings], indent=2, ensure_ascii=False))
        if any(finding.level == Level.FAIL for finding in findings):
            sys.exit(1)

    def _line(self, finding: Finding) -> str:
        style = {Level.OK: self.style.SUCCESS, Level.WARN: self.style.WARNING, Level.FAIL: self.style.ERROR}
        remedy = f"\n      {finding.remedy}" if finding.remedy else ""
        return f"{style[finding.level](f'{finding.level:<4}')}  {finding.sentence}{remedy}"

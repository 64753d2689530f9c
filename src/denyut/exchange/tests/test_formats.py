from pathlib import Path

import pytest

from denyut.exchange.sources import open_sources
from denyut.exchange.tests.format_files import NAMES, expected, files_of


@pytest.mark.parametrize("name", NAMES)
def test_a_format_is_recognised_by_its_headers(name: str, tmp_path: Path) -> None:
    wanted = expected(name)
    sources = [source for path in files_of(name, tmp_path) for source in open_sources(path)]
    told = {known.sentence() if (known := source.format()) else "" for source in sources}
    fields = {}
    for source in sources:
        assert source.table is not None
        meant = {index: field for field, index in source.table.mapping.columns.items()}
        fields[source.sheet] = " ".join(meant.get(index, "-") for index in range(len(source.table.names)))

    assert told == {wanted["sentence"]}
    assert fields == wanted["fields"]

"""What of a file is in the workspace already, found by external key, and which key results its check-ins may mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import batched

from django.db.models import Prefetch

from denyut.exchange.linking import KnownKeyResults
from denyut.okr.models import CheckIn, KeyResult, Objective
from denyut.people.models import Person

# Both databases limit how many values one question may list.
AT_ONCE = 500
# External keys of check-ins that stand for a "current value" column begin with it.
CURRENT = "="
# Many key results have few objectives and people: fetched apart, each is made once.
LOADED = ("owner", "delegate", Prefetch("objective", Objective.objects.select_related("owner", "cycle", "department")))


def objectives_of(keys: Iterable[str]) -> dict[str, Objective]:
    """The objectives of external keys, with all that a comparison asks for."""
    found: dict[str, Objective] = {}
    for some in in_batches(keys):
        objectives = Objective.objects.filter(external_key__in=some)
        for objective in objectives.select_related("owner", "department", "parent", "cycle"):
            found[str(objective.external_key)] = objective
    return found


def key_results_of(keys: Iterable[str]) -> dict[str, KeyResult]:
    """The key results of external keys, with all that a comparison asks for."""
    found: dict[str, KeyResult] = {}
    for some in in_batches(keys):
        key_results = KeyResult.objects.filter(external_key__in=some)
        for kr in key_results.prefetch_related(*LOADED):
            found[str(kr.external_key)] = kr
    return found


def key_results_by_id(ids: Iterable[int]) -> dict[int, KeyResult]:
    """Key results by their number, as they are now, with all that a rule asks for."""
    found: dict[int, KeyResult] = {}
    for some in in_batches(ids):
        found |= KeyResult.objects.prefetch_related(*LOADED).in_bulk(some)
    return found


def check_ins_of(keys: Iterable[str]) -> dict[str, CheckIn]:
    """The check-ins of external keys."""
    found: dict[str, CheckIn] = {}
    for some in in_batches(keys):
        found |= {str(said.external_key): said for said in CheckIn.objects.filter(external_key__in=some)}
    return found


def imported_values(keys: Iterable[str]) -> dict[str, list[Decimal]]:
    """The current values that were imported for key results, oldest first, by the key results' external keys."""
    found: dict[str, list[Decimal]] = defaultdict(list)
    for some in in_batches(keys):
        said = CheckIn.objects.filter(key_result__external_key__in=some, external_key__startswith=CURRENT)
        for key, value in said.order_by("id").values_list("key_result__external_key", "value"):
            found[str(key)].append(value)
    return found


def visible_among(viewer: Person, objectives: Iterable[Objective]) -> set[int]:
    """The ids of those objectives that a person may see."""
    ids = {objective.pk for objective in objectives}
    return set(Objective.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk", flat=True))


def known_to(viewer: Person) -> KnownKeyResults[KeyResult]:
    """The key results that a person may see, known by external key, label and title; without its source where that is enough."""
    known: KnownKeyResults[KeyResult] = KnownKeyResults()
    bare: dict[str, list[KeyResult]] = defaultdict(list)
    key_results = KeyResult.objects.visible_to(viewer).select_related("objective__cycle")
    for kr in key_results.distinct().iterator(chunk_size=2000):
        cycle, key = kr.objective.cycle, kr.external_key or ""
        bare[key.partition(":")[2]].append(kr)
        span = (cycle.starts_on, cycle.ends_on)
        known.add(kr, keys=[key, kr.label], title=kr.title, goal_title=kr.objective.title, span=span)
    for key, found in bare.items():
        if key and len(found) == 1:
            known.by_key.setdefault(key, found[0])
    return known


def in_batches[K](keys: Iterable[K]) -> Iterator[tuple[K, ...]]:
    """Different keys, some at a time."""
    return batched(dict.fromkeys(keys), AT_ONCE, strict=False)

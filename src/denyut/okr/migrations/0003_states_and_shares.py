from collections import defaultdict
from decimal import Decimal

from django.db import migrations


def fill(apps, schema_editor):
    objectives = apps.get_model("okr", "Objective")
    key_results = apps.get_model("okr", "KeyResult")
    objectives.objects.exclude(cancelled_at=None).update(state="cancelled")
    objectives.objects.filter(department=None).update(level="company")
    for objective in objectives.objects.iterator():
        objective.state_at = objective.cancelled_at
        objective.published_at = objective.made_at
        objective.lineage = objective.pk
        objective.save(update_fields=["state_at", "published_at", "lineage"])
    by_objective = defaultdict(list)
    for kr in key_results.objects.order_by("position", "id").iterator():
        by_objective[kr.objective_id].append(kr)
    for group in by_objective.values():
        _share(group)
        for kr in group:
            setup = {"hold": "now"} if kr.kind in ("at_least", "at_most") else {}
            kr.setup, kr.lineage = setup, kr.pk
            kr.original = {
                "kind": kr.kind,
                "unit": kr.unit,
                "baseline": str(kr.baseline),
                "target": str(kr.target),
                "setup": setup,
            }
        key_results.objects.bulk_update(
            group, ["weight", "is_weight_fixed", "setup", "original", "lineage"], batch_size=500
        )
    sets = defaultdict(list)
    for objective in objectives.objects.exclude(state="cancelled").order_by("position", "id").iterator():
        objective.weight = Decimal(1)
        sets[objective.cycle_id, objective.department_id].append(objective)
    for group in sets.values():
        _share(group)
        objectives.objects.bulk_update(group, ["weight"], batch_size=500)


def _share(group):
    # Thousandths by largest remainder; weights that differ were chosen by somebody, so they stay fixed.
    total = sum((item.weight for item in group), Decimal(0))
    were = [item.weight for item in group]
    is_chosen = len(set(were)) > 1
    exact = [1000 * weight / total if total else Decimal(1000) / len(group) for weight in were]
    whole = [int(part) for part in exact]
    order = sorted(range(len(group)), key=lambda i: (whole[i] - exact[i], i))
    for i in order[: 1000 - sum(whole)]:
        whole[i] += 1
    for item, thousandths in zip(group, whole, strict=True):
        item.weight, item.is_weight_fixed = Decimal(thousandths) / 1000, is_chosen


class Migration(migrations.Migration):
    dependencies = [("okr", "0002_whole_goals")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

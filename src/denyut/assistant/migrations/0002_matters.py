"""Blockers and decisions that were kept from the talk become matters of their own."""

from typing import Any

from django.db import migrations, models


def move(apps: Any, schema_editor: Any) -> None:
    """Turn the takeaways of both kinds into blockers, which wait for the goal's owner, and into decisions that were taken."""
    takeaways = apps.get_model("assistant", "Takeaway").objects
    for one in takeaways.filter(kind="blocker", key_result__isnull=False).select_related("key_result"):
        _block(apps, one)
    for one in takeaways.filter(kind="decision"):
        _decide(apps, one)
    takeaways.filter(kind__in=("blocker", "decision")).delete()


def _block(apps: Any, one: Any) -> None:
    blocker = apps.get_model("matters", "Blocker").objects.create(
        key_result_id=one.key_result_id,
        text=one.text,
        cause="other",
        waits_on_id=one.key_result.owner_id,
        raised_by_id=one.by_id,
        opened_at=one.at,
        standing_since=one.at,
        closed_at=one.settled_at,
        closed_by_id=one.settled_by_id,
        resolution=one.resolution,
        room_id=one.room_id,
        line_id=one.line_id,
    )
    if one.settled_at is not None:
        apps.get_model("matters", "BlockerStep").objects.create(
            blocker=blocker, kind="closed", text=one.resolution, by_id=one.settled_by_id, at=one.settled_at
        )


def _decide(apps: Any, one: Any) -> None:
    decision = apps.get_model("matters", "Decision").objects.create(
        question=one.text[:500],
        choice=one.text[:500],
        reason=one.text if len(one.text) > 500 else "",
        decider_id=one.by_id,
        asked_by_id=one.by_id,
        asked_at=one.at,
        decided_at=one.at,
        decided_by_id=one.by_id,
        room_id=one.room_id,
        line_id=one.line_id,
    )
    if one.key_result_id is not None:
        decision.key_results.add(one.key_result_id)


class Migration(migrations.Migration):
    dependencies = [
        ("assistant", "0001_initial"),
        ("matters", "0001_blockers_and_decisions"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="takeaway",
            name="kind",
            field=models.CharField(
                choices=[
                    ("evidence", "Evidence"),
                    ("suggestion", "Suggestion"),
                    ("help", "Request for help"),
                    ("offer", "Offer of help"),
                ],
                max_length=10,
            ),
        ),
    ]

"""Background jobs behind Django's task API: queued with the deed that asks for them, run at least once, by any worker.

Declare one with `django.tasks.task`, or with `retrying.retrying` to say how often it is tried. Give it ids and plain values, and the
language where it needs one; doing it twice must be the same as once. `cron.schedule` queues it by the clock.
"""

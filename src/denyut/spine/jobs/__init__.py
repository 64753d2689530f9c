"""Background jobs behind Django's task API: queued with the deed that asks for them, run at least once, by any worker.

Declare one with `django.tasks.task`, or `retrying.retrying` to say how often it is tried; `cron.schedule` queues it by
the clock. Give it ids and plain values, and the language where it needs one. Doing it twice must be the same as once.
"""

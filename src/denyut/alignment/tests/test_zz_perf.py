import time, pytest
from decimal import Decimal
from django.db import connection
from django.test.utils import CaptureQueriesContext
from denyut.okr.models import *
from denyut.alignment.health.checkup import checkup, load, everything, seen_by
from tests.goals import Goals
from denyut.spine import clock
from denyut.spine.models import Event
pytestmark = pytest.mark.django_db
def test_perf(world, goals):
    now=clock.now()
    words="speed queue orders customers shelves hours returns value basket stores answers quality staff training cost energy waste safety delivery claims".split()
    O=[Objective(cycle=goals.quarter,title=f"Objective {words[i%20]} {words[i//20%20]} {i}",owner=world.mei,department=world.service,parent=goals.company if i<40 else None,level="team",made_at=now,published_at=now) for i in range(1000)]
    O=Objective.objects.bulk_create(O)
    for i,o in enumerate(O):
        if i>=40: o.parent=O[i%40]
    Objective.objects.bulk_update(O,["parent"],batch_size=500)
    K=[KeyResult(objective=o,title=f"{'Increase' if j%2 else 'Reduce'} the {words[(i*3+j)%20]} of {words[(i*7+j)%20]} in {words[i//30%20]}",unit=["min","%",""][j],baseline=Decimal(10*j),target=Decimal(30),owner=world.bo,made_at=now) for i,o in enumerate(O) for j in range(3)]
    K=KeyResult.objects.bulk_create(K)
    Initiative.objects.bulk_create([Initiative(key_result=k,title="x",owner=world.bo,made_at=now) for k in K[::2]])
    Edge.objects.bulk_create([Edge(kind="contributes",state="accepted",from_key_result=K[i*3],to_objective=O[i%40],proposed_by=world.mei,asked=world.mei,proposed_at=now) for i in range(100,400)])
    Event.objects.bulk_create([Event(verb="okr.checked_in",actor=world.mei,subject_kind="okr.keyresult",subject_id=k.pk,surface="web",at=now,digest="",hash=str(n)) for n in range(5) for k in K])
    connection.cursor().execute("ANALYZE")
    for who in (world.ada, world.bo):
        for _ in range(3):
            with CaptureQueriesContext(connection) as q:
                t=time.perf_counter(); c=checkup(who, goals.quarter); dt=time.perf_counter()-t
        from collections import Counter
        print(who, len(q), round(dt*1000), Counter(f.code.value for f in c.findings), c.quality)
    for x in q: print(x["time"], x["sql"][:150])
    import cProfile,pstats
    p=cProfile.Profile(); p.enable(); checkup(world.bo, goals.quarter); p.disable(); pstats.Stats(p).sort_stats("tottime").print_stats(18)

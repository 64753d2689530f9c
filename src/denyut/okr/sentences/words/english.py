"""English."""

WORDS = {
    "after": "after, following",
    "more": "more, another, extra, additional, further",
    "up": (
        "up, rose, rise, rises, risen, rising, grew, grow, grows, grown, growing, increase, increased, "
        "increases, increasing, climbed, climb, climbs, climbing, jumped, jump, jumps, gained, gain, gains, "
        "gaining, added, add, adds, adding, plus, raised, raise, bumped, bump, bumps, went up, gone up, "
        "goes up, go up, moved up, moves up, move up, ticked up, crept up, edged up, inched up, advanced, "
        "advances, surged, surge, soared, soar, spiked, boosted, boost, lifted, lift, higher, hired, hire, "
        "signed, signed up, won, landed, onboarded, logged another, slower, longer, expanded, ahead, "
        "picked up, put on, accrued, grew another, acquired, brought in, recruited, welcomed, slowed, "
        "slowed down"
    ),
    "down": (
        "down, fell, fall, falls, fallen, falling, dropped, drop, drops, dropping, decreased, decrease, "
        "decreases, decreasing, declined, decline, declines, declining, reduced, reduce, reduces, reducing, "
        "lost, lose, loses, losing, cut, cuts, cutting, went down, gone down, goes down, go down, came down, "
        "come down, comes down, moved down, slid, slipped, slips, slip, shrank, shrunk, shrinks, sank, "
        "dipped, dip, dips, tumbled, plunged, lowered, lower, fewer, less, trimmed, shaved, shaved off, "
        "knocked off, eased, subtract, subtracted, minus, faster, quicker, shorter, sped up, took off, "
        "crept down, edged down, ticked down, removed, contracted, backslid"
    ),
    "better": (
        "improved, improve, improves, improving, improvement, better, got better, closed, fixed, resolved, "
        "solved, completed, delivered, finished, cleared, squashed"
    ),
    "worse": "worsened, worsen, worsens, worse, got worse, deteriorated, regressed, degraded",
    "to": "to, up to, down to, through to, into, back to, all the way to",
    "at": (
        "at, equals, equal to, hit, hits, reached, reaches, reach, stands at, stand at, standing at, sits at, "
        "sit at, sitting at, touched, touches, crossed, passed, past, surpassed, exceeded, topped, broke, "
        "breached, over, above, more than, set at, set to, comes in at, came in at, coming in at, landed at, "
        "clocked in at, amounts to, totals, total of, a total of, total, remains at, remains, holding at, "
        "holds at, hovering at, hovering around, steady at, flat at, still at, still, unchanged at, stays at, "
        "stayed at, is up at, is down at, made it to, got to, gets to, get to, we are at, we're at, "
        "closed at, up at, down at, measured, measures, averaging, averages, average of, reads, reading, "
        "shows, not changed, no change at, ended at, finished at, level"
    ),
    "now": (
        "now, currently, as of now, as of today, right now, at present, presently, at the moment, so far at, "
        "latest, as it stands, now at, today at, today stands at, this morning at, the latest is"
    ),
    "left": "left, remaining, only left, remain, outstanding",
    "by": "by, a further",
    "from": (
        "from, since, than, compared to, compared with, versus, vs, vs., relative to, of, out of, against, "
        "started at, starting from, in comparison to, in comparison with, for the past, over the past, "
        "over the last, in the last, in the past, within, in, for the last"
    ),
    "confidence": (
        "confidence, confident, conf, confidence level, certainty, sure, certain, my confidence, confidence score"
    ),
    "note": "note, notes, nb, n.b., comment, remark, fyi note, context",
    "because": (
        "because, because of, due to, thanks to, owing to, as a result of, on account of, caused by, "
        "driven by, since we, since the new, as the new, given that, on the back of, cos, cuz, bc"
    ),
    "target": (
        "target, targets, goal, goals, objective, aim, aiming for, aiming at, aiming, budget, quota, "
        "threshold, baseline, benchmark, limit, committed to, stretch, deadline, due, budgeted, targeted, "
        "targeting, original, originally, minimum, maximum, cap, starting point, starting value"
    ),
    "question": (
        "what, what's, whats, when, when's, why, how, how's, who, who's, whose, where, is it, are we, did we, "
        "does, did, do we, do you, can you, could you, would you, will you, have we, has anyone, anyone know, "
        "any idea, any update on, is kr, is the, isn't it, right?, correct?, whether, wonder, wondering, "
        "curious, can anyone, can someone, should we, shall we, can we"
    ),
    "doubt": (
        "rename, renamed, doubt, doubts, unlikely, old data, old number, old numbers, old figure, old value, "
        "outdated, stale, out of date, obsolete, draft, placeholder, provisional, not final, unconfirmed, "
        "old report, old screenshot, that figure, that number, joking that, someone, somebody, anyone, "
        "nobody, everyone else, vendor, benchmark, pretend, fake, not ours, old, ancient, expired, archived, "
        "rumour has it, theirs, sandbox, staging, test run, trial run, if, unless, once, when, whenever, "
        "assuming, suppose, supposing, imagine, in case, provided, provided that, as soon as, until, till, "
        "before, says, said, say, saying, told, tells, claims, claimed, claim, according to, apparently, "
        "allegedly, reportedly, rumor, rumour, rumors, rumours, heard, hear, i hear, i heard, supposedly, "
        "quote, quoted, wrote, writes, posted, for example, for instance, e.g., e.g, eg, example, "
        "hypothetically, hypothetical, competitor, competitor's, competitors, competitors', rival, rivals, "
        "industry, industry average, other team, other team's, another team, another team's, other company, "
        "their, his, her, they, simulation, simulate, mockup, dummy, test data, sample data, demo data, "
        "screenshot, template, last year's, joke, joking, wish i, if only, asked, asks, mentioned, thinks, "
        "reckons, believes, insists, suggested, suggests, "
        "dreamt, dreamed, in my dream, made up, fictional, say kr, let's say, let us say, "
        "for argument's sake, in theory, theoretically, on paper, impossible, no way, as if, would've, "
        "could've, should've, in an ideal world, best case, worst case, scenario, quoting, demands, "
        "demanded, requested, requests, boss wants, wrongly, by mistake, accidentally, used the wrong, "
        "mixed up, "
        "nonsense, rubbish, garbage, bogus, perfect quarter, perfect world, signed up for"
    ),
    "plan": (
        "i think, i believe, i suppose, i reckon, i assume, my guess, forecast, forecasted, forecasts, "
        "forecasting, estimate, estimated, projection, projected, expected, will, 'll, we'll, i'll, it'll, "
        "he'll, she'll, they'll, would, 'd, we'd, i'd, should, shall, must, may, might, could, can, cannot, "
        "need, needs, need to, needs to, needed, have to, has to, had to, ought, want, wants, wanted, wish, "
        "hope, hopes, hoping, hopefully, plan, plans, planning, planned, going to, gonna, about to, let's, "
        "lets, try, tries, trying, maybe, perhaps, probably, possibly, likely, guess, guessing, tomorrow, "
        "next week, next month, next quarter, next year, next sprint, soon, eventually, later, by friday, "
        "by monday, by end of, by the end, by year end, by month end, eod, eow, eom, eoq, expect, expects, "
        "expecting, intend, intends, dream, dreaming, propose, proposed, proposal, decided to, decide, agree, "
        "agreed, promise, promised, supposed to, ought to, imagine, aim to, wants to, hoping for, almost, "
        "nearly, close to, between, not yet, on the way to, on its way to, on track to, heading to, "
        "heading for, towards, toward, push for, short of, away from, to go, more to go, below target, "
        "less than, under, below, fewer than, would be, i think we can, at least, at most, prediction, "
        "predict, predicts, predicted, anticipate, anticipated, remind, reminder, wait, waiting, next, "
        "considering, consider, discuss, discussing, prefer, ideally, in the future, by q1, by q2, by q3, "
        "by q4, needs another, "
        "meant to, intended to, scheduled to, slated to, set to reach, due to reach, pledged, pledge, "
        "commit to, committing, strive, striving, shooting for, gunning for, eyeing, bet, betting, "
        "on course for, on pace for, pencilled in, tentatively"
    ),
    "negation": (
        "not, no, never, isn't, isnt, aren't, arent, wasn't, weren't, don't, dont, doesn't, doesnt, didn't, "
        "didnt, won't, wont, can't, cant, couldn't, shouldn't, wouldn't, hasn't, haven't, hadn't, without, "
        "neither, nor, failed to, fails to, wrong, incorrect, ain't, mistake, typo, false, far from, "
        "nowhere near, instead of, rather than, ignore, undo, revert, cancel, missed, hardly"
    ),
    "past": (
        "starts at, start at, started from, starts from, began at, begins at, january, february, march, "
        "april, june, july, august, september, october, november, december, was, were, had been, used to be, "
        "used to, last quarter, last month, last week, last year, last sprint, last cycle, last time, ago, "
        "previous, previously, previous quarter, previous month, prior, formerly, earlier this year, "
        "once was, in the old days, back then, at that time, historically, had, last q, a year ago, "
        "a month ago, a week ago, a quarter ago, back in, last summer, in january, in february, in march, "
        "in april, in june, in july, in august, in september, in october, in november, in december, "
        "last january, last december, in the past year, the other day, at the start of, at the beginning, "
        "at the start, "
        "back in spring, in spring, last spring, last autumn, last fall, last winter, in winter, "
        "at launch, at kickoff, at kick-off, when we started, pre-launch, two quarters back, "
        "quarters back, weeks back, months back, years back"
    ),
    "recent": (
        "yesterday, this morning, last night, today, tonight, this week, this month, this quarter, "
        "this sprint, monday, tuesday"
    ),
    "and": "and, &, also, plus kr, as well as, then",
    "but": (
        "but, however, though, although, while, whereas, so, so that, which, still pending, who, yet, "
        "and then, meanwhile"
    ),
    "have": "have, has, having, 've, we've, there are, there is, there's",
    "fill": (
        "is, are, 's, it's, be, been, being, a, an, the, our, my, we, i, us, it, its, has been, have been, "
        "today, yesterday, this week, this month, this quarter, this morning, this sprint, so far, already, "
        "just, about, around, roughly, approximately, approx, approx., circa, some, only, finally, actually, "
        "currently showing, please, pls, set, mark, record, log, put, make, change, changed, updated, "
        "updating, overnight, again, nicely, slightly, value, number, score, rate, time, for, on, with, "
        "the number of, number of, report, reporting, check-in, check in, checkin, got, gone, went, came, "
        "moved, move, moves, moving, team, slowly, quickly, sharply, well, exactly, precisely, whopping, "
        "great, good, nice, fyi, new value, new, another update, all, both, each, went from, morning, hi, "
        "hey, to date, was updated, was set, has now, have now, ytd, this year, was fixed, fresh, "
        "week over week, wow, overall, level of, figure"
    ),
    "thing_before": (
        "pr, issue, ticket, page, slide, chapter, section, version, release, room, floor, sprint, week, "
        "phase, step, line, row, column, task, item, bug, meeting, figure no, table, step no, day, level no, "
        "option, question no, no., number #, invoice, order, story, build, january, february, march, april, "
        "june, july, august, september, october, november, december, jan, feb, mar, apr, jun, jul, aug, sep, "
        "sept, oct, nov, dec, may the, on the, team of, year, since, team no, cohort, stage, top, in q, "
        "season, window, port"
    ),
    "thing_after": (
        "am, pm, o'clock, st, nd, rd, th, days, day, weeks, week, months, month, years, year, times, "
        "blockers, blocker, tasks, task, comments, comment, meetings, meeting, prs, slides, pages, reviews, "
        "approvals, subtasks, actions, action items, issues, questions, votes, january, february, march, "
        "april, may, june, july, august, september, october, november, december, sprints, steps, ideas, "
        "files, people working, people are, of us, teammates, volunteers, owners, risks, dependencies, "
        "updates, reminders, documents, links, experiments, todos, quarters, messages, reports, emails, "
        "calls, workshops, items, attempts, stakeholders, teams, offices"
    ),
    "unit:percent": "percent, per cent, percentage points, percentage point, percent points",
    "unit:minutes": "minutes, minute, mins",
    "unit:hours": "hours, hour",
    "unit:seconds": "seconds, second",
    "unit:days": "days, day",
    "unit:weeks": "weeks, week",
    "unit:points": "points, point, stars, star",
    "unit:count": (
        "customers, customer, clients, client, accounts, engineers, engineer, hires, people, developers, "
        "bugs, bug, defects, defect, logos, deals, deal, contracts, signups, new customers, engineers hired, "
        "open bugs, new hires, new engineers, employees, candidates, developers hired, units, pieces, "
        "persons, users, orders, tickets, new clients, new accounts, new logos, new deals, recruits, "
        "hires made"
    ),
    "unit:currency": "dollars, dollar, bucks, euros, euro, rupiah, ringgit, baht, yuan, dong",
}
NUMERALS = (
    "zero=0, one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10, eleven=11, "
    "twelve=12, thirteen=13, fourteen=14, fifteen=15, sixteen=16, seventeen=17, eighteen=18, nineteen=19, "
    "twenty=20, thirty=30, forty=40, fifty=50, sixty=60, seventy=70, eighty=80, ninety=90, hundred=x100, "
    "thousand=s1000, million=s1000000, millions=s1000000, billion=s1000000000, grand=s1000, "
    "trillion=s1000000000000, dozen=x12, half=0.5, mil=s1000000"
)

"""Signs and abbreviations that every language writes."""

WORDS = {
    "to": "→, ->, =>, ➔, ➜, ⇒",
    "at": "=, ==, :=",
    "up": "+=, ↑, ⬆, 📈, ▲",
    "down": "-=, ↓, ⬇, 📉, ▼",
    "note": "note, notes",
    "fill": "~, ≈, ±, okr, kr, kpi, @, ✅, 🎉, update, progress, status",
    "thing_before": "pr, mr, v, ver, #",
    "unit:percent": "%, ٪, pp, ppt, pct",
    "unit:currency": "$, us$, usd, rp, idr, rm, myr, ฿, thb, ¥, cny, rmb, ₫, vnd, €, eur, sgd, s$",
    "unit:minutes": "min, mins",
    "unit:hours": "h, hr, hrs",
    "unit:seconds": "s, sec, secs",
    "unit:points": "pts, pt",
    "unit:m": "m",
    "unit:count": "x",
}
NUMERALS = "k=s1000, mio=s1000000, mn=s1000000, mln=s1000000, bn=s1000000000, b=s1000000000"

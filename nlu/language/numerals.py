"""Spoken numbers as digits: 三百一十, 一千五, 二十四, 一五零零, 幺洞拐勾, 一点五."""

DIGITS = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0", "幺": "1", "两": "2", "洞": "0", "拐": "7", "勾": "9",
}  # fmt: skip
PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = 10_000
_RADIO = frozenset("洞拐勾")
"""Digits only among digits: 拐 alone is no seven."""
_LONGEST = 24
"""Letters of a number; more are noise."""


def digits(run: str) -> str | None:
    """The digits of a run of numerals with at most one 点 in it; ``None`` when it is no number.

    Digits said one by one stay as they are (零零二三八 is 00238), also before and after a number
    with places (七一千五 is 71500, 二十一零七 is 2107). 三四十 is somewhere between: no number.
    """
    if len(run) > _LONGEST:
        return None
    whole, point, fraction = run.partition("点")
    said = _whole(whole)
    if said is None or not point:
        return said
    if not fraction or not all(c in DIGITS for c in fraction):
        return None
    return f"{said}.{''.join(DIGITS[c] for c in fraction)}"


def _whole(run: str) -> str | None:
    if not run or run[0] in "百千万亿" or _between(run):
        return None
    if len(run) == 1 and run in _RADIO:
        return None
    out, at = [], 0
    while at < len(run):
        value, end = _number(run, at)
        if end == at:
            if run[at] not in DIGITS:
                return None
            value, end = DIGITS[run[at]], at + 1
        out.append(value)
        at = end
    return "".join(out)


def _between(run: str) -> bool:
    """三四十, 五六百: an estimate."""
    pairs = zip(run, run[1:], run[2:], strict=False)
    return any(
        c in PLACES and a in DIGITS and b in DIGITS and int(DIGITS[b]) - int(DIGITS[a]) == 1
        for a, b, c in pairs
    )


def _number(run: str, start: int) -> tuple[str, int]:
    """The longest number with places that begins at ``start``, and where it ends."""
    value, end = _section(run, start)
    if end < len(run) and run[end] == "万" and end > start:
        if end + 1 < len(run) and run[end + 1 :] in DIGITS and run[end + 1] != "零":
            return str(value * _MYRIAD + int(DIGITS[run[end + 1]]) * 1000), end + 2
        low, stop = _section(run, end + 1 + run[end + 1 :].startswith("零"))
        return str(value * _MYRIAD + low), stop
    if not any(c in PLACES for c in run[start:end]):
        return "", start
    return str(value), end


def _section(run: str, start: int) -> tuple[int, int]:
    """A number below ten thousand."""
    value, last, at = 0, _MYRIAD, start
    while at < len(run):
        here, after = run[at], run[at + 1 : at + 2]
        if here == "十" and last > PLACES["十"] and (at == start or value):
            value, last, at = value + 10, 10, at + 1
        elif here in DIGITS and PLACES.get(after, _MYRIAD) < last:
            value, last, at = value + int(DIGITS[here]) * PLACES[after], PLACES[after], at + 2
        elif here in "零〇" and value and after in DIGITS and after:
            return _after_zero(run, at, value, last)
        else:
            break
    if at < len(run) and run[at] in DIGITS and run[at] not in "零〇":
        if last == _MYRIAD and run[at + 1 : at + 2] != "万":
            return value, at
        return value + int(DIGITS[run[at]]) * max(1, last // 10 if last < _MYRIAD else 1), at + 1
    return value, at


def _after_zero(run: str, at: int, value: int, last: int) -> tuple[int, int]:
    """一百零五, 两千零三十: but 二十一零七 goes on digit by digit."""
    if last <= PLACES["十"]:
        return value, at
    nxt = run[at + 2 : at + 3]
    if PLACES.get(nxt, _MYRIAD) < last:
        value, end = value + int(DIGITS[run[at + 1]]) * PLACES[nxt], at + 3
        if run[end : end + 1] in DIGITS and run[end : end + 1]:
            return value + int(DIGITS[run[end]]), end + 1
        return value, end
    return value + int(DIGITS[run[at + 1]]), at + 2

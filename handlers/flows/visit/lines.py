"""Typed lines in a visit: stock, prices, 提交, 进度, 继续, and words that claim too much."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain.evidence import Evidence, Item, ItemState
from domain.forms import StepKind
from domain.money import typed_price_fen
from domain.numbers import plain
from domain.stock import StockLine, parse_stock
from domain.visits import Visit
from handlers.chat import Button, News, Pressed, Reply, Said
from handlers.flows.visit import place, pricing
from handlers.flows.visit.board import board
from handlers.flows.visit.closing import submit
from handlers.flows.visit.drafts import active, drafts, home_among
from handlers.flows.visit.stocks import boxes_drawn, source_of, take_stock
from handlers.turn import Thread, Turn

_SUBMIT = re.compile(
    r"^(?:好了?|可以|我要|现在|都好了|拍完了|那就|帮我|请|直接)*[,\s]*(?:提交|交了)(?:拜访|吧|了|一下|啦)*[!.]*$"
)
_SUBMIT_WISH = re.compile(r"提交")
_NOT_NOW = re.compile(r"别|不要|不用|先不|没法|不能|怎么|什么时候|等会|稍后|[?吗]")
_CLAIM = re.compile(
    r"(?:算|标记?|改|设|当|登记|录)(?:成|为|作|个)?(?:是)?(?:已?完成|拜访过|已?拜访|闭环)|status\s*=",
    re.IGNORECASE,
)
_PROGRESS = re.compile(r"^/?(?:进度|同步|到哪了|还差什么|还差啥|还缺什么|还缺啥|差什么)[?]?$")
_COMMAND = re.compile(
    r"^(?:/.*|帮助|菜单|雷达图?.*|今天跑哪几家|计划|行程|到店.*|签到|打卡|拜访.{1,12}|"
    r"登录链接.*|作废链接.*|取消.{0,4}|放弃.{0,4}|重来)$"
)
"""What is no 拜访纪要, however short a note may be."""
_RESUME = re.compile(r"^(?:继续|接着来|继续拜访)$")
_ASKING = re.compile(r"[?吗谁]|什么|多少|怎么|为什么|为何|几家|几次|有没有|是不是")
_ARRIVING = re.compile(r"^(?:到店|签到|打卡|开始拜访|拜访)\s*(?P<name>[^,]{0,20})$")
_VISIT = re.compile(
    r"到店|拜访|去了|打卡|签到|到达|来到|[我已刚在^]到|^[到在]|我在|人在|到[^,]{1,20}了"
)


def on_text(turn: Turn, event: Said) -> list[Reply] | None:
    """Take a line that belongs to a visit; ``None`` when it is about something else."""
    said = plain(event.text)
    mine = drafts(turn)
    visit = mine[0] if mine else None
    if _PROGRESS.match(said) or _RESUME.match(said):
        return [board(turn, visit, merge=False)] if visit else [Reply("visit/none")]
    if _SUBMIT_WISH.search(said):
        return _on_submit_words(turn, visit, said)
    if _CLAIM.search(said):
        return [Reply("visit/no_shortcut")]
    return _priced(turn, visit, said) or _stocked(turn, mine, event) or _begun(turn, said)


def lost(turn: Turn, event: Said) -> list[Reply] | None:
    """A line that nobody understood, in the middle of a visit: say what is asked, once more."""
    visit = active(turn)
    if visit is None:
        return None
    said = plain(event.text)
    price_open = any(s.kind is StepKind.PRICE for s in visit.missing())
    if typed_price_fen(said) is not None and price_open:
        return [board(turn, visit, [News("visit/news/price_needs_photo")], merge=False)]
    return [board(turn, visit, [News("visit/news/not_understood")], merge=False)]


def _on_submit_words(turn: Turn, visit: Visit | None, said: str) -> list[Reply] | None:
    if visit is None:
        return _nothing_to_submit(turn) if _SUBMIT.match(said) else None
    turn.enter("visit", visit.id)
    if _NOT_NOW.search(said):
        return [board(turn, visit, merge=False)]
    if _SUBMIT.match(said) or visit.missing():
        return submit(turn, visit)
    return [board(turn, visit, merge=False)]


def _nothing_to_submit(turn: Turn) -> list[Reply]:
    """提交 twice: the second answer says when it was done."""
    done = turn.work.visits.last_submitted(turn.person.id)
    if done is not None and done.submitted_on(turn.settings.day(turn.now), turn.settings):
        return submit(turn, done)
    return [Reply("visit/none")]


def _priced(turn: Turn, visit: Visit | None, said: str) -> list[Reply] | None:
    fen = typed_price_fen(said)
    item = _priced_item(visit) if visit and fen else None
    if visit is None or item is None or fen is None:
        return None
    return pricing.typed(turn, visit, item, fen)


def _priced_item(visit: Visit) -> Item | None:
    """The price that a typed number is about: one that waits, else the confirmed one."""
    known = [i for i in visit.items.values() if i.price is not None and i.state.passes]
    return visit.unconfirmed() or (known[-1] if len(known) == 1 else None)


def _stocked(turn: Turn, mine: Sequence[Visit], event: Said) -> list[Reply] | None:
    """Count a line where its time belongs; without such a visit it waits for a location."""
    line = parse_stock(event.text, turn.directory.catalogue)
    if not line or not _meant_as_stock(line, mine[0] if mine else None):
        return None
    evidence = _evidence(turn, event)
    home = home_among(turn, evidence, mine)
    if home is None:
        reach = turn.directory.within_reach(turn.person)
        return [_keep_line(turn, evidence, line)] if reach else None
    visit, _ = home
    if not visit.form.of_kind(StepKind.SKU_STOCK):
        return None
    turn.enter("visit", visit.id)
    news = take_stock(turn, visit, line, source_of(evidence))
    turn.work.visits.save(visit, turn.now)
    draw = boxes_drawn(visit, line)
    return [board(turn, visit, news, draw=draw, count_unread=False)]


def _meant_as_stock(line: StockLine, visit: Visit | None) -> bool:
    """A bare line surely is; one with other words only where stock is being counted."""
    if line.bare:
        return bool(line.entries) or visit is not None
    return visit is not None and bool(line.entries) and bool(visit.presences)


def _evidence(turn: Turn, event: Said) -> Evidence:
    message = event.message
    return Evidence(
        id=message.id,
        person_id=turn.person.id,
        at=message.at,
        received_at=message.received_at,
        text=event.text,
    )


def _keep_line(turn: Turn, evidence: Evidence, line: StockLine) -> Reply:
    """Stock before the location: kept, and counted when a visit covers it."""
    turn.work.evidence.add(evidence)
    products = [f"{e.product.name} {e.quantity}{e.unit}" for e in line.entries]
    told = [News("visit/news/line_waits", {"products": products})] if products else []
    facts = [{"trouble": trouble.value, "said": said} for trouble, said in line.troubles]
    news = (*told, *(News("visit/news/stock_trouble", one) for one in facts))
    return Reply("visit/waiting", {"wants": "location"}, news=news, merge="visit:waiting")


def _begun(turn: Turn, said: str) -> list[Reply] | None:
    """「到店 幸福超市」「幸福超市已拜访」: opens the visit, completes nothing."""
    stores = turn.directory.stores_in(said, turn.directory.within_reach(turn.person))
    wants = bool(_VISIT.search(said)) or any(said == s.name for s in stores)
    if not wants or _ASKING.search(said):
        return None
    if not stores and (target := _ARRIVING.match(said)):
        return _unknown_store(turn, target["name"].strip())
    if len(stores) == 1:
        return place.begin(turn, stores[0])
    if len(stores) > 1:
        buttons = tuple(Button(s.name, "begin", {"store": s.code}) for s in stores[:5])
        return [Reply("visit/which_store", {"names": [s.name for s in stores[:5]]}, buttons)]
    customers = turn.directory.customers_in(said, turn.person)
    return place.begin(turn, customers[0]) if len(customers) == 1 else None


def _unknown_store(turn: Turn, name: str) -> list[Reply] | None:
    """「到店 佳佳」: the nearest names, never taken without the rep's tap."""
    if turn.directory.customers_in(name, turn.person):
        return place.begin(turn, turn.directory.customers_in(name, turn.person)[0])
    reach = turn.directory.within_reach(turn.person)
    if not name or not reach:
        return [Reply("visit/send_place", {"wants": "location"})]
    near = turn.directory.like(name, reach)
    buttons = tuple(Button(f"到店 {s.name}", "begin", {"store": s.code}) for s in near)
    facts = {"name": name, "near": [s.name for s in near], "wants": "location"}
    return [Reply("visit/no_such_store", facts, buttons=buttons)]


def on_begin(turn: Turn, event: Pressed) -> list[Reply]:
    """A store tapped on the plan."""
    store = turn.directory.stores.get(event.args["store"])
    return place.begin(turn, store) if store else [Reply("visit/stale")]


def answer(
    turn: Turn, thread: Thread, kind: str, args: Mapping[str, Any], event: Said
) -> list[Reply] | None:
    """The answer to the visit's open text question."""
    visit = turn.work.visits.get(args["visit"])
    if visit is None or visit.submitted_at is not None:
        turn.answered(thread)
        return None
    if kind == "price":
        item, fen = visit.items.get(args["item"]), typed_price_fen(event.text)
        waiting = item is not None and item.state is ItemState.READING
        return pricing.typed(turn, visit, item, fen) if item and waiting and fen else None
    if kind == "stock":
        return _counted(turn, thread, visit, args["sku"], event)
    return _noted(turn, thread, visit, args["slot"], event)


def _counted(turn: Turn, thread: Thread, visit: Visit, sku: str, event: Said) -> list[Reply] | None:
    """「12箱」 after 「00238 有多少?」."""
    if parse_stock(event.text, turn.directory.catalogue):
        return None  # it names a product of its own
    line = parse_stock(f"{sku} {event.text}", turn.directory.catalogue)
    if not line.bare or not line.entries:
        return None
    turn.answered(thread)
    news = take_stock(turn, visit, line, source_of(_evidence(turn, event)))
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, news)]


def _noted(turn: Turn, thread: Thread, visit: Visit, slot: str, event: Said) -> list[Reply] | None:
    """A text step of a 客户拜访, unless the words are a command."""
    said = plain(event.text)
    commands = (_PROGRESS, _RESUME, _SUBMIT, _COMMAND)
    if not said or any(command.match(said) for command in commands):
        return None
    turn.answered(thread)
    visit.put(
        Item(
            id=turn.ids.new(),
            slot=slot,
            state=ItemState.ACCEPTED,
            at=event.message.at,
            received_at=event.message.received_at,
            source=event.message.id,
            text=event.text.strip(),
        )
    )
    turn.work.visits.save(visit, turn.now)
    return [board(turn, visit, [News("visit/news/noted", {"title": visit.form.step(slot).title})])]

"""报价图片: a quote to forward to a customer. Nothing on it is for our own eyes only."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PIL import Image, ImageDraw

from bot.drawing.fonts import font, font_path
from bot.drawing.texts import lines_of_width
from domain.money import grouped
from domain.quotes.amounts import count

_WIDE = 1080
_EDGE = 64
"""Pixels at the sides."""
_LABEL = 200
"""Pixels for the names of the lines."""
_TITLE, _BODY, _STEP = 60, 40, 66
_FULL = _WIDE - 2 * _EDGE
_ROOM = _FULL - _LABEL
_ASK = "请确认"
_WHITE, _INK, _GREY = (255, 255, 255), (28, 32, 38), (110, 118, 128)
_BLUE, _PALE = (20, 82, 164), (238, 243, 250)
_HEAD = 132


def quote_picture(offer: Mapping[str, Any], stamp: str) -> Image.Image:
    """The picture of an offer (``domain.quotes.offer.Offer`` as plain data).

    Raises:
        ValueError: without a font that can write Chinese: boxes are no quote.
    """
    if font_path() is None:
        raise ValueError("no Chinese font")
    rows = [(label, lines_of_width(text, _BODY, _ROOM)) for label, text in lines_of(offer)]
    title = lines_of_width(offer["product"], _TITLE, _FULL)
    price_top = _HEAD + 50 + len(title) * 80 + (76 if offer["customer"] else 10)
    rows_top = price_top + 190
    high = rows_top + sum(_STEP * len(texts) + 8 for _, texts in rows) + 190
    image = Image.new("RGB", (_WIDE, high), _WHITE)
    pen = ImageDraw.Draw(image)
    _head(pen, offer, title)
    _price(pen, offer, price_top)
    _rows(pen, rows, rows_top)
    _foot(pen, offer["rep"], stamp, high)
    return image


def lines_of(offer: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and text of each line under the price."""
    least, until, unit = offer.get("min_qty"), offer.get("until"), offer["unit"]
    yield "起订量", _ASK if least is None else f"{count(least)}{unit}"
    yield "有效期", f"至 {until}" if until else "以下单时确认为准"
    if offer["wanted"]:
        yield "数量", offer["wanted"]
    yield "供货", "、".join(_supply(offer)) or "请向报价人确认"
    yield "说明", "到货日期为预计,以确认订单时为准"


def _supply(offer: Mapping[str, Any]) -> Iterator[str]:
    """What is there and what is expected; no more than we know."""
    order, unit = offer.get("delivery"), offer["unit"]
    if order is not None:
        if order["now"]:
            yield f"{count(order['now'])}{unit}现货"
        for part in order["later"]:
            yield f"{count(part['qty'])}{unit}预计{part['due']}后"
        if order["lacking"]:
            yield f"其余{count(order['lacking'])}{unit}交期另行确认"
        return
    if offer.get("stock"):
        yield f"现货{count(offer['stock'])}{unit}"
    for coming in offer["coming"]:
        yield f"预计{coming['due']}后{count(coming['qty'])}{unit}"


def _head(pen: ImageDraw.ImageDraw, offer: Mapping[str, Any], title: Sequence[str]) -> None:
    pen.rectangle((0, 0, _WIDE, _HEAD), fill=_BLUE)
    company = lines_of_width(offer["company"], 44, _FULL - 220)[0]
    pen.text((_EDGE, _HEAD / 2), company, font=font(44), fill=_WHITE, anchor="lm")
    pen.text((_WIDE - _EDGE, _HEAD / 2), "产品报价", font=font(44), fill=_WHITE, anchor="rm")
    top = _HEAD + 50
    for line in title:
        pen.text((_EDGE, top), line, font=font(_TITLE), fill=_INK)
        top += 80
    if offer["customer"]:
        whom = lines_of_width(f"致 {offer['customer']} {offer['contact']}".strip(), _BODY, _FULL)[0]
        pen.text((_EDGE, top), whom, font=font(_BODY), fill=_GREY)


def _price(pen: ImageDraw.ImageDraw, offer: Mapping[str, Any], top: int) -> None:
    """The price, large; what is not known of it is said."""
    pen.rectangle((_EDGE - 20, top, _WIDE - _EDGE + 20, top + 150), fill=_PALE)
    amount = f"¥{grouped(offer['fen'])}"
    pen.text((_EDGE, top + 75), amount, font=font(84), fill=_BLUE, anchor="lm")
    left = _EDGE + pen.textlength(amount, font=font(84)) + 20
    taxed = offer.get("taxed")
    tax = "是否含税请确认" if taxed is None else "含税" if taxed else "未税"
    per = f"/{offer['unit']}  {tax}"
    pen.text((left, top + 85), per, font=font(_BODY), fill=_INK, anchor="lm")


def _rows(pen: ImageDraw.ImageDraw, rows: Sequence[tuple[str, Sequence[str]]], top: int) -> None:
    for label, texts in rows:
        pen.text((_EDGE, top), label, font=font(_BODY), fill=_GREY)
        for text in texts:
            pen.text((_EDGE + _LABEL, top), text, font=font(_BODY), fill=_INK)
            top += _STEP
        top += 8


def _foot(pen: ImageDraw.ImageDraw, rep: str, stamp: str, high: int) -> None:
    top = high - 140
    pen.line((_EDGE, top, _WIDE - _EDGE, top), fill=_GREY, width=2)
    pen.text((_EDGE, top + 66), f"报价人 {rep}", font=font(_BODY), fill=_INK, anchor="lm")
    right = (_WIDE - _EDGE, top + 66)
    pen.text(right, f"截至 {stamp}", font=font(32), fill=_GREY, anchor="rm")

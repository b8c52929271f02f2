"""Charts and the shelf that answers a question: what stands where in the picture."""

import asyncio
import functools
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageColor, ImageFont

from bot.demo.company import demo_sheets
from bot.drawing.cells import box_of
from bot.drawing.charts import charts_figure, pixels_of
from bot.drawing.fonts import chart_font_path
from bot.drawing.heat import HEAD, ROW
from bot.drawing.looks import NO_DATA, WIDE, looks
from bot.drawing.pictures import Pictures
from bot.drawing.radar import place
from bot.engine.workers import WorkError
from bot.tools.charts import HereCharts, PoolCharts
from storage.blobs import Blobs
from storage.work import SqlWork
from tests.bot.moody import MoodyChat
from tests.bot.processes import kill, processes_of
from tests.chat import REP, START
from tests.nlu.draw import jpeg

AXES = ["闭环率 82 n=46", "过程数据有效率", "照片清晰度", "SKU齐全", "竞品价格", "准时闭环"]
RED, GREEN = (213, 24, 24), (0, 128, 96)


class Drawn:
    """A chart of one part: colours at places of its axes, and its words."""

    def __init__(self, part: Mapping[str, Any], folder: Path) -> None:
        facts = {"title": "河西组", "foot": "截至 18:30", "parts": [part]}
        figure = charts_figure(facts, str(folder))
        from matplotlib.text import Text  # noqa: PLC0415 - not before it was told where to keep things

        self._pixels = pixels_of(figure)
        self._axes = figure.axes
        self.texts: list[Any] = [t for t in figure.findobj(Text) if t.get_text()]
        self.words = [text.get_text() for text in self.texts]

    def at(self, x: float, y: float) -> tuple[int, int, int]:
        """The colour there, in the numbers of the axes."""
        left, up = self._axes[0].transData.transform((x, y))
        red, green, blue, _ = self._pixels[len(self._pixels) - 1 - round(up), round(left)]
        return int(red), int(green), int(blue)


def radar(*series: Sequence[int | None]) -> dict[str, Any]:
    named = [{"name": f"R{n} 线路", "scores": list(s)} for n, s in enumerate(series, 1)]
    return {"kind": "radar", "axes": AXES, "series": named}


def heat(*rows: Sequence[int | None]) -> dict[str, Any]:
    named = [{"name": f"R{n} 线路", "values": list(row)} for n, row in enumerate(rows, 1)]
    return {"kind": "heat", "columns": ["拍照糊", "SKU漏", "价格空"], "rows": named}


def trend(*series: Sequence[float | None]) -> dict[str, Any]:
    named = [{"name": f"R{n} 线路", "values": list(s)} for n, s in enumerate(series, 1)]
    names = [f"11-{day:02}" for day in range(1, len(series[0]) + 1)]
    return {"kind": "trend", "unit": "%", "points": names, "series": named}


def colour(series: int) -> tuple[int, ...]:
    return ImageColor.getrgb(looks(series + 1)[series].colour)


def _between(
    one: tuple[float, float], other: tuple[float, float], share: float
) -> tuple[float, float]:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def test_a_full_score_is_at_the_rim_and_a_low_one_is_not(tmp_path: Path) -> None:
    drawn = Drawn(radar([100, 20, 60, 60, 60, 60], [40, 80, 100, 20, 20, 20]), tmp_path)

    assert drawn.at(*place(100, 0, 6)) == drawn.at(*place(20, 1, 6)) == colour(0)
    assert drawn.at(*place(100, 2, 6)) == drawn.at(*place(80, 1, 6)) == colour(1)
    assert drawn.at(*place(100, 1, 6)) not in (colour(0), colour(1))
    assert {"闭环率", "82 n=46", "R1 线路", "R2 线路", "截至 18:30"} <= set(drawn.words)


def test_an_axis_without_data_is_a_gap_that_says_so(tmp_path: Path) -> None:
    drawn = Drawn(radar([80, 80, None, 80, 80, 80]), tmp_path)
    corners = [place(80, axis, 6) for axis in range(6)]

    assert colour(0) not in [drawn.at(*place(s, 2, 6)) for s in range(101)]
    assert colour(0) not in [
        drawn.at(*_between(corners[1], corners[2], n / 9)) for n in range(1, 9)
    ]
    assert colour(0) in [drawn.at(*_between(corners[0], corners[1], n / 9)) for n in range(1, 9)]
    assert drawn.words.count(NO_DATA) == 1


def test_of_several_shapes_the_gap_names_whose_it_is(tmp_path: Path) -> None:
    one, other, *more = [80] * 6, [70, None, 70, 70, 70, 70], [60, 60, None, 60, 60, 60]
    drawn = Drawn(radar(one, other, *more, *more, *more), tmp_path)

    assert f"{NO_DATA}: R2 线路" in drawn.words
    assert f"{NO_DATA}: 3项" in drawn.words


def test_more_is_darker_and_nothing_known_is_no_zero(tmp_path: Path) -> None:
    drawn = Drawn(heat([0, 1, 4], [9, None, 0]), tmp_path)
    step = (WIDE - 2 * 48 - 320) / 3

    def cell(row: int, column: int) -> tuple[int, ...]:
        return drawn.at(320 + column * step + 20, HEAD + row * ROW + 20)

    none, few, some, most = (sum(cell(*at)) for at in ((0, 0), (0, 1), (0, 2), (1, 0)))
    assert most < some < few < none
    assert cell(1, 2) == cell(0, 0) != cell(1, 1)
    assert drawn.words.count(NO_DATA) == 1
    assert [word for word in drawn.words if word.isdigit()] == ["0", "1", "4", "9", "0"]


def test_rows_that_do_not_fit_are_counted(tmp_path: Path) -> None:
    drawn = Drawn(heat(*[[1, 1, 1]] * 27), tmp_path)

    assert "其余7条未画出" in drawn.words
    assert "R21 线路" not in drawn.words


def test_a_line_has_a_gap_where_nothing_is_known(tmp_path: Path) -> None:
    drawn = Drawn(trend([71.4, 80, None, 82.6, 90], [60, None, None, 50, 2.5]), tmp_path)

    assert drawn.at(0.5, (71.4 + 80) / 2) == colour(0)
    assert drawn.at(0, 60) == drawn.at(4, 2.5) == colour(1)
    assert colour(0) not in (drawn.at(2, 0), drawn.at(2.5, 81), drawn.at(1.5, 80))
    assert colour(1) not in (drawn.at(1, 0), drawn.at(0.5, 60))
    assert {"71%", "80%", "83%", "90%", "60%", "50%", "2%", "100%"} <= set(drawn.words)
    assert drawn.words.count(NO_DATA) == 1


def test_of_a_long_line_the_newest_the_highest_and_the_lowest_are_written(tmp_path: Path) -> None:
    drawn = Drawn(trend([5, 5, 5, 9.5, 5, 5, 5, 5, 1.25, 5, 5, 5, 5, 5, 6.5, None]), tmp_path)

    written = {word for word in drawn.words if "." in word and word.endswith("%")}
    assert written - {"2.5%", "7.5%"} == {"9.5%", "1.2%", "6.5%"}
    assert "\n".join(NO_DATA) in drawn.words


@pytest.mark.parametrize("part", [radar(), radar([None] * 6), heat(), trend([None, None])])
def test_a_part_without_data_is_one_line(part: Mapping[str, Any], tmp_path: Path) -> None:
    assert NO_DATA in Drawn(part, tmp_path).words


def words_we_draw() -> Iterator[str]:
    for sheet in demo_sheets(START.date()):
        yield from (str(cell) for row in sheet.rows for cell in row if cell)
    yield from (*AXES, NO_DATA, "过程健康度问题次数颜色越深越多趋势其余条未画出截至…·")


def test_no_word_becomes_a_box(tmp_path: Path) -> None:
    path = chart_font_path()
    assert path is not None
    face = ImageFont.truetype(str(path), 28)

    @cache
    def look(char: str) -> bytes:
        return bytes(face.getmask(char))

    chars = set("".join(words_we_draw())) - set(" \n\u3000")
    drawn = Drawn(radar([100] * 6), tmp_path)

    assert len(chars) > 300
    assert {char for char in chars if look(char) == look("\U0010fffd")} == set()
    assert {text.get_fontname() for text in drawn.texts} == {face.getname()[0]}


def test_a_month_of_everything_is_a_picture_for_the_road(tmp_path: Path) -> None:
    days = [[None if day % 7 == 6 else (day * n) % 31 for day in range(30)] for n in (3, 5, 7)]
    parts = [radar(*[[90 - 7 * n] * 6 for n in range(7)]), heat(*[[1, 2, 3]] * 25), trend(*days)]
    blobs = Blobs(tmp_path)
    facts = {"title": "很长的标题" * 9, "foot": "截至 18:30", "parts": parts}

    sha256 = Pictures(blobs, HereCharts()).draw({"kind": "charts", "facts": facts})

    image = Image.open(io.BytesIO(blobs.read(sha256)))
    shown = {at for _, at in image.convert("RGB").getcolors(256) or ()}
    assert (image.format, image.width <= 1280) == ("PNG", True)
    assert len(blobs.read(sha256)) <= 200_000
    assert {(255, 255, 255), *(colour(n) for n in range(6))} <= shown


def test_an_unknown_part_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'pie'"):
        Drawn({"kind": "pie"}, tmp_path)


def _near(pixel: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 40 for one, other in zip(pixel, wanted, strict=True))


def test_on_a_shelf_what_was_asked_about_is_red_and_the_rest_green(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    small = blobs.put(jpeg(Image.new("RGB", (320, 240), (90, 90, 90))))
    boxes = [["陈酿料酒", ["B2", "B3"], "red"], ["生抽", ["A1"], "green"], ["醋", [], "green"]]
    facts = {"sha256": small, "boxes": boxes, "note": "未标注位置:醋"}

    sha256 = Pictures(blobs, HereCharts()).draw({"kind": "shelf", "facts": facts})

    image = Image.open(io.BytesIO(blobs.read(sha256)))
    asked, other = box_of((640, 480), ["B2", "B3"]), box_of((640, 480), ["A1"])
    assert asked is not None
    assert other is not None
    assert image.width == 640
    assert image.height > 480
    assert _near(image.getpixel((round(asked[2]) - 4, 240)), RED)
    assert _near(image.getpixel((round(asked[0]) + 4, round(asked[3]) - 20)), RED)
    assert _near(image.getpixel((round(other[0]) + 2, round(other[3]) - 20)), GREEN)
    assert _near(image.getpixel((600, 400)), (90, 90, 90))


def test_names_in_one_cell_stand_below_each_other(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    photo = blobs.put(jpeg(Image.new("RGB", (640, 480), (90, 90, 90))))
    boxes = [["料酒", ["B2"], "green"], ["生抽", ["B2"], "red"]]
    facts = {"sha256": photo, "boxes": boxes, "note": ""}

    sha256 = Pictures(blobs, HereCharts()).draw({"kind": "shelf", "facts": facts})

    image = Image.open(io.BytesIO(blobs.read(sha256)))
    assert image.height == 480
    assert _near(image.getpixel((160 + 8, 160 + 9)), RED)
    assert _near(image.getpixel((160 + 18, 160 + 3 + 42)), GREEN)


def test_a_chart_travels_with_its_words_which_go_out_without_it_too(moody: MoodyChat) -> None:
    moody.at()
    facts = {"title": "河西组", "foot": "截至 18:30", "parts": [radar([100] * 6)]}
    for out_id, parts in ((2, facts["parts"]), (3, [{"kind": "pie"}])):
        moody.queues(REP, "甲店")
        draw = {"kind": "charts", "facts": {**facts, "parts": parts}}
        moody.on_database(functools.partial(_changed, out_id, draw))

    drawn, undrawn = moody.settle().parcels

    assert moody.app.blobs.read(drawn.image).startswith(b"\x89PNG")
    assert drawn.text == undrawn.text != ""
    assert undrawn.image == ""


def _changed(out_id: int, draw: Mapping[str, Any], work: SqlWork) -> None:
    work.outbox.change(out_id, draw=draw)


@pytest.mark.slow
def test_a_process_of_its_own_draws_and_one_that_is_killed_costs_no_picture(tmp_path: Path) -> None:
    charts = PoolCharts(tmp_path)
    facts = {"title": "河西组", "foot": "", "parts": [radar([100] * 6)]}

    first = charts.draw(facts)
    kill(charts._pool)

    assert charts.draw(facts) == first
    charts.close()


def test_a_chart_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    charts = PoolCharts(tmp_path, limit_s=0)

    with pytest.raises(WorkError, match="timeout"):
        asyncio.run(asyncio.to_thread(charts.draw, {"title": "", "foot": "", "parts": []}))

    assert processes_of(charts._pool) == []
    charts.close()

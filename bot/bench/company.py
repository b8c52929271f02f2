"""A company of the size that benchmarks need: 200 reps, a store each, 40 products."""

from collections.abc import Sequence

from bot.app import App
from bot.engine.arrivals import Arrival
from domain.company.cells import Cell, Sheet
from storage.loading import import_sheets
from storage.work import SqlWork

REPS = 200
_PRODUCTS = 40


def load_company(app: App, channel: str = "telegram") -> Sequence[tuple[float, float]]:
    """Import it, bind everybody to a channel; returns where each rep's store is."""
    places = [(30.0 + rep * 0.01, 120.0) for rep in range(1, REPS + 1)]
    people: list[list[Cell]] = [["工号", "姓名", "角色", "片区"]]
    people += [[str(rep), f"业务{rep}", "业务员", f"片区{rep}"] for rep in range(1, REPS + 1)]
    stores: list[list[Cell]] = [
        ["门店编码", "门店名称", "片区", "业务员", "纬度", "经度", "坐标系"]
    ]
    stores += [
        [f"S{rep:05d}", f"门店{rep}", f"片区{rep}", str(rep), lat, lon, "WGS-84"]
        for rep, (lat, lon) in enumerate(places, 1)
    ]
    products: list[list[Cell]] = [["商品编码", "商品名称", "主推等级", "单位", "箱规"]]
    products += [[str(1000 + n), f"酱油{n}号500ml", "A", "瓶", 12.0] for n in range(_PRODUCTS)]
    sheets = [Sheet("人员", people), Sheet("门店", stores), Sheet("商品", products)]
    now = app.clock.now()
    with app.database.begin() as connection:
        work = SqlWork(connection, app.caches)
        import_sheets(work, sheets, at=now, by="bench", batch_id="bench", file_name="bench")
        for rep in range(1, REPS + 1):
            work.addresses.bind(channel, str(rep), str(rep), now)
            work.consent(str(rep), now)
    return places


async def open_visits(app: App, places: Sequence[tuple[float, float]], channel: str) -> None:
    """Every rep arrives at the store."""
    now = app.clock.now()
    for rep, (lat, lon) in enumerate(places, 1):
        await app.engine.post(
            Arrival(
                channel=channel,
                key=f"open{rep}",
                address=str(rep),
                kind="place",
                body={"lat": lat, "lon": lon, "live": True, "datum": "wgs84"},
                at=now,
                received_at=now,
            )
        )
    while await app.engine.decide():
        pass

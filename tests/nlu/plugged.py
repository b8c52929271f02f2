"""An engine of somebody else: a package on the path that registers itself under our group."""

from pathlib import Path

_CODE = """
from nlu.ocr import Line


class Stub:
    name = "stub"
    version = "1"

    def read(self, image):
        if {broken}:
            raise MemoryError("out of everything")
        return [
            Line("{product}", 0.99, (40, 40, 520, 100)),
            Line("零售价", 0.99, (40, 260, 200, 320)),
            Line("{price}", 0.99, (300, 240, 700, 390)),
        ]


def nothing():
    raise ImportError("half installed")
"""


def install_stub(
    folder: Path, *, product: str = "", price: str = "¥9.90", broken: bool = False
) -> str:
    """Write the package into a folder that is on the path; the name of its engine."""
    name = f"stub{abs(hash(folder)) % 10**9}"
    code = _CODE.format(product=product, price=price, broken=broken)
    (folder / f"{name}.py").write_text(code, "utf-8")
    info = folder / f"{name}-2.5.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 2.5\n")
    points = f"[bihuan.ocr]\n{name} = {name}:Stub\nhalf{name} = {name}:nothing\n"
    (info / "entry_points.txt").write_text(points + f"rapidocr = {name}:Stub\n")
    return name

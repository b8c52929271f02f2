"""Pictures made by hand, so that these tests need no files from elsewhere."""

import io
import random
from importlib.resources import files
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

WHITE, BLACK, RED, YELLOW = (250, 250, 248), (20, 20, 20), (200, 20, 30), (250, 220, 60)


def font(size: int) -> ImageFont.FreeTypeFont:
    path = str(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc")
    face = ImageFont.truetype(path, size, index=2)
    face.set_variation_by_axes([700])
    return face


def jpeg(image: Image.Image, quality: int = 88) -> bytes:
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=quality)
    return packed.getvalue()


def save(image: Image.Image, path: Path, quality: int = 88) -> Path:
    path.write_bytes(jpeg(image, quality))
    return path


def tag(name: str, price: str, *, unit: str = "元/瓶", label: str = "零售价") -> Image.Image:
    """A yellow tag before a blurred shelf."""
    image = shelf().resize((1000, 700)).filter(ImageFilter.GaussianBlur(12))
    pen = ImageDraw.Draw(image)
    pen.rectangle((150, 120, 850, 580), fill=YELLOW)
    pen.text((190, 150), name, fill=BLACK, font=font(56))
    pen.text((190, 290), label, fill=BLACK, font=font(44))
    pen.text((340, 270), price, fill=RED, font=font(130))
    pen.text((640, 490), unit, fill=BLACK, font=font(48))
    return image


def promo_tag(name: str, whole: str, cents: str, old: str) -> Image.Image:
    """今日特价, raised decimals, and the old price crossed out."""
    image = Image.new("RGB", (900, 640), (90, 95, 100))
    pen = ImageDraw.Draw(image)
    pen.rectangle((80, 60, 820, 580), fill=YELLOW)
    pen.rectangle((80, 60, 820, 150), fill=RED)
    pen.text((110, 65), "今日特价", fill=YELLOW, font=font(60))
    pen.text((110, 165), name, fill=BLACK, font=font(54))
    pen.text((150, 330), "¥", fill=RED, font=font(70))
    pen.text((220, 230), whole, fill=RED, font=font(170))
    pen.text((230 + 95 * len(whole), 250), f".{cents}", fill=RED, font=font(76))
    pen.text((110, 500), f"原价¥{old}", fill=BLACK, font=font(40))
    pen.line((190, 526, 330, 526), fill=BLACK, width=3)
    return image


def storefront(sign: str = "幸福超市") -> Image.Image:
    """A house in daylight: sky, wall, door, windows, and a wide sign."""
    dice = random.Random(3)  # noqa: S311  # the same house every time
    image = Image.new("RGB", (1200, 900), (150, 190, 240))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 260, 1200, 760), fill=(196, 178, 150))
    for _ in range(1500):  # brick
        x, y = dice.randint(0, 1160), dice.randint(260, 750)
        shade = dice.randint(120, 200)
        pen.rectangle((x, y, x + 38, y + 12), outline=(shade, shade - 20, shade - 40))
    for x in (80, 330, 750, 1000):
        pen.rectangle((x, 480, x + 140, 700), fill=(60, 70, 90), outline=WHITE, width=6)
    pen.rectangle((540, 450, 680, 760), fill=(80, 50, 40), outline=WHITE, width=6)
    pen.rectangle((0, 760, 1200, 900), fill=(120, 118, 112))
    pen.rectangle((200, 290, 1000, 430), fill=RED)
    pen.text((600, 360), sign, fill=WHITE, font=font(110), anchor="mm")
    return image


def shelf() -> Image.Image:
    """Rows of bottles and boxes in every colour."""
    dice = random.Random(5)  # noqa: S311  # the same shelf every time
    image = Image.new("RGB", (900, 900), (70, 66, 60))
    pen = ImageDraw.Draw(image)
    for row in range(5):
        for column in range(12):
            x, y = 10 + column * 74, 20 + row * 176
            body = tuple(dice.randint(20, 235) for _ in range(3))
            pen.rectangle((x, y, x + 62, y + 140), fill=body, outline=BLACK)
            pen.rectangle((x + 8, y + 50, x + 54, y + 100), fill=WHITE)
            pen.text((x + 10, y + 60), "酱油", fill=body, font=font(20))
        pen.rectangle((0, row * 176 + 164, 900, row * 176 + 176), fill=(200, 196, 190))
    return image

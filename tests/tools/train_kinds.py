"""Train the picture half of ``nlu/data/kinds.json`` and print how good it is on unseen places.

    python tests/tools/train_kinds.py [--others DIR] [--write]

Reads ``../shared/eval``; stops with a word when it is absent. ``--others`` adds a folder of
pictures that show none of the three kinds (the shipped weights used 17 of scikit-image and one of
scikit-learn). Scores are of predictions by models that never saw the place, shelf or tag layout.
"""

import argparse
import io
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageFilter
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).parents[2]))

from domain.readings import PhotoKind
from nlu.images import parse_picture
from nlu.kinds import FEATURES, LOOK_SIDE, features

ROOT = Path(__file__).parents[2]
EVAL = ROOT.parent / "shared" / "eval"
TABLE = ROOT / "nlu" / "data" / "kinds.json"
COPIES = 12
"""Disturbed copies of each picture, beside itself."""
FOLDS = 6
STRENGTH = 0.1
"""Inverse of the L2 penalty, chosen for log loss on unseen groups."""
Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """A measured picture."""

    path: Path
    kind: PhotoKind
    group: str
    """What must not be in training and test at once."""
    original: bool
    numbers: Numbers


def labelled(others: Path | None) -> Iterator[tuple[Path, PhotoKind, str]]:
    for path in sorted((EVAL / "photos/places").glob("*.jpg")):
        place = path.stem.split("_")[0]
        yield path, PhotoKind.OTHER if place == "tree" else PhotoKind.STOREFRONT, place
    for number, path in enumerate(sorted((EVAL / "photos/shelves").glob("*.jpg"))):
        yield path, PhotoKind.SHELF, f"shelves {number % FOLDS}"
    for path in sorted((EVAL / "pricetags/dev").glob("*.jpg")):
        yield path, PhotoKind.TAG, path.stem.split("_")[1]
    for number, path in enumerate(sorted(others.iterdir()) if others else []):
        yield path, PhotoKind.OTHER, f"others {number % FOLDS}"


def disturbed(image: Image.Image, dice: random.Random) -> Image.Image:
    """Crop, mirror, light, colour and blur a picture as phones and people do."""
    width, height = (int(side * dice.uniform(0.65, 1)) for side in image.size)
    x, y = dice.randint(0, image.width - width), dice.randint(0, image.height - height)
    image = image.crop((x, y, x + width, y + height))
    if dice.random() < 0.5:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    image = ImageEnhance.Brightness(image).enhance(dice.uniform(0.4, 1.4))
    image = ImageEnhance.Color(image).enhance(dice.uniform(0.6, 1.3))
    image = ImageEnhance.Contrast(image).enhance(dice.uniform(0.7, 1.2))
    if dice.random() < 0.3:
        image = image.filter(ImageFilter.GaussianBlur(dice.uniform(0.5, 2) * max(image.size) / 640))
    return image


def measured(image: Image.Image, quality: int) -> Numbers:
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=quality)
    return features(parse_picture(packed.getvalue()).rgb(LOOK_SIDE))


def samples(others: Path | None) -> Iterator[Sample]:
    dice = random.Random(0)  # noqa: S311  # the same copies every time
    for path, kind, group in labelled(others):
        with Image.open(path) as opened:
            image = opened.convert("RGB")
        image.thumbnail((800, 800), Image.Resampling.BOX)
        for copy in range(COPIES + 1):
            seen = disturbed(image, dice) if copy else image
            numbers = measured(seen, dice.randint(50, 92))
            yield Sample(path, kind, group, copy == 0, numbers)


def fitted(chosen: list[Sample]) -> Any:
    size = Counter(sample.kind for sample in chosen)
    weights = [len(chosen) / len(size) / size[sample.kind] for sample in chosen]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=2000))
    kinds = [list(PhotoKind).index(sample.kind) for sample in chosen]
    numbers = np.array([sample.numbers for sample in chosen])
    return model.fit(numbers, kinds, logisticregression__sample_weight=weights)


def unseen(everything: list[Sample]) -> dict[int, Numbers]:
    """Return probabilities for every sample, by a model trained without its group."""
    found: dict[int, Numbers] = {}
    for group in sorted({sample.group for sample in everything}):
        model = fitted([sample for sample in everything if sample.group != group])
        for i, sample in enumerate(everything):
            if sample.group == group:
                found[i] = model.predict_proba([sample.numbers])[0]
    return found


def report(everything: list[Sample], found: dict[int, Numbers]) -> dict[str, Any]:
    kinds = list(PhotoKind)
    hits = {i: kinds[int(np.argmax(p))] is everything[i].kind for i, p in found.items()}
    recall = {
        kind.value: round(
            float(
                np.mean(
                    [hits[i] for i, s in enumerate(everything) if s.kind is kind and s.original]
                )
            ),
            3,
        )
        for kind in kinds
    }
    calibration = {}
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 1.01)):
        chosen = [i for i, p in found.items() if low <= p.max() < high]
        if chosen:
            calibration[f"{low}-{min(high, 1.0)}"] = round(
                float(np.mean([hits[i] for i in chosen])), 3
            )
    originals = [hits[i] for i, sample in enumerate(everything) if sample.original]
    return {
        "pictures": len(originals),
        "accuracy_unseen_groups": round(float(np.mean(originals)), 3),
        "recall": recall,
        "right_when_p": calibration,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--others", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    if not EVAL.is_dir():
        sys.exit(f"skipped: {EVAL} is absent")
    everything = list(samples(arguments.others))
    figures = report(everything, unseen(everything))
    print(json.dumps(figures, ensure_ascii=False, indent=1))  # noqa: T201  # its purpose
    if arguments.write:
        scaler, regression = (step for _, step in fitted(everything).steps)
        table = json.loads(TABLE.read_text(encoding="utf-8"))
        table["measured"] = figures
        table["image"] = {
            "features": list(FEATURES),
            "mean": scaler.mean_.round(5).tolist(),
            "scale": scaler.scale_.round(5).tolist(),
            "weights": regression.coef_.round(5).tolist(),
            "bias": regression.intercept_.round(5).tolist(),
        }
        TABLE.write_text(json.dumps(table, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

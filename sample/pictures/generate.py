#!/usr/bin/env python3
"""Paints the pictures of the sample publication. All of them are ours: drawn by this program, under CC BY 4.0 like the texts.

    pip install pillow numpy
    python sample/pictures/generate.py            all of them
    python sample/pictures/generate.py tide-house only those named

1. Each scene in `SCENES` is a function that paints a `Surface` (painter.py) with the seed given here, so the same versions of
   Pillow and NumPy print the same files.
2. The result is written beside this program as `<name>.jpg` (photograph sizes: 1600×1067, 1067×1600, 2000×900; at most 180 KB).
3. Charts and maps (charts.py) are PNG, since they consist of lines and words.

The folder is part of the sample's source, so this header stands in for a README, which would be packed as an article.
"""

import pathlib
import sys
import time

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

import numpy  # noqa: E402

import charts  # noqa: E402
import land  # noqa: E402
import people  # noqa: E402
import rooms  # noqa: E402
import sea  # noqa: E402
import streets  # noqa: E402
from painter import print_jpeg  # noqa: E402

HERE = pathlib.Path(__file__).parent

SCENES = {
    "harbour-at-dawn": (sea.harbour, 11),
    "lighthouse-at-dusk": (sea.lighthouse, 12),
    "bridge-in-fog": (sea.bridge_in_fog, 13),
    "ship-on-the-slip": (sea.ship_bow, 14),
    "boats-at-low-tide": (sea.low_tide, 15),
    "vesper-islands": (sea.island, 16),
    "tide-house": (sea.tide_house, 17),
    "terraces-of-solvane": (land.terraces, 21),
    "olive-harvest": (land.olives, 22),
    "observatory": (land.observatory, 23),
    "kite-day": (land.kites, 24),
    "sunflowers": (land.sunflowers, 25),
    "snow-on-the-roofs": (land.snow, 26),
    "night-market": (streets.market, 31),
    "tram-in-the-rain": (streets.tram, 32),
    "library-at-night": (rooms.library, 33),
    "skyline-at-night": (streets.skyline, 34),
    "midnight-bakery": (rooms.bakery, 35),
    "bench-on-the-quay": (streets.bench, 36),
    "foghorn-concert": (streets.concert, 37),
    "oud-by-the-window": (rooms.oud, 38),
    "kite-workshop": (rooms.workshop, 39),
    "portrait-fishmonger": (people.fishmonger, 41),
    "portrait-tea-seller": (people.tea_seller, 42),
    "portrait-spice-seller": (people.spice_seller, 43),
    "portrait-lamp-mender": (people.lamp_mender, 44),
    "portrait-bookseller": (people.bookseller, 45),
    "portrait-seamstress": (people.seamstress, 46),
}

# Scenes of many small shapes, which JPEG needs more bytes for.
RICH = {"sunflowers", "terraces-of-solvane"}


def main(wanted):
    total = 0
    for name, (scene, seed) in SCENES.items():
        if wanted and name not in wanted:
            continue
        started = time.perf_counter()
        limit = {"limit": 164_000} if name in RICH else {}
        size, quality = print_jpeg(scene(numpy.random.default_rng(seed)), HERE / f"{name}.jpg", **limit)
        total += size
        print(f"{name:24} {size / 1000:6.0f} KB  quality {quality}  {time.perf_counter() - started:5.1f} s")
    for name, (chart, seed) in charts.CHARTS.items():
        if wanted and name not in wanted:
            continue
        size = charts.print_png(chart(numpy.random.default_rng(seed)), HERE / f"{name}.png", 224 if "map" in name else 128)
        total += size
        print(f"{name:24} {size / 1000:6.0f} KB")
    print(f"{'total':24} {total / 1000:6.0f} KB")


if __name__ == "__main__":
    main(sys.argv[1:])

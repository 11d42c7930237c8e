"""Scenes of hills, fields and sky."""

import math

import numpy

from painter import Surface, curve, mix, ring, turned, wander
from things import cloud, gull, height_at, house, kite, leaf_cluster, person, ridge, stars

OLIVE = ("#3f5240", "#55694c", "#74855f", "#96a37a", "#bcc29b", "#dcdcb8")


def cypress(surface, x, base, height, colour, light):
    """A tall dark tree."""
    half = height * 0.105
    side = curve([(x, base - height), (x + half * 0.75, base - height * 0.62), (x + half, base - height * 0.28), (x + half * 0.5, base)])
    other = curve([(x - half * 0.5, base), (x - half, base - height * 0.28), (x - half * 0.75, base - height * 0.62), (x, base - height)])
    surface.cut(side + other, light, colour, across=True)


def terraces(random):
    """Terraced hills above Solvane in late light."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#efe3c4"), (0.3, "#f6d9a3"), (0.5, "#f2b983"))
    s.glow(1230, 250, 430, "#fff0c6", 0.9)
    s.oval(1230, 250, 66, "#fff6dc")
    for x, y, length, thick in ((380, 140, 640, 30), (860, 230, 460, 18)):
        cloud(s, x, y, length, thick, "#fbecc9", "#f3cf9c")
    ridge(s, 372, 80, "#cf9c7e", "#e5bd92", 640, start=3)
    ridge(s, 430, 62, "#a98c72", "#c9ab80", 640, start=4)
    steps = 9
    palette = ("#b7a865", "#a9a35e", "#99995a", "#8b9155", "#7c8750", "#6c7b4b", "#5c6f47", "#4c6142", "#3d533c")
    for step in range(steps):
        share = step / (steps - 1)
        base = 470 + share ** 1.25 * 520
        xs = numpy.linspace(-30, 1630, 90)
        swell = 58 * (1 - share * 0.45)
        ys = base - swell * numpy.sin(xs / 1600 * math.pi * (1.1 + 0.25 * math.sin(step * 1.7)) + step * 1.05) + 7 * wander(random, 90, 0.5, 4, 4)
        top = list(zip(xs.tolist(), ys.tolist()))
        wall = 15 + share * 30
        strip = 9 + share * 15
        s.cut(top + [(1630, 1090), (-30, 1090)], palette[step], mix(palette[step], "#2c3f33", 0.35), 0.3, lift=6, soft=10)
        s.flat(top + [(x, y + strip) for x, y in reversed(top)], mix(palette[step], "#f3dc92", 0.42))
        face = [(x, y + strip) for x, y in top]
        s.cut(face + [(x, y + wall) for x, y in reversed(face)], "#d9b98b", "#a5805f")
        size = 11 + share * 16
        for row in range(2 + step // 4):
            offset = row * size * 0.5
            for x in numpy.arange(-30 + offset, 1630, size):
                y = height_at(face, x) + wall * row / (2 + step // 4)
                s.line([(x, y + 1), (x + random.uniform(-2, 2), y + wall / (2 + step // 4))], "#8d6a50", 0.9)
            if row:
                s.line([(x, y + wall * row / (2 + step // 4)) for x, y in face], "#8d6a50", 0.9)
        gap = 34 + share * 46
        radius = 7 + share * 13
        for x in numpy.arange(-20 + (step % 2) * gap / 2, 1630, gap):
            x += random.uniform(-gap * 0.2, gap * 0.2)
            y = height_at(top, x)
            if step == 4 and 1010 < x < 1240:
                continue
            s.line([(x, y + 3), (x, y - radius * 1.2)], "#5d4937", 1.2 + share * 1.4)
            leaf_cluster(s, x, y - radius * 1.7, radius, OLIVE if step % 3 else ("#5a6a34", "#7b8742", "#9ca152", "#c2bb69"), 34 + int(share * 60), 1.9 + share * 1.9, 0.85)
        if step == 4:
            y = height_at(top, 1100) + 8
            house(s, 1060, y, 84, 62, "#f4e3c0", "#c9a580", "#b9573f", "#5b4a42", 0.5, True, 0.9)
            cypress(s, 1032, y + 2, 132, "#2f4536", "#4f6747")
            cypress(s, 1210, y + 4, 104, "#2f4536", "#4f6747")
        if step == 6:
            y = height_at(top, 470) + 4
            person(s, 470, y, 82, "#3b3230", "#7a4f3a", "#b9573f")
            s.line([(488, y - 40), (512, y - 92)], "#5d4937", 2)
            s.line([(500, y - 94), (524, y - 86)], "#4a3b30", 4)
    for gx, gy, size in ((560, 300, 15), (610, 280, 11), (700, 320, 9)):
        gull(s, gx, gy, size, "#8a6a55")
    return s


def olive_tree(surface, x, base, height, lean=0.0):
    """A gnarled trunk that parts in three, under silver leaves."""
    trunk, dark, light = height * 0.085, "#4b3b32", "#8a715c"
    crown = base - height * 0.68
    spread = height * 0.3
    for bend, reach, lift in ((-1, 0.75, 0.02), (1, 0.85, 0.05), (0.15, 0.2, -0.12)):
        tip = (x + bend * spread * reach + lean * height * 0.3, crown + lift * height)
        middle = (x + bend * spread * 0.18 + lean * height * 0.12, base - height * 0.34)
        left = curve([(x - trunk * 1.25, base), (x - trunk * 0.75 + lean * 8, base - height * 0.16), (middle[0] - trunk * 0.5, middle[1]), (tip[0] - 2, tip[1])], 8)
        right = curve([(tip[0] + 2, tip[1]), (middle[0] + trunk * 0.5, middle[1]), (x + trunk * 0.8 + lean * 8, base - height * 0.16), (x + trunk * 1.5, base)], 8)
        surface.cut(left + right, light, dark, across=True, span=(x - trunk, x + trunk * 1.4))
    for twist in range(4):
        off = (twist - 1.3) * trunk * 0.5
        sway = trunk * 0.22
        surface.line(curve([(x + off * 1.3, base - 4), (x + off * 0.75 + sway, base - height * 0.1), (x + off * 0.7 - sway, base - height * 0.2), (x + off * 0.8, base - height * 0.3)], 6),
                     mix(dark, light, 0.35), max(1, height * 0.004))
    for bx, by, size in ((-0.72, 0.06, 0.62), (0.74, 0.08, 0.64), (-0.3, -0.2, 0.74), (0.36, -0.18, 0.72), (0.02, 0.06, 0.7), (0.05, -0.42, 0.55)):
        px, py = x + bx * spread + lean * height * 0.3, crown + by * spread * 1.2
        leaf_cluster(surface, px, py, spread * size, OLIVE, int(210 * (height / 400) ** 0.6), height * 0.021, 0.8)


def olives(random):
    """An olive grove at harvest with nets, ladder and baskets."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#bfd2c6"), (0.25, "#e6e2c4"), (0.45, "#f6dcae"))
    s.glow(260, 300, 480, "#fff0cb", 0.85)
    for x, y, length, thick in ((960, 120, 620, 34), (1380, 210, 420, 24)):
        cloud(s, x, y, length, thick, "#faf1d9", "#eee0bd")
    ridge(s, 420, 64, "#a9b49a", "#cfca9f", 560, start=3)
    ridge(s, 472, 40, "#8b9a77", "#b5b585", 560, start=5)
    s.cut([(0, 520), (1600, 520), (1600, 1067), (0, 1067)], "#dcbc7c", "#9c6b45", span=(520, 1040))
    for row in range(19):
        x = -1500 + row * 260
        s.line([(800 + (x - 800) * 0.09, 524), (x, 1075)], mix("#c79d61", "#8a5f3d", 0.3 + 0.4 * (row % 2)), 1.8)
    for x, base, tall in ((250, 560, 130), (430, 556, 118), (610, 560, 128), (800, 556, 120), (990, 562, 132), (1180, 556, 118), (1370, 560, 130), (1540, 558, 120), (90, 558, 124)):
        s.flat([(px + tall * 0.4, py) for px, py in ring(x, base, tall * 0.5, tall * 0.05)], "#a37b4e")
        olive_tree(s, x, base, tall)
    for x, base, tall in ((120, 690, 290), (600, 668, 240), (1010, 664, 240), (1510, 690, 300)):
        s.flat([(px + tall * 0.42, py) for px, py in ring(x, base, tall * 0.55, tall * 0.055)], "#8f653f")
        olive_tree(s, x, base, tall, random.uniform(-0.15, 0.15))
    net = curve([(760, 930), (960, 872), (1240, 862), (1480, 900), (1560, 960), (1380, 1012), (1060, 1020), (830, 990), (760, 930)])
    s.cut(net, "#5d7a63", "#3e5a4d", 0.25, lift=2, soft=6)
    for step in range(30):
        s.line([(780 + step * 27, 1010), (900 + step * 22, 862)], "#6d8a70", 0.8) if 3 < step < 24 else None
    for _ in range(150):
        x, y = random.normal(1150, 150), random.normal(945, 26)
        if 885 < y < 1000 and 850 < x < 1450:
            s.oval(x, y, 4.6, ("#2f3a2a", "#54452f", "#6d7c3e", "#3c2f3a")[random.integers(4)], 3.8)
    s.flat([(px + 190, py) for px, py in ring(1150, 912, 270, 26)], "#4b4a38")
    olive_tree(s, 1150, 915, 560, 0.1)
    for side in (-1, 1):
        s.line([(938 + side * 26, 930), (1040 + side * 12, 520)], "#d9b57c", 6)
    for rung in range(9):
        share = (rung + 0.6) / 9.6
        x, y = 938 + 102 * share, 930 - 410 * share
        half = 26 - 14 * share
        s.line([(x - half, y), (x + half, y)], "#c79f66", 4.4)
    person(s, 690, 900, 190, "#4a3b36", "#8c5f46", "#f0e3c8", 0.03)
    s.oval(694, 733, 30, "#d3a552", 8)
    s.oval(694, 725, 15, "#d3a552", 12)
    s.line([(706, 782), (760, 690), (800, 600)], "#7b5a3c", 3.4)
    for x, y, size in ((560, 960, 62), (470, 985, 52)):
        s.cut([(x - size, y - size * 0.5), (x + size, y - size * 0.5), (x + size * 0.76, y + size * 0.4), (x - size * 0.76, y + size * 0.4)], "#c9974f", "#7f5632", 0.2, lift=2, soft=6)
        for row in range(4):
            yy = y - size * 0.4 + row * size * 0.22
            s.line([(x - size * (0.95 - row * 0.05), yy), (x + size * (0.95 - row * 0.05), yy)], "#8f6337", 1.5)
        for olive in range(46):
            s.oval(x + random.uniform(-0.92, 0.92) * size, y - size * 0.5 - abs(random.normal(0, 0.1)) * size, 5, ("#39452e", "#5b6a38", "#3c2f3a", "#77853f")[olive % 4], 4.2)
    return s


def pine(surface, x, base, height, colour):
    """A spruce in tiers."""
    for tier in range(5):
        y = base - height * (0.12 + tier * 0.175)
        half = height * (0.2 - tier * 0.034)
        surface.flat([(x - half, y), (x, y - height * 0.3), (x + half, y)], colour)
    surface.box(x - height * 0.018, base - height * 0.14, x + height * 0.018, base, colour)


def observatory(random):
    """The observatory on Mount Sereine under the Milky Way."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#0b1433"), (0.35, "#1a2a58"), (0.62, "#3b4f82"), (0.78, "#8d86a2"), (0.88, "#d9a98f"))
    s.dust((300, 1000), (1250, -160), 190, "#8fa3d6", 0.5, 220)
    s.dust((300, 1000), (1250, -160), 95, "#e9dcd3", 0.6, 120)
    s.dust((330, 1000), (1290, -160), 34, "#10193a", 0.85, 90)
    stars(s, 860, 1150, largest=2.0)
    for _ in range(900):
        share = random.random()
        x, y = 300 + 950 * share + random.normal(0, 75), 1000 - 1160 * share + random.normal(0, 40)
        s.oval(x, y, random.uniform(0.4, 0.95), ("#ffffff", "#e6ecff", "#fff0d6")[random.integers(3)])
    s.line([(1180, 160), (1330, 232)], "#c9d4f2", 1.4)
    s.line([(1280, 208), (1334, 234)], "#ffffff", 2.2)
    ridge(s, 850, 60, "#5d6590", "#7f7f9d", 1000, start=3)
    ridge(s, 902, 54, "#3d4a78", "#58628b", 1067, start=4)
    ground = curve([(-20, 980), (200, 945), (420, 880), (620, 836), (760, 822), (900, 824), (1080, 862), (1300, 930), (1620, 985)])
    s.cut(ground + [(1620, 1080), (-20, 1080)], "#1c264c", "#0c1230", 0.3)
    cx, base, radius = 800, 830, 150
    s.cut([(cx - radius, base), (cx - radius, base - 118), (cx + radius, base - 118), (cx + radius, base)], "#e9dfd6", "#6f7599", across=True, span=(cx - radius, cx + radius))
    dome = ring(cx, base - 118, radius + 8, radius + 8, 180, 360)
    s.cut(dome, "#f6ece0", "#7c82a8", across=True, span=(cx - radius, cx + radius))
    for rib in (-0.72, -0.42, 0.46, 0.74):
        line = [(cx + rib * (radius + 8) * math.cos(math.radians(a)), base - 118 - (radius + 8) * math.sin(math.radians(a))) for a in range(0, 91, 6)]
        s.line(line, "#a9a8bb", 1.4)
    def meridian(lean, steps=range(0, 88, 4)):
        return [(cx + lean * (radius + 8) * math.cos(math.radians(a)), base - 118 - (radius + 8) * math.sin(math.radians(a))) for a in steps]
    s.cut(meridian(-0.24) + meridian(0.2)[::-1], "#1a1f40", "#efb56c", span=(base - 276, base - 110))
    tube = turned([(cx - 15, base - 262), (cx + 13, base - 262), (cx + 15, base - 140), (cx - 17, base - 140)], cx, base - 150, -6)
    s.cut(tube, "#4a5080", "#23284a", across=True)
    s.flat(turned([(cx - 18, base - 268), (cx + 16, base - 268), (cx + 16, base - 254), (cx - 18, base - 254)], cx, base - 150, -6), "#8d93b8")
    s.box(cx - 24, base - 146, cx + 22, base - 126, "#23284a")
    s.beam([(cx - 26, base - 266), (cx - 170, -60), (cx - 40, -60), (cx + 4, base - 266)], "#cfd8f5", 0.09, 12)
    s.box(cx - radius - 14, base - 126, cx + radius + 14, base - 112, "#3a3f66")
    s.box(cx - 26, base - 66, cx + 26, base, "#2a2f52", 4)
    s.box(cx - 20, base - 60, cx + 20, base, "#f4bd72")
    s.glow(cx, base - 30, 130, "#ffcf8b", 0.6)
    for x in (cx - 104, cx + 84):
        s.box(x, base - 84, x + 20, base - 46, "#ffd796", 3)
    s.cut([(960, 838), (960, 782), (1090, 782), (1090, 862)], "#b9b4bf", "#5b6189", across=True)
    s.flat([(950, 786), (1025, 750), (1100, 786)], "#2a2f52")
    s.box(990, 800, 1012, 826, "#ffd796")
    s.box(1040, 804, 1062, 830, "#ffd796")
    path = curve([(790, 832), (770, 880), (690, 930), (640, 1000), (560, 1080)])
    s.line(path, "#46507c", 9)
    for x, feet in ((612, 1006), (650, 1000)):
        person(s, x, feet, 74, "#39426c", "#6d6f92", "#4d5784")
    s.line([(650, 950), (668, 934)], "#f4bd72", 2.4)
    s.glow(668, 934, 36, "#ffe0a6", 0.9)
    for x, base_y, tall in ((90, 1020, 210), (180, 990, 160), (255, 1000, 190), (20, 1040, 240), (1300, 980, 150), (1380, 1000, 200), (1480, 1000, 170), (1560, 1030, 240), (1230, 950, 110), (345, 960, 110)):
        pine(s, x, base_y, tall, "#0b1130")
    return s


def kites(random):
    """Kite day on the long beach."""
    s = Surface(1067, 1600, random)
    s.sky((0, "#3f86a0"), (0.4, "#8fbfbf"), (0.7, "#e5e3c3"), (0.82, "#f5dfb3"))
    for x, y, length, thick in ((820, 300, 620, 58), (180, 520, 560, 46), (760, 860, 620, 42), (240, 1040, 520, 30)):
        cloud(s, x, y, length, thick, "#fbf5e3", "#dbe3d4")
    ridge(s, 1240, 26, "#8aa9a5", "#b9c3ad", 1290, start=4)
    s.cut([(0, 1270), (1067, 1270), (1067, 1380), (0, 1380)], "#4d97a3", "#b6d0bf")
    s.ripples(1276, 1350, "#e4efe0", 90, 40, 1.3)
    s.cut(curve([(-20, 1352), (260, 1340), (560, 1362), (820, 1346), (1090, 1360)]) + [(1090, 1620), (-20, 1620)], "#f0d7a2", "#c29460")
    for _ in range(120):
        x, y = random.uniform(0, 1067), random.uniform(1370, 1590)
        s.line([(x, y), (x + random.uniform(20, 70), y + random.uniform(-3, 3))], "#d2ab74", 1.2)
    red, blue, gold, cream, plum, green = "#cf4d3a", "#24506b", "#eab04a", "#f8ecd2", "#7b3a56", "#5f8a69"
    spar = "#3a2f33"
    flock = ((600, 350, 150, 16, (red, gold, cream, spar), (470, 1424)), (250, 250, 92, -14, (blue, cream, gold, spar), (300, 1410)),
             (880, 620, 104, 24, (plum, cream, red, spar), (760, 1436)), (330, 700, 84, -20, (gold, red, cream, spar), (190, 1450)),
             (660, 880, 58, 10, (green, cream, gold, spar), (620, 1404)), (920, 190, 60, 30, (cream, red, blue, spar), (880, 1412)),
             (150, 960, 44, -8, (red, cream, blue, spar), (90, 1406)), (480, 1060, 34, 16, (blue, gold, cream, spar), (530, 1398)))
    for x, y, size, turn, colours, anchor in flock:
        kite(s, x, y, size, turn, colours, True, (anchor[0] + 8, anchor[1] - 46))
    fish = curve([(760, 1040), (820, 1004), (900, 1012), (960, 1046), (900, 1082), (820, 1082), (760, 1040)])
    s.cut(fish, "#e8744c", "#c2433a", across=True)
    s.flat([(958, 1046), (1014, 1008), (1000, 1048), (1016, 1088)], "#eab04a")
    s.oval(796, 1034, 8, cream)
    s.oval(795, 1034, 4, spar)
    for stripe in range(4):
        x = 836 + stripe * 30
        s.line(ring(x - 24, 1046, 22, 34, -60, 60, 16), "#f8ecd2", 3)
    s.line(curve([(770, 1052), (760, 1240), (694, 1392)]), "#f3ead6", 1)
    coats = (red, blue, gold, plum, green, cream)
    for number, (x, feet, tall) in enumerate(((470, 1478, 108), (300, 1456, 92), (760, 1492, 116), (190, 1508, 120), (620, 1440, 74), (880, 1450, 82), (90, 1442, 76), (530, 1428, 62), (690, 1430, 66), (238, 1512, 74), (990, 1436, 64))):
        s.flat(ring(x + tall * 0.22, feet, tall * 0.4, tall * 0.035), "#bb8f5e")
        person(s, x, feet, tall, "#33323a", ("#8a5d45", "#6d4636", "#b07f5e")[number % 3], coats[number % 6])
        s.line([(x + tall * 0.06, feet - tall * 0.72), (x + tall * 0.14, feet - tall * 0.95)], coats[number % 6], tall * 0.045)
    gull(s, 430, 560, 20, cream)
    gull(s, 500, 590, 14, cream)
    return s


def sunflower(surface, x, y, size, turn=0.0, tilt=0.94):
    """A flower head: two rings of petals round a disc of seeds in a spiral."""
    for count, reach, colour, tip in ((21, 1.0, "#d98a24", "#c9711f"), (19, 0.9, "#f2b634", "#e59a2a")):
        for petal in range(count):
            angle = 360 / count * petal + turn + (8 if reach < 1 else 0)
            length = size * reach * surface.random.uniform(0.93, 1.06)
            shape = curve([(x + size * 0.3, y), (x + length * 0.62, y - size * 0.14), (x + length, y), (x + length * 0.62, y + size * 0.14), (x + size * 0.3, y)], 5)
            shape = [(px, y + (py - y) * tilt) for px, py in turned(shape, x, y, angle)]
            surface.flat(shape, colour if petal % 3 else mix(colour, tip, 0.6))
    surface.flat(ring(x, y, size * 0.5, size * 0.5 * tilt), "#4a2d22")
    surface.flat(ring(x, y, size * 0.43, size * 0.43 * tilt), "#5d3926")
    for seed in range(int(60 + size) if size > 30 else 0):
        away = size * 0.47 * math.sqrt(seed / (60 + size))
        angle = seed * 2.399963
        surface.oval(x + away * math.cos(angle), y + away * math.sin(angle) * tilt, max(0.9, size * 0.021),
                     mix("#2c1a17", "#b87a35", away / (size * 0.47)))


def sunflowers(random):
    """Sunflowers along the old railway at Combe Maraud."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#4f93a5"), (0.28, "#a3c7bd"), (0.48, "#f3e3b4"))
    for x, y, length, thick in ((300, 150, 620, 56), (1180, 110, 700, 48), (820, 270, 520, 26), (1500, 290, 380, 26)):
        cloud(s, x, y, length, thick, "#fcf6e2", "#e3e5d0")
    ridge(s, 442, 46, "#8fae9d", "#b7c2a0", 560, start=3)
    ridge(s, 482, 20, "#6d9277", "#8da67b", 560, start=5)
    s.box(0, 500, 1600, 512, "#8a7a62")
    for x in range(0, 1600, 24):
        s.box(x, 510, x + 12, 515, "#5e5546")
    s.line([(0, 499), (1600, 499)], "#4e4a45", 2)
    for x in range(40, 1640, 210):
        s.line([(x, 512), (x, 420)], "#5e5546", 3)
        s.line([(x, 432), (x + 34, 426)], "#5e5546", 2)
    s.line([(0, 434), (1600, 434)], "#5e5546", 1.2)
    for car, colour in ((0, "#c4533f"), (1, "#c4533f")):
        left = 900 + car * 196
        s.box(left, 446, left + 188, 496, colour, 8)
        s.box(left, 474, left + 188, 482, "#f4e4bd")
        for window in range(6):
            s.box(left + 12 + window * 29, 453, left + 34 + window * 29, 470, "#31505a", 2)
        for wheel in (30, 60, 130, 160):
            s.oval(left + wheel, 497, 7, "#2e2e30")
    s.cut([(0, 514), (1600, 514), (1600, 1067), (0, 1067)], "#7f9a4e", "#2d4a35", span=(514, 1000))
    for number in range(60):
        s.cut(ring(number * 28 - 20 + random.uniform(-8, 8), 520, 26, random.uniform(9, 16)), "#4f7a52", "#3c6146")
    rows = 15
    for row in range(rows):
        share = (row / (rows - 1)) ** 1.7
        y = 530 + share * 390
        size = 5 + share * 62
        gap = size * 2.0
        count = int(1700 / gap) + 2
        s.cut([(0, y + size * 0.2), (1600, y + size * 0.2), (1600, y + size * 3), (0, y + size * 3)], mix("#7b964a", "#2f4c35", share), mix("#4f713f", "#20382b", share), span=(y, y + size * 3))
        for number in range(count):
            x = -30 + number * gap + (row % 2) * gap / 2 + random.uniform(-0.2, 0.2) * gap
            py = y + random.uniform(-0.35, 0.35) * size
            s.line([(x, py), (x + random.uniform(-3, 3), py + size * 2.6)], mix("#6c8a45", "#3f6038", share), max(1, size * 0.11))
            for side in (-1, 1):
                lx, ly = x + side * size * 0.62, py + size * (1.25 + 0.25 * side)
                leaf = curve([(x, ly + size * 0.3), (lx - side * size * 0.2, ly - size * 0.34), (lx + side * size * 0.55, ly + size * 0.1), (lx - side * size * 0.1, ly + size * 0.36), (x, ly + size * 0.3)], 5)
                s.flat(leaf, mix("#8aa653", "#4b7040", min(1, share + 0.15 * side)))
            if size < 13:
                s.oval(x, py, size, "#eeb338", size * 0.9)
                s.oval(x, py, size * 0.45, "#54341f", size * 0.4)
            else:
                sunflower(s, x, py, size, random.uniform(0, 20))
    s.haze(490, 580, "#f8ecc3", 0.16)
    for bee in ((520, 700), (1130, 760), (860, 640)):
        s.oval(bee[0], bee[1], 5, "#33261f", 4)
        s.oval(bee[0] - 4, bee[1] - 5, 5, "#f7f3e6", 3)
    return s


def snow(random):
    """Snow on the roofs of Haut-Perce at dusk."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#5f7396"), (0.3, "#93a3bd"), (0.52, "#cfcbd0"), (0.62, "#ecd5c4"))
    ridge(s, 330, 130, "#9fadc4", "#c9cdd6", 640, start=3, roughness=0.55)
    ridge(s, 440, 90, "#7f91b0", "#b3bccb", 640, start=4, roughness=0.5)
    slope = ridge(s, 560, 50, "#dfe4ea", "#c3cedb", 1067, start=3)
    for _ in range(150):
        x = random.uniform(-10, 1610)
        y = height_at(slope, x) + random.uniform(-6, 60)
        tall = random.uniform(30, 62)
        pine(s, x, y + 8, tall, mix("#4d617f", "#6f83a0", random.random()))
        s.flat([(x - tall * 0.06, y - tall * 0.72), (x, y - tall * 0.98), (x + tall * 0.06, y - tall * 0.72)], "#eef1f4")
    def snowy(x, base, width, tall, wall, lit):
        house(s, x, base, width, tall, wall, mix(wall, "#2b3449", 0.45), "#eef1f5", None, 0.72, False, 0.62)
        peak = tall + width * 0.36
        off = width * 0.62
        s.cut([(x + width / 2, base - peak - 5), (x + width / 2 + off, base - peak - 5), (x + width + off + 4, base - tall + 5), (x + width + 3, base - tall + 5)], "#fbfaf7", "#cfd9e6")
        s.flat([(x - 7, base - tall + 6), (x + width / 2, base - peak - 6), (x + width / 2 + 8, base - peak - 1), (x + 5, base - tall + 10)], "#fbfaf7")
        chimney = x + width * 0.5 + off * 0.55
        s.box(chimney, base - peak - tall * 0.2, chimney + width * 0.11, base - peak + 12, mix(wall, "#2b3449", 0.6))
        s.box(chimney - 3, base - peak - tall * 0.2 - 7, chimney + width * 0.11 + 3, base - peak - tall * 0.2 + 1, "#fbfaf7", 3)
        for u in (0.2, 0.57):
            left, right = x + width * u, x + width * (u + 0.22)
            top, low = base - tall * 0.78, base - tall * 0.42
            s.box(left - 2, top - 2, right + 2, low + 2, mix(wall, "#2b3449", 0.6))
            s.box(left, top, right, low, "#ffd38a" if lit else "#5b6b88")
            s.line([((left + right) / 2, top), ((left + right) / 2, low)], mix(wall, "#2b3449", 0.6), 1.6)
            s.box(left - 4, low + 1, right + 4, low + 6, "#fbfaf7", 2)
            if lit:
                s.glow((left + right) / 2, (top + low) / 2, width * 0.45, "#ffdb9c", 0.5)
        return chimney + width * 0.055, base - peak - tall * 0.2
    walls = ("#8d5a4e", "#b98a62", "#6f6a78", "#a5714f", "#7a6a62", "#c0a483")
    smokes = []
    for row, (base, scale, count) in enumerate(((650, 0.55, 13), (745, 0.78, 10), (880, 1.1, 7))):
        for number in range(count):
            width = 96 * scale * random.uniform(0.9, 1.15)
            x = -60 + number * (1720 / count) + random.uniform(-16, 16)
            if row == 1 and 640 < x < 880:
                continue
            tall = 78 * scale * random.uniform(0.9, 1.25)
            spot = snowy(x, base + random.uniform(-12, 12), width, tall, walls[random.integers(6)], random.random() < 0.72)
            if random.random() < 0.4:
                smokes.append((*spot, scale))
        if row == 1:
            s.cut([(730, 770), (730, 470), (806, 470), (806, 770)], "#b89b80", "#6f6672", across=True)
            s.flat([(716, 474), (768, 360), (820, 474)], "#5b6b88")
            s.cut([(716, 474), (768, 356), (776, 370), (740, 474)], "#fbfaf7", "#e3e8ee")
            s.oval(768, 520, 25, "#fbf3e0")
            s.oval(768, 520, 21, "#fff7e6")
            s.line([(768, 520), (768, 505)], "#3a3a48", 2.4)
            s.line([(768, 520), (780, 526)], "#3a3a48", 2.4)
            s.box(752, 570, 784, 622, "#4a4858", 12)
            s.box(726, 462, 810, 474, "#fbfaf7", 4)
        drift = curve([(-20, base + 18), (300, base + 6), (640, base + 22), (980, base + 8), (1300, base + 20), (1620, base + 8)])
        s.cut(drift + [(1620, base + 130), (-20, base + 130)], "#eef1f4", "#c9d3df", 0.0)
    s.cut(curve([(-20, 930), (300, 906), (700, 940), (1100, 912), (1620, 944)]) + [(1620, 1080), (-20, 1080)], "#f6f6f4", "#b9c6d6", 0.12)
    for x, y, scale in smokes:
        for puff in range(9):
            s.glow(x + puff * 5 * scale + random.uniform(-3, 3), y - puff * 15 * scale, (9 + puff * 4) * scale, "#e9e6e6", 0.5 - puff * 0.045)
    path = curve([(700, 1090), (740, 1010), (690, 960), (760, 925)])
    s.line(path, "#cdd7e3", 26)
    for number, (x, feet, tall) in enumerate(((752, 976, 62), (784, 978, 48), (810, 976, 44), (836, 980, 46))):
        person(s, x, feet, tall, "#2d3448", "#8a5d45", ("#b34a3d", "#d6a544", "#3f6a78", "#7b3a56")[number])
    for x, base, tall in ((90, 1040, 210), (200, 1060, 170), (1440, 1050, 220), (1550, 1060, 180), (1330, 1066, 130)):
        pine(s, x, base, tall, "#33445f")
        for tier in range(5):
            y = base - tall * (0.12 + tier * 0.175)
            half = tall * (0.2 - tier * 0.034)
            s.flat([(x - half, y), (x - half * 0.45, y - tall * 0.165), (x - half * 0.1, y - tall * 0.13)], "#e6ebf1")
            s.flat([(x - half * 0.5, y - tall * 0.15), (x, y - tall * 0.3), (x + half * 0.2, y - tall * 0.22)], "#e6ebf1")
    for _ in range(620):
        s.oval(random.uniform(0, 1600), random.uniform(0, 1067), 0.8 + 2.4 * random.random() ** 3, "#ffffff")
    return s

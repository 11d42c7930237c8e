"""Scenes of harbour and sea."""

import math

import numpy

from painter import Surface, curve, mix, ring, wander
from things import cloud, crane, fishing_boat, gull, height_at, house, person, ridge, sailboat, stars


def harbour(random):
    """Dawn over the inner harbour: three cranes, two boats going out."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#e4d8bd"), (0.22, "#f1cf9f"), (0.43, "#f0a67b"), (0.6, "#dd7a69"))
    s.glow(1090, 480, 520, "#ffe6b8", 0.85)
    s.oval(1090, 486, 82, "#fff3d6")
    for x, y, length, thick, tone in ((420, 190, 620, 30, 0.35), (1330, 250, 520, 24, 0.5), (760, 330, 700, 20, 0.7), (180, 400, 420, 16, 0.8)):
        cloud(s, x, y, length, thick, mix("#fbe8c6", "#ee9a78", tone), mix("#f6d3a8", "#d9736a", tone))
    ridge(s, 590, 42, "#d98c7c", "#e8a283", 660, start=3)
    ridge(s, 622, 30, "#b4676f", "#c97c76", 660, start=5)
    s.cut([(0, 640), (1600, 640), (1600, 1067), (0, 1067)], "#eba684", "#4b3152", span=(640, 1010))
    s.ripples(650, 1060, "#c97a74", 150, 46)
    s.ripples(760, 1067, "#6d4560", 170, 60)
    s.glitter(1090, 646, 960, "#ffe9c2", 78, 1.0)
    town = s.layer()
    x = -30
    while x < 640:
        width, tall = random.uniform(60, 130), random.uniform(36, 92)
        town.box(x, 640 - tall, x + width, 641, "#5b3350")
        if random.random() < 0.6:
            town.flat([(x - 4, 640 - tall), (x + width + 4, 640 - tall), (x + width / 2, 640 - tall - width * 0.22)], "#5b3350")
        for _ in range(int(width / 22)):
            wx, wy = x + random.uniform(10, width - 14), 640 - tall * random.uniform(0.3, 0.85)
            town.box(wx, wy, wx + 5, wy + 8, "#f3b27d")
        x += width * 0.92
    town.box(-10, 628, 860, 641, "#482843")
    for cx, tall, reach, facing, rise in ((150, 250, 190, 1, 0.62), (420, 400, 330, 1, 0.7), (735, 300, 185, 1, 1.05)):
        crane(town, cx, 632, tall, reach, "#43243f", "#ffd79a", facing, rise)
    town.cut([(1290, 641), (1330, 622), (1640, 612), (1640, 641)], "#5b3350")
    town.flat([(1402, 622), (1426, 622), (1421, 520), (1407, 520)], "#4d2b48")
    town.box(1400, 508, 1428, 521, "#3f223c")
    town.box(1407, 494, 1421, 508, "#ffe2a6")
    town.flat([(1402, 495), (1426, 495), (1414, 480)], "#3f223c")
    s.mirror(town, 641, 0.62, 4.5, 330)
    s.lay(town)
    s.glow(1414, 501, 60, "#ffe9b8", 0.6)
    for x, water, length, hull, band, facing in ((1215, 742, 190, "#2f5560", "#f4dfb8", 1), (470, 872, 430, "#c14a3b", "#f6e3bf", 1)):
        boat = s.layer()
        fishing_boat(boat, x, water, length, hull, band, "#f3dfbd", "#38203a", facing, "#ffd48c")
        s.mirror(boat, water, 0.7, 5 + length / 90, 190)
        s.lay(boat)
        for step in range(5):
            half = length * (0.53 - step * 0.06)
            s.line(curve([(x - half, water + 3 + step * 5), (x - half * 0.2, water + 5 + step * 5), (x + half * 0.8, water + 3 + step * 5)], 6),
                   mix("#f6cfa2", "#7c4c62", step / 5), 1.6)
    s.cut(curve([(-20, 985), (220, 972), (520, 1002), (840, 1046), (980, 1080)]) + [(-20, 1080)], "#38203a", "#251528", 0.35)
    for bx, by in ((120, 972), (330, 980)):
        s.box(bx - 13, by - 40, bx + 13, by + 12, "#2c182d")
        s.oval(bx, by - 42, 21, "#2c182d", 8)
    s.line(curve([(330, 948), (250, 985), (190, 984), (120, 938)]), "#6f4350", 3.2)
    for gx, gy, size in ((1000, 210, 24), (1062, 176, 16), (1190, 268, 18), (1240, 330, 13), (1300, 380, 14)):
        gull(s, gx, gy, size, "#5a3450")
    return s


def lighthouse(random):
    """The lighthouse at dusk, its beam over the strait."""
    s = Surface(1067, 1600, random)
    s.sky((0, "#17244a"), (0.25, "#2f3f70"), (0.45, "#7a6290"), (0.57, "#d98884"), (0.66, "#f4b98a"))
    stars(s, 620, 260, largest=1.7)
    s.oval(830, 300, 46, "#f7e7c6")
    s.oval(812, 290, 44, mix("#2f3f70", "#17244a", 0.35))
    for x, y, length, thick, tone in ((240, 800, 620, 26, 0.2), (900, 880, 560, 24, 0.5), (420, 945, 720, 18, 0.8)):
        cloud(s, x, y, length, thick, mix("#8e6a92", "#f0a58a", tone), mix("#a57390", "#f6c199", tone))
    s.cut([(0, 1050), (1067, 1050), (1067, 1600), (0, 1600)], "#eaa68c", "#1d2850", span=(1050, 1400))
    s.ripples(1058, 1500, "#8c6489", 190, 40)
    s.ripples(1120, 1600, "#2f3a68", 240, 60)
    ridge(s, 1048, 16, "#6d5582", "#8b668b", 1052, start=4)
    lamp = (640, 588)
    s.beam([lamp, (-160, 360), (-160, 660)], "#ffe9b5", 0.62, 16)
    s.beam([lamp, (-160, 455), (-160, 570)], "#fff3d2", 0.42, 12)
    s.beam([lamp, (1230, 640), (1230, 800)], "#ffe9b5", 0.34, 16)
    rock = curve([(228, 1184), (300, 1158), (362, 1120), (430, 1098), (520, 1060), (640, 1050), (760, 1058), (840, 1098), (930, 1104), (1090, 1130)])
    foot = curve([(1090, 1196), (940, 1186), (800, 1198), (640, 1186), (480, 1198), (360, 1186), (228, 1184)])
    back = s.layer()
    back.cut(rock + foot, "#43345c", "#1a1c3c")
    back.cut(curve([(470, 1082), (520, 1060), (640, 1050), (560, 1100), (500, 1150), (420, 1180), (440, 1130)]), "#5a4670", "#2a2648")
    back.cut(curve([(760, 1058), (840, 1098), (930, 1104), (860, 1130), (800, 1170), (790, 1110)]), "#5a4670", "#2a2648")
    back.cut([(582, 1062), (604, 640), (676, 640), (700, 1062)], "#f6e2cb", "#8d6d8d", across=True, span=(585, 735))
    for low, high in ((1062, 960), (862, 765), (690, 640)):
        def edge(y, side):
            share = (1062 - y) / 422
            return 582 + 22 * share if side < 0 else 700 - 24 * share
        back.cut([(edge(low, -1), low), (edge(high, -1), high), (edge(high, 1), high), (edge(low, 1), low)], "#cf5147", "#6f2f4d", across=True, span=(585, 730))
    back.box(588, 630, 692, 642, "#2a2146", 3)
    for rail in range(9):
        back.line([(592 + rail * 12, 631), (592 + rail * 12, 612)], "#2a2146", 1.4)
    back.line([(590, 612), (690, 612)], "#2a2146", 2)
    back.box(612, 556, 668, 630, "#ffe7ad")
    for bar in (612, 630, 649, 666):
        back.box(bar, 556, bar + 3, 630, "#2a2146")
    back.flat(ring(640, 557, 36, 34, 180, 360), "#2a2146")
    back.box(638, 506, 642, 526, "#2a2146")
    for wy in (740, 900, 1000):
        back.box(630, wy, 644, wy + 24, "#ffd993", 5)
    back.flat([(760, 1100), (760, 1040), (806, 1008), (852, 1040), (852, 1100)], "#e9d2c3")
    back.flat([(750, 1046), (806, 1002), (862, 1046)], "#3a2a4f")
    back.box(784, 1050, 802, 1074, "#ffcf7f")
    back.box(818, 1050, 836, 1074, "#ffcf7f")
    s.mirror(back, 1188, 0.42, 7, 330, 0.9)
    s.lay(back)
    for x, size in ((206, 16), (176, 9), (330, 12), (742, 14), (905, 18)):
        s.cut(ring(x, 1192, size, size * 0.55, 180, 360), "#3a2f55", "#1a1c3c")
    s.glow(*lamp, 150, "#fff0c4", 0.95)
    s.glow(*lamp, 60, "#fffaf0", 0.9)
    s.glitter(640, 1204, 1420, "#ffdf9f", 60, 0.42)
    front = curve([(-20, 1330), (120, 1290), (240, 1322), (330, 1300), (470, 1370), (560, 1400), (700, 1470), (860, 1500), (1090, 1590)])
    s.cut(front + [(1090, 1620), (-20, 1620)], "#262147", "#10122c", 0.45)
    s.shade(front + [(1090, 1620), (-20, 1620)], "#4a3c68", 1420, 1290, 0.5)
    for gx in range(18):
        x = random.uniform(0, 560)
        base = height_at(front, x) + 6
        for blade in range(5):
            bend = random.uniform(-26, 30)
            s.line(curve([(x + blade * 3, base), (x + blade * 3 + bend * 0.4, base - 34), (x + blade * 3 + bend, base - random.uniform(48, 74))], 5), "#191a3a", 1.8)
    sailboat(s, 190, 1122, 66, "#f7d9b8", "#3b2f57", "#b98797")
    return s


def bridge_in_fog(random):
    """The long bridge with fog in the strait and its pylons above it."""
    s = Surface(2000, 900, random)
    s.sky((0, "#c9d3d2"), (0.35, "#e6e1d4"), (0.6, "#f0dfc9"), (1, "#cdd2cf"))
    s.glow(1480, 250, 430, "#fff2d8", 0.9)
    s.oval(1480, 258, 52, "#fdf6e6")
    ridge(s, 420, 70, "#bcc8c9", "#dcdcd2", 640, start=3)
    ridge(s, 480, 52, "#9fb1b6", "#d3d6cf", 660, start=4)
    s.haze(360, 640, "#eee8dc", 0.75)
    water = 730
    s.cut([(0, water - 60), (2000, water - 60), (2000, 900), (0, 900)], "#d9d9d0", "#7f989f", span=(water - 60, 900))
    def deck(x):
        return 560 - 62 * math.sin(math.pi * min(1, max(0, (x + 150) / 2300)))
    bridge = s.layer()
    pylons = ((330, 0.72), (960, 1.0), (1590, 0.84))
    tops = []
    for x, scale in pylons:
        top = deck(x) - 330 * scale
        tone = mix("#7d959c", "#3f5c66", scale)
        tops.append((x, top, tone, scale))
        for side in (-1, 1):
            bridge.cut([(x + side * 30 * scale - 9, water + 10), (x + side * 13 * scale - 6, top), (x + side * 13 * scale + 6, top), (x + side * 30 * scale + 9, water + 10)], tone, mix(tone, "#c7cdc9", 0.55))
        for level in (0.16, 0.42, 0.68):
            y = top + (deck(x) - top) * level
            bridge.box(x - 18 * scale - 2, y, x + 18 * scale + 2, y + 9 * scale, tone)
        bridge.box(x - 20 * scale, top - 6, x + 20 * scale, top + 8, tone)
    for x, top, tone, scale in tops:
        for side in (-1, 1):
            for cable in range(1, 13):
                end = x + side * cable * 25.5
                bridge.line([(x, top + 6 + cable * 5), (end, deck(end))], mix(tone, "#c9cfcc", 0.25), 1.3)
    points = [(x, deck(x)) for x in range(-40, 2041, 20)]
    bridge.cut(points + [(x, y + 17) for x, y in reversed(points)], "#4b6670", "#5f7a82")
    bridge.line([(x, y - 8) for x, y in points], "#587079", 1.6)
    for x in range(-40, 2041, 24):
        bridge.line([(x, deck(x)), (x, deck(x) - 9)], "#587079", 1.2)
    for x in (110, 690, 1270, 1820):
        bridge.line([(x, deck(x)), (x, deck(x) - 34), (x + 9, deck(x) - 38)], "#587079", 1.6)
        bridge.oval(x + 10, deck(x) - 37, 3.4, "#ffd58a")
    tram = [(1120, deck(1120) - 2), (1246, deck(1246) - 2), (1244, deck(1246) - 28), (1124, deck(1120) - 28)]
    bridge.flat(tram, "#c4543f")
    for window in range(6):
        x = 1130 + window * 19
        bridge.box(x, deck(x) - 25, x + 13, deck(x) - 14, "#ffeec4")
    s.mirror(bridge, water + 4, 0.3, 6, 150, 0.6)
    s.lay(bridge)
    for x in (120, 700, 1280, 1830):
        s.glow(x, deck(x) - 37, 42, "#ffe3a6", 0.55)
    for bank in range(9):
        y = 600 + bank * 17
        xs = numpy.linspace(-60, 2060, 60)
        wave = wander(random, 60, 0.5, 4, 5) * (34 - bank * 2)
        edge = list(zip(xs.tolist(), (y + wave).tolist()))
        s.beam(edge + [(2060, y + 100), (-60, y + 100)], mix("#f4efe4", "#dfe3df", bank / 9), 0.5 - bank * 0.025, 13)
    s.ripples(790, 900, "#9fb2b5", 120, 52)
    pilot = s.layer()
    fishing_boat(pilot, 500, 828, 172, "#2f4a57", "#efe6d2", "#e9dfcb", "#25373f", 1, "#ffdd97")
    s.mirror(pilot, 828, 0.5, 5, 70)
    s.lay(pilot)
    for gx, gy, size in ((720, 190, 17), (770, 168, 12), (1180, 240, 14), (650, 230, 10)):
        gull(s, gx, gy, size, "#7b8f93")
    s.haze(770, 900, "#e9e8e0", 0.25)
    return s


def anchor(surface, x, top, height, colour):
    """A stocked anchor hanging from its ring."""
    low = top + height
    surface.line(ring(x, top + height * 0.06, height * 0.06, steps=30), colour, height * 0.035)
    surface.line([(x, top + height * 0.1), (x, low)], colour, height * 0.075)
    surface.line([(x - height * 0.2, top + height * 0.22), (x + height * 0.2, top + height * 0.22)], colour, height * 0.055)
    surface.line(ring(x, low - height * 0.36, height * 0.36, None, 20, 160, 30), colour, height * 0.075)
    for side in (-1, 1):
        tip = (x + side * height * 0.345, low - height * 0.26)
        surface.flat([tip, (tip[0] - side * height * 0.17, tip[1] + height * 0.03), (tip[0] + side * height * 0.03, tip[1] + height * 0.17),
                      (tip[0] + side * height * 0.05, tip[1] - height * 0.1)], colour)


def ship_bow(random):
    """The bow of a new ship over the slip, two people below it."""
    s = Surface(1067, 1600, random)
    s.sky((0, "#8fb5b3"), (0.4, "#c6d4c0"), (0.75, "#f0e2c0"), (1, "#f0e2c0"))
    for x, y, length, thick in ((210, 260, 520, 56), (900, 420, 480, 44), (160, 620, 380, 30)):
        cloud(s, x, y, length, thick, "#f5efdb", "#dfe0cd")
    far = s.layer()
    crane(far, 150, 1330, 560, 330, "#6f8f8c", None, 1, 0.9)
    crane(far, 985, 1330, 470, 240, "#7f9c96", None, -1, 1.1)
    s.lay(far)
    for left, right, top in ((-20, 240, 1180), (860, 1090, 1150)):
        s.box(left, top, right, 1340, "#7a938c")
        for step in range(3):
            width = (right - left) / 3
            s.flat([(left + step * width, top), (left + step * width, top - 46), (left + (step + 1) * width, top)], "#6c857f")
    s.cut([(0, 1320), (1067, 1320), (1067, 1600), (0, 1600)], "#cdb98e", "#8d7a5d", 0.2)
    port = [(540, 262), (430, 300), (300, 345), (215, 388), (232, 560), (270, 760), (340, 980), (430, 1150), (512, 1262), (540, 1290)]
    starboard = [(540, 262), (650, 300), (780, 345), (866, 388), (848, 560), (810, 760), (740, 980), (650, 1150), (568, 1262), (540, 1290)]
    left_side, right_side = curve(port), curve(starboard)
    s.cut(left_side, "#b8432f", "#d4593d", 0.3, across=True, span=(215, 540))
    s.cut(right_side, "#a83c2e", "#6e2730", 0.3, across=True, span=(540, 866))
    s.shade(right_side, "#3d1a2b", 560, 880, 0.75, across=True)
    s.shade(left_side, "#f08a5f", 420, 200, 0.35, across=True)
    boot = [point for point in left_side if point[1] > 960]
    s.cut(boot + [(540, 960)], "#2a3a45", "#33464f", across=True)
    boot = [point for point in right_side if point[1] > 960]
    s.cut(boot + [(540, 960)], "#22303c", "#172029", across=True)
    s.line([(334, 960), (540, 944), (746, 960)], "#f4e7cb", 5)
    for level in range(1, 9):
        y = 330 + level * 72
        s.line([(235 + level * 9, y + 32), (540, y), (845 - level * 9, y + 32)], mix("#7b2b2b", "#b8432f", 0.35), 1.1)
    s.line([(540, 262), (540, 1288)], "#f0b08a", 3)
    s.cut([(215, 388), (300, 345), (430, 300), (540, 262), (650, 300), (780, 345), (866, 388), (868, 366), (782, 322), (651, 278), (540, 240), (429, 278), (298, 322), (213, 366)], "#f4e7cb", "#e3cfa6")
    for side in (-1, 1):
        x = 540 + side * 132
        s.flat(ring(x, 506, 17, 21), "#4a1d24")
        anchor(s, x - side * 2, 506, 96, "#2b2730")
    for mark in range(11):
        y = 1180 - mark * 22
        s.box(556, y, 566 if mark % 2 else 576, y + 4, "#f4e7cb")
    s.box(524, 150, 556, 246, "#f4e7cb")
    s.line([(540, 60), (540, 160)], "#3b4a4f", 5)
    flag = curve([(542, 66), (590, 54), (640, 74), (690, 62)]) + curve([(690, 106), (640, 118), (590, 98), (542, 110)])
    s.cut(flag, "#e3b54a", "#d0813c", across=True)
    for row in range(3):
        y = 1336 + row * 20
        for x in range(330 - row * 40, 760 + row * 40, 54):
            s.box(x, y, x + 40, y + 16, mix("#6d5a43", "#8f7654", row / 3))
    for side in (-1, 1):
        for prop in range(4):
            reach, level = ((112, 1148), (160, 1050), (202, 960), (236, 860))[prop]
            s.line([(540 + side * (190 + prop * 74), 1376), (540 + side * reach, level)], "#6d5a43", 9)
    for x, feet, height, coat, lean in ((196, 1506, 182, "#2f4a57", 0.0), (262, 1520, 172, "#d7a642", 0.02), (905, 1478, 158, "#7a3340", 0)):
        s.flat(ring(x + 40, feet, 90, 8), "#87744f")
        person(s, x, feet, height, "#2a3038", "#8a5a44", coat, lean)
    return s


def low_tide(random):
    """Boats lying on the sand at low tide."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#cfdcd6"), (0.3, "#e9e4d0"), (0.5, "#f3dcb9"))
    s.glow(330, 330, 420, "#fff3d6", 0.8)
    for x, y, length, thick in ((420, 150, 700, 38), (1250, 220, 640, 46), (900, 330, 560, 20)):
        cloud(s, x, y, length, thick, "#f8f2e2", "#e6dfcc")
    ridge(s, 452, 44, "#a5bab5", "#c9cfc0", 520, start=3)
    ridge(s, 486, 22, "#7d9c98", "#a9b9ac", 520, start=6)
    s.cut([(0, 505), (1600, 505), (1600, 560), (0, 560)], "#8fb3b0", "#c3cfbf")
    s.ripples(507, 545, "#e6ead9", 70, 40, 1)
    sand = curve([(-20, 540), (300, 548), (700, 538), (1100, 552), (1620, 536)])
    s.cut(sand + [(1620, 1080), (-20, 1080)], "#e2cda2", "#b08d66", span=(540, 1067))
    for number in range(90):
        y = 560 + (number / 90) ** 1.5 * 500
        x = random.uniform(-100, 1600)
        length = 80 + (y - 540) * 0.5
        wobble = wander(random, 14, 0.5, 3, 3) * (2 + (y - 540) * 0.012)
        s.line(curve([(x + length * i / 13, y + wobble[i]) for i in range(14)], 4), mix("#d1b686", "#94704f", (y - 540) / 560), 1 + (y - 540) / 330)
    for px, py, rx, ry in ((420, 648, 330, 17), (1180, 700, 380, 24), (760, 905, 420, 38), (150, 800, 190, 20)):
        pool = [(x, y + math.sin(x / 37) * ry * 0.16) for x, y in ring(px, py, rx, ry)]
        s.cut(pool, "#e9e5cf", "#9dbab3")
    def grounded(x, water, length, hull, band, facing, tilt):
        layer = s.layer()
        fishing_boat(layer, x, water, length, hull, band, "#f4e8cd", "#2d3f48", facing)
        side = layer.image.rotate(tilt, center=(x * 3, water * 3), resample=2)
        layer.image = side
        shade = ring(x + length * 0.05, water + 2, length * 0.52, length * 0.035)
        s.beam(shade, "#5b4637", 0.55, 7)
        s.mirror(layer, water + length * 0.012, 0.22, 2, length * 0.25, 0.5)
        s.lay(layer)
    grounded(1240, 628, 200, "#4a7f86", "#f2e4c2", -1, 5)
    grounded(330, 690, 300, "#c9583f", "#f3dfb8", 1, -6)
    grounded(1010, 838, 520, "#2f5d6b", "#e7b64f", 1, 7)
    anchor(s, 640, 900, 110, "#4d4038")
    s.line(curve([(784, 800), (740, 880), (690, 902), (642, 906)]), "#6d5a47", 2.6)
    person(s, 560, 742, 92, "#3a3f48", "#7d5040", "#d0973f")
    person(s, 604, 748, 66, "#3a3f48", "#7d5040", "#a5453b")
    for x, y in ((150, 600), (190, 612), (1470, 640), (1500, 655), (1440, 662)):
        s.oval(x, y, 5, "#f8f4e6", 4)
        s.oval(x + 5, y - 5, 3, "#f8f4e6")
        s.line([(x, y + 3), (x, y + 11)], "#8d6b46", 1.2)
    for gx, gy, size in ((820, 200, 20), (870, 230, 14), (1120, 150, 16)):
        gull(s, gx, gy, size, "#7f918e")
    return s


def island(random):
    """The islands from the ferry, white houses up the slope."""
    s = Surface(2000, 900, random)
    s.sky((0, "#7fb0bd"), (0.4, "#bcd4cb"), (0.66, "#f2e3c3"))
    for x, y, length, thick in ((300, 190, 640, 60), (1130, 130, 760, 46), (1760, 280, 560, 50), (760, 330, 460, 22)):
        cloud(s, x, y, length, thick, "#faf5e6", "#e2e6d8")
    ridge(s, 560, 22, "#9fbfbf", "#c4d3c5", 600, start=5)
    s.cut([(0, 592), (2000, 592), (2000, 900), (0, 900)], "#8fc0bd", "#1f5c70", span=(592, 860))
    s.ripples(600, 760, "#c6ddd0", 200, 44)
    s.ripples(690, 900, "#174a5f", 220, 70, 1.6)
    land = s.layer()
    back = curve([(1180, 604), (1300, 520), (1430, 452), (1560, 430), (1680, 470), (1800, 540), (1960, 604)])
    land.cut(back + [(1960, 606), (1180, 606)], "#7f9a78", "#5c7f74")
    hill = curve([(320, 606), (430, 560), (520, 500), (640, 420), (760, 330), (850, 296), (940, 312), (1050, 390), (1160, 470), (1300, 540), (1470, 606)])
    land.cut(hill + [(1470, 608), (320, 608)], "#93a768", "#4f7a66")
    land.shade(hill + [(1470, 608), (320, 608)], "#355e58", 700, 1500, 0.75, across=True)
    for step in range(10):
        y = 366 + step * 24
        xs = [x for x in range(380, 1440, 8) if y + 14 * math.sin(x / 150 + step) > height_at(hill, x) + 6]
        if len(xs) > 2:
            land.line([(x, y + 14 * math.sin(x / 150 + step)) for x in xs], mix("#a9b97c", "#5d8466", step / 10), 1.3)
    land.flat(curve([(320, 608), (380, 585), (520, 592), (700, 598), (900, 594), (1100, 600), (1300, 592), (1470, 608)]) + [(1470, 616), (320, 616)], "#d8c79b")
    spots = sorted(((random.uniform(560, 1120), random.uniform(430, 588)) for _ in range(62)), key=lambda spot: spot[1])
    for x, y in spots:
        if y < height_at(hill, x) + 50:
            continue
        size = 15 + (y - 400) * 0.075
        roof = ("#c8674a", "#b9573f", "#d98459", "#5f8796")[random.integers(4)]
        house(land, x, y, size, size * 0.72, "#fbf4e3", "#cfd0c2", roof, "#6d8f97", 0.55, False, 0.8)
    for _ in range(46):
        x, y = random.uniform(470, 1230), random.uniform(440, 590)
        if y > height_at(hill, x) + 26:
            land.flat(ring(x, y - 9, 4, 12), "#3c6150")
    land.flat([(846, 300), (852, 240), (866, 240), (872, 300)], "#fbf4e3")
    land.box(848, 228, 870, 241, "#c8674a")
    land.box(853, 216, 865, 229, "#fff2c4")
    land.flat([(850, 217), (868, 217), (859, 206)], "#8e4033")
    land.box(1120, 598, 1420, 606, "#c9bfa6")
    for x in range(1130, 1420, 28):
        land.box(x, 604, x + 5, 622, "#8d8672")
    sailboat(land, 1370, 612, 60, "#fbf4e3", "#b9573f", "#d8d4c2")
    s.mirror(land, 614, 0.5, 5, 190, 0.75)
    s.lay(land)
    for x, water, tall in ((190, 660, 92), (1690, 690, 120)):
        boat = s.layer()
        sailboat(boat, x, water, tall, "#fbf3de", "#a5453b", "#dcd0b2")
        s.mirror(boat, water, 0.5, 5, 100)
        s.lay(boat)
    rail = "#f5efdf"
    s.cut([(-10, 822), (2010, 822), (2010, 836), (-10, 836)], rail, "#cfc6ac", 0.3)
    s.box(0, 866, 2000, 874, "#dcd3bb")
    for x in range(60, 2000, 190):
        s.box(x, 836, x + 12, 900, "#e6dec8")
    s.flat(ring(1010, 868, 62, 62), "#d4593d")
    for start in (20, 110, 200, 290):
        s.flat(ring(1010, 868, 62, 62, start, start + 26, 20) + ring(1010, 868, 36, 36, start + 26, start, 20), "#f5efdf")
    s.flat(ring(1010, 868, 36, 36), "#1f5c70")
    s.box(974, 866, 1046, 874, "#dcd3bb")
    for gx, gy, size in ((520, 250, 26), (600, 290, 17), (1240, 260, 20), (1310, 230, 14)):
        gull(s, gx, gy, size, "#fbf6ea")
    return s


def tide_house(random):
    """The old tide-gauge house on its piles at the end of a pier."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#365a72"), (0.32, "#7d9aa0"), (0.52, "#d8c9a6"), (0.62, "#eec18e"))
    for x, y, length, thick, tone in ((300, 170, 760, 60, 0.1), (1280, 140, 620, 44, 0.2), (820, 300, 840, 36, 0.5), (1380, 420, 520, 22, 0.8)):
        cloud(s, x, y, length, thick, mix("#7590a0", "#f0d3a6", tone), mix("#5d7d90", "#dfb98d", tone))
    s.glow(420, 620, 380, "#ffe0a6", 0.8)
    ridge(s, 622, 26, "#6f8d94", "#a9ac98", 650, start=4)
    s.cut([(0, 640), (1600, 640), (1600, 1067), (0, 1067)], "#d9bb8f", "#1f4052", span=(640, 980))
    s.ripples(648, 1060, "#5c7c84", 210, 52)
    s.ripples(760, 1067, "#28495b", 240, 70)
    s.glitter(420, 644, 1000, "#ffedc4", 70, 0.8)
    pier = s.layer()
    def plank(x):
        return 690 + (x - 880) * 0.055 if x > 880 else 690
    for x in range(1110, 1640, 88):
        pier.cut([(x - 8, plank(x)), (x + 8, plank(x)), (x + 10, 812), (x - 10, 812)], "#3c4a50", "#23343c")
        pier.line([(x, plank(x) + 8), (x + 88, 800)], "#34444b", 4)
    for x in (842, 900, 1010, 1072):
        pier.cut([(x - 9, 690), (x + 9, 690), (x + 11, 812), (x - 11, 812)], "#3c4a50", "#23343c")
        pier.box(x - 10, 786, x + 10, 798, "#55706a")
    pier.line([(842, 700), (1072, 800)], "#34444b", 5)
    pier.line([(1072, 700), (842, 800)], "#34444b", 5)
    pier.cut([(812, 684), (1110, 684), (1620, 716), (1620, 732), (1110, 700), (812, 700)], "#6a6a5f", "#45504f")
    for x in range(1140, 1620, 62):
        top = plank(x) - 2
        pier.line([(x, top), (x, top - 46)], "#3c4a50", 3)
    pier.line([(1138, 652), (1620, 680)], "#3c4a50", 3.4)
    pier.cut([(850, 686), (850, 470), (1066, 470), (1066, 686)], "#f1e3c6", "#d6b48a")
    pier.cut([(1000, 686), (1000, 470), (1066, 470), (1066, 686)], "#b99a7c", "#97775f")
    for y in range(486, 686, 18):
        pier.line([(850, y), (1066, y)], "#c7aa84", 1.1)
    pier.cut([(826, 474), (906, 376), (1010, 376), (1090, 474)], "#b64b39", "#8b3632")
    pier.cut([(1000, 474), (964, 376), (1010, 376), (1090, 474)], "#8b3632", "#6d2a2d")
    pier.box(945, 330, 971, 380, "#f1e3c6")
    pier.flat([(938, 332), (978, 332), (958, 304)], "#8b3632")
    pier.line([(958, 306), (958, 250)], "#33434a", 3)
    pier.flat([(958, 256), (1000, 262), (958, 272)], "#33434a")
    pier.box(884, 530, 926, 600, "#33505c")
    pier.box(888, 534, 922, 596, "#ffd990")
    pier.line([(905, 532), (905, 598)], "#33505c", 2.4)
    pier.line([(886, 565), (924, 565)], "#33505c", 2.4)
    pier.box(948, 572, 988, 686, "#7a4a3a")
    pier.oval(982, 632, 3, "#f1d08a")
    pier.box(786, 560, 812, 812, "#f4ead2")
    for mark in range(12):
        pier.box(786, 566 + mark * 20, 799 if mark % 2 else 812, 572 + mark * 20, "#b64b39" if mark < 6 else "#33434a")
    s.mirror(pier, 808, 0.62, 6, 260)
    s.lay(pier)
    s.glow(905, 565, 120, "#ffdf9e", 0.6)
    for x in (842, 900, 1010, 1072, 800, *range(1110, 1640, 88)):
        s.line(ring(x, 811, 24, 4, 10, 170, 20), "#e6d2a8", 1.6)
    person(s, 1240, 704, 92, "#23343c", "#23343c")
    for gx, gy, size in ((640, 330, 24), (570, 370, 16), (720, 280, 14)):
        gull(s, gx, gy, size, "#f3e9d3")
    for x in (1150, 1330):
        s.oval(x, plank(x) - 54, 7, "#f3e9d3", 5)
        s.oval(x - 8, plank(x) - 60, 4, "#f3e9d3")
    return s

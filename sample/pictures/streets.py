"""Scenes of streets, quays and the city."""

import math

from painter import Surface, curve, mix, ring, turned
from things import cloud, crane, fishing_boat, gull, leaf_cluster, person, ridge, sailboat, stars


def lamp_string(surface, points, count, colour="#ffe2a0", sag=46):
    """Bulbs on a wire that sags between its poles."""
    for (x1, y1), (x2, y2) in zip(points, points[1:]):
        wire = [(x1 + (x2 - x1) * t / 20, y1 + (y2 - y1) * t / 20 + sag * math.sin(math.pi * t / 20)) for t in range(21)]
        surface.line(wire, "#1d1a2c", 1.4)
        for bulb in range(1, count):
            share = bulb / count
            x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share + sag * math.sin(math.pi * share)
            surface.glow(x, y + 6, 34, colour, 0.75)
            surface.oval(x, y + 6, 4.6, "#fff6dc", 6)


def market(random):
    """The night market of Narvan under its lamps."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#1a1f45"), (0.4, "#3d3564"), (0.62, "#8a5270"))
    stars(s, 300, 110, largest=1.2)
    s.oval(1300, 130, 40, "#f6e3bd")
    x = -40
    while x < 1640:
        width, tall = random.uniform(110, 190), random.uniform(210, 370)
        top = 620 - tall
        tone = mix("#3a2d55", "#54396a", random.random())
        s.box(x, top, x + width, 640, tone)
        s.box(x - 6, top - 9, x + width + 6, top, mix(tone, "#1d1a38", 0.4))
        for row in range(int(tall // 74)):
            for column in range(int(width // 46)):
                wx, wy = x + 18 + column * 46, top + 26 + row * 74
                lit = random.random() < 0.45
                s.box(wx, wy, wx + 20, wy + 34, "#f4bf77" if lit else mix(tone, "#151833", 0.55), 9)
        x += width + 3
    s.cut([(0, 620), (1600, 620), (1600, 1067), (0, 1067)], "#6c465a", "#2a2138")
    for row in range(9):
        y = 650 + row * row * 5.6
        s.line([(0, y), (1600, y)], "#543950", 1.6)
        for column in range(30):
            px = 800 + (column - 15 + (row % 2) * 0.5) * (52 + row * 15)
            s.line([(px, y), (800 + (px - 800) * 1.06, y + 10 + row * 11)], "#543950", 1.4)
    for cx in (260, 800, 1340):
        s.glow(cx, 860, 360, "#f3b06a", 0.42, 130)
    for number, (px, feet, tall) in enumerate(((92, 742, 170), (556, 736, 160), (604, 744, 128), (1044, 738, 166), (1090, 744, 158), (1536, 742, 170))):
        person(s, px, feet, tall, "#241d34", "#7c5342", ("#4d6f7a", "#b25a48", "#d6a04a", "#5e7a5c", "#7d4566", "#40537c")[number])
    reds = (("#cc5040", "#f7e8cb"), ("#2f6a74", "#f3e4c4"), ("#dba045", "#fbf0d6"))
    goods = (("#d8703c", "#e8963f", "#c9542f", "#f0b64a"), ("#7d9a48", "#a8b455", "#56753d", "#cfc764"), ("#8b3d52", "#b5526a", "#6a2f4a", "#d0788a"))
    def stall(cx, top, width, colours, produce, keeper):
        left, right = cx - width / 2, cx + width / 2
        counter = top + 292
        s.cut([(left + 10, top + 70), (right - 10, top + 70), (right - 10, counter), (left + 10, counter)], "#f2b56e", "#a55a45")
        s.glow(cx, top + 120, width * 0.42, "#ffedbc", 0.85, 120)
        for shelf in range(2):
            y = top + 150 + shelf * 52
            s.box(left + 20, y, right - 20, y + 6, "#7b4438")
            for jar in range(int(width / 34)):
                jx = left + 30 + jar * 33
                jar_colour = mix(produce[jar % 4], "#fbe4b8", 0.25)
                if abs(jx - cx) > 56:
                    s.box(jx, y - 30, jx + 22, y, jar_colour, 4)
                    s.box(jx + 2, y - 36, jx + 20, y - 29, "#5a3530", 2)
        s.oval(cx, top + 150, 30, "#8a5a44", 34)
        s.cut([(cx - 62, counter), (cx - 52, top + 200), (cx - 18, top + 182), (cx + 18, top + 182), (cx + 52, top + 200), (cx + 62, counter)], keeper, mix(keeper, "#2a2138", 0.3))
        if keeper == "#f0e2c8":
            s.flat(ring(cx, top + 136, 34, 30, 180, 360), "#2f6a74")
        elif keeper == "#3f5a72":
            s.cut(curve([(cx - 36, top + 196), (cx - 40, top + 140), (cx, top + 104), (cx + 40, top + 140), (cx + 36, top + 196)]), "#dba045", "#b9803a")
            s.oval(cx, top + 152, 24, "#8a5a44", 29)
        else:
            s.flat(ring(cx, top + 138, 32, 30, 185, 355), "#2a2138")
            s.flat(ring(cx, top + 166, 24, 22, 0, 180), "#3a2a30")
        for tier in range(3):
            y = counter - 26 + tier * 30
            for column in range(int(width / 26)):
                fx = left + 4 + column * 26 + (tier % 2) * 13
                colour = produce[(column // 3 + tier) % 4]
                s.oval(fx, y, 15, mix(colour, "#3a2130", 0.25))
                s.oval(fx - 1.5, y - 2, 13, colour)
                s.oval(fx - 5, y - 6, 3.4, mix(colour, "#fff3d0", 0.6))
        s.cut([(left - 16, counter + 46), (right + 16, counter + 46), (right + 4, counter + 156), (left - 4, counter + 156)], "#80493c", "#4a2a33", 0.3, lift=-6, soft=10)
        for board in range(1, 4):
            s.line([(left - 14 + board * 2, counter + 46 + board * 27), (right + 14 - board * 2, counter + 46 + board * 27)], "#5d3436", 1.8)
        s.box(left + 4, top + 40, left + 13, counter + 60, "#4a2f38")
        s.box(right - 13, top + 40, right - 4, counter + 60, "#4a2f38")
        stripes = 11
        low = top + 84
        for stripe in range(stripes):
            a, b = stripe / stripes, (stripe + 1) / stripes
            upper = [(cx - width * 0.44 + width * 0.88 * t, top) for t in (a, b)]
            lower = [(left - 34 + (width + 68) * t, low) for t in (a, b)]
            colour = colours[stripe % 2]
            s.cut([upper[0], upper[1], lower[1], lower[0]], colour, mix(colour, "#3a2130", 0.22))
            middle, half = (lower[0][0] + lower[1][0]) / 2, (lower[1][0] - lower[0][0]) / 2
            s.flat([lower[0], lower[1]] + ring(middle, low, half, 24, 0, 180, 20), mix(colour, "#3a2130", 0.12))
    stall(272, 470, 430, reds[0], goods[0], "#f0e2c8")
    stall(1330, 470, 430, reds[1], goods[1], "#3f5a72")
    stall(800, 500, 460, reds[2], goods[2], "#5e7a5c")
    lamp_string(s, ((-30, 300), (530, 330), (1070, 320), (1640, 300)), 9)
    for number, (px, feet, tall, lean) in enumerate(((520, 1018, 250, 0.02), (1092, 1030, 262, -0.02), (1150, 1034, 168, 0.0))):
        s.flat(ring(px, feet, tall * 0.24, tall * 0.03), "#2a2036")
        person(s, px, feet, tall, "#211a30", "#8a5a44", ("#b5483d", "#3c5f78", "#dba045")[number], lean)
    s.flat(ring(556, 920, 26, 30, 0, 180), "#c79a58")
    s.line(ring(556, 918, 22, 26, 180, 360), "#c79a58", 3)
    return s


def tram(random):
    """Line 4 in the rain on Narvan Street."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#39485f"), (0.35, "#6d7a88"), (0.62, "#b3a79a"))
    s.glow(800, 560, 520, "#f0d8ae", 0.8)
    ground = 690
    back = s.layer()
    for side in (-1, 1):
        for depth in range(6):
            near = 800 + side * (820 - depth * 118)
            far = 800 + side * (820 - (depth + 1) * 118 + 4)
            scale_near, scale_far = 1 - depth * 0.145, 1 - (depth + 1) * 0.145
            tone = mix(("#42506a", "#4e4d68", "#3b4c60", "#565168", "#465870", "#50566c")[depth], "#9a9a98", depth * 0.12)
            roof = 90 + (depth * 83 + (0 if side < 0 else 50)) % 140
            near_top, far_top = ground - (ground - roof) * scale_near, ground - (ground - roof) * scale_far
            back.cut([(near, ground + 40 * scale_near), (near, near_top), (far, far_top), (far, ground + 40 * scale_far)], tone, mix(tone, "#2a3044", 0.35))
            for row in range(6):
                for column in range(3):
                    t1, t2 = 0.14 + column * 0.28, 0.28 + column * 0.28
                    def at(t, level):
                        x = near + (far - near) * t
                        high = near_top + (far_top - near_top) * t
                        return (x, high + (ground - high) * level)
                    v = 0.07 + row * 0.145
                    lit = random.random() < 0.4
                    back.flat([at(t1, v), at(t2, v), at(t2, v + 0.085), at(t1, v + 0.085)], mix("#f7cf86", tone, depth * 0.08) if lit else mix(tone, "#222a3e", 0.5))
            def low(t, level):
                x = near + (far - near) * t
                return (x, ground + 40 * (scale_near + (scale_far - scale_near) * t) - level * (scale_near + (scale_far - scale_near) * t))
            back.flat([low(0.06, 0), low(0.94, 0), low(0.94, 92), low(0.06, 92)], mix("#f6c67c", "#9a8a80", depth * 0.13))
            awning = ("#b5483d", "#2f6a74", "#d69a45")[depth % 3]
            back.flat([low(0.0, 112), low(1.0, 112), low(1.0, 78), low(0.0, 78)], mix(awning, "#8a8f95", depth * 0.12))
    s.lay(back)
    s.cut([(0, ground), (1600, ground), (1600, 1067), (0, 1067)], "#8d8a8a", "#2b3448")
    s.mirror(back, ground, 0.62, 5, 420, 0.75)
    s.glow(800, 700, 340, "#f3d9a8", 0.5, 120)
    car = s.layer()
    cx, top, base, half = 800, 372, 826, 168
    car.line([(cx, top - 6), (cx - 40, top - 60), (cx + 12, top - 104)], "#252c3c", 5)
    car.box(cx - 60, top - 110, cx + 60, top - 103, "#252c3c")
    car.cut([(cx - half + 26, top), (cx + half - 26, top), (cx + half, top + 46), (cx + half, base - 56), (cx + half - 18, base - 20), (cx - half + 18, base - 20), (cx - half, base - 56), (cx - half, top + 46)], "#cf5140", "#8e2f33")
    car.cut([(cx - half, top + 290), (cx + half, top + 290), (cx + half, top + 318), (cx - half, top + 318)], "#f6e7c6")
    car.box(cx - half + 22, top + 22, cx + half - 22, top + 66, "#20283a", 8)
    for led, text in enumerate((2, 3, 3, 2)):
        for dot in range(text + 2):
            car.oval(cx - 58 + led * 32 + dot * 5, top + 44 + (dot % 2) * 6 - 3, 2.4, "#ffcf6b")
    car.box(cx - half + 18, top + 78, cx + half - 18, top + 262, "#2c3a50", 14)
    car.cut([(cx - half + 26, top + 86), (cx + half - 26, top + 86), (cx + half - 26, top + 254), (cx - half + 26, top + 254)], "#fbe3a6", "#e9b46f")
    for px, tall, tone in ((cx - 86, 96, "#5b4a56"), (cx - 28, 84, "#77525a"), (cx + 36, 110, "#3c4a60"), (cx + 96, 88, "#6a5348")):
        car.oval(px, top + 254 - tall, 21, mix(tone, "#c98f66", 0.35), 24)
        car.flat([(px - 36, top + 254), (px - 28, top + 278 - tall + 12), (px, top + 272 - tall), (px + 28, top + 278 - tall + 12), (px + 36, top + 254)], tone)
    car.line([(cx, top + 78), (cx, top + 262)], "#2c3a50", 7)
    car.line([(cx - 70, top + 258), (cx - 34, top + 150)], "#20283a", 4)
    for side in (-1, 1):
        x = cx + side * 118
        car.oval(x, top + 356, 27, "#5e2228")
        car.oval(x, top + 356, 20, "#fff6d8")
        car.oval(x - side * 54, top + 360, 11, "#e9a23f")
        car.box(cx + side * (half + 16) - 11, top + 92, cx + side * (half + 16) + 11, top + 150, "#252c3c", 5)
        car.line([(cx + side * half, top + 100), (cx + side * (half + 14), top + 100)], "#252c3c", 4)
    car.oval(cx, top + 344, 27, "#f6e7c6")
    car.oval(cx, top + 344, 22, "#8e2f33")
    car.line([(cx + 5, top + 329), (cx - 11, top + 350), (cx + 13, top + 350)], "#f6e7c6", 4.5)
    car.line([(cx + 6, top + 329), (cx + 6, top + 361)], "#f6e7c6", 4.5)
    car.box(cx - half + 28, base - 26, cx + half - 28, base, "#20283a", 6)
    s.mirror(car, base, 0.62, 9, 330)
    s.lay(car)
    for side in (-1, 1):
        s.glow(cx + side * 118, top + 356, 130, "#fff2c8", 0.8)
        s.glitter(cx + side * 118, base + 6, 1060, "#ffefc4", 26, 0.28, 2.0)
    for side in (-1, 1):
        s.line([(cx + side * 84, base - 8), (cx + side * 190, 1080)], "#c9c4bc", 3.4)
        s.line([(cx + side * 98, base - 8), (cx + side * 222, 1080)], "#3a4358", 2.4)
    s.line([(0, 40), (cx, 268), (1600, 40)], "#2b3448", 1.6)
    s.line([(cx, 268), (cx, -10)], "#2b3448", 1.4)
    def umbrella(x, feet, tall, cloth, coat):
        layer = s.layer()
        person(layer, x, feet, tall, "#232a3a", "#80563f", coat)
        hub = feet - tall * 1.02
        layer.line([(x + tall * 0.05, feet - tall * 0.55), (x + tall * 0.05, hub - tall * 0.1)], "#232a3a", 3)
        dome = ring(x + tall * 0.05, hub + tall * 0.05, tall * 0.36, tall * 0.24, 180, 360)
        scallop = []
        for part in range(4):
            scallop += ring(x + tall * 0.05 + tall * 0.36 - (part + 0.5) * tall * 0.18, hub + tall * 0.05, tall * 0.09, tall * 0.045, 360, 180, 10)
        layer.cut(dome + scallop, cloth, mix(cloth, "#232a3a", 0.35), across=True)
        for rib in (-0.18, 0, 0.18):
            layer.line(curve([(x + tall * 0.05, hub - tall * 0.19), (x + tall * (0.05 + rib * 0.7), hub - tall * 0.1), (x + tall * (0.05 + rib), hub + tall * 0.04)], 5), mix(cloth, "#232a3a", 0.4), 1.4)
        s.mirror(layer, feet, 0.5, 6, tall * 0.9)
        s.lay(layer)
    umbrella(1238, 900, 236, "#d9a13f", "#3b4a60")
    umbrella(1330, 914, 214, "#7a3850", "#5a6a58")
    umbrella(306, 930, 256, "#2f6a74", "#a54a3e")
    umbrella(520, 800, 132, "#e8d9b5", "#4a4460")
    umbrella(1068, 786, 118, "#b5483d", "#39455c")
    for _ in range(420):
        x, y = random.uniform(-40, 1640), random.uniform(-40, 1067)
        length = random.uniform(16, 46)
        s.line([(x, y), (x - length * 0.2, y + length)], mix("#aab3bb", "#e8e6de", random.random()), 0.7)
    for _ in range(90):
        x, y = random.uniform(0, 1600), random.uniform(760, 1060)
        if abs(x - cx) > 200:
            size = 4 + (y - 760) * 0.035
            s.line(ring(x, y, size, size * 0.3, 0, 360, 24), "#b9bcbe", 0.9)
    return s


def skyline(random):
    """Port Isaure across the water after dark."""
    s = Surface(2000, 900, random)
    s.sky((0, "#0e1535"), (0.35, "#24305f"), (0.58, "#5b4a78"), (0.68, "#a0627a"))
    stars(s, 380, 320, largest=1.5)
    s.oval(1640, 150, 50, "#f7e6c4")
    s.glow(1640, 150, 170, "#f7e6c4", 0.3)
    for x, y, length, thick in ((420, 330, 620, 18), (1300, 380, 760, 20), (1800, 300, 440, 12)):
        cloud(s, x, y, length, thick, "#6a4f7d", "#7d5580")
    ridge(s, 520, 60, "#3d3a68", "#5a4674", 620, start=4)
    water = 612
    s.cut([(0, water), (2000, water), (2000, 900), (0, 900)], "#714d75", "#10183a")
    city = s.layer()
    def block(x, width, tall, tone, kind):
        top = water - tall
        city.box(x, top, x + width, water + 2, tone)
        if kind == 1:
            city.flat([(x - 3, top), (x + width + 3, top), (x + width / 2, top - width * 0.45)], tone)
        elif kind == 2:
            city.flat(ring(x + width / 2, top, width * 0.42, width * 0.4, 180, 360), tone)
            city.line([(x + width / 2, top - width * 0.38), (x + width / 2, top - width * 0.66)], tone, 3)
        elif kind == 3:
            city.box(x + width * 0.3, top - 20, x + width * 0.7, top, tone)
            city.line([(x + width * 0.5, top - 20), (x + width * 0.5, top - 62)], tone, 2)
            city.oval(x + width * 0.5, top - 62, 2.6, "#ff8d6b")
        for row in range(int((tall - 14) // 19)):
            for column in range(int((width - 10) // 15)):
                if random.random() < 0.42:
                    wx, wy = x + 8 + column * 15, top + 12 + row * 19
                    city.box(wx, wy, wx + 6, wy + 9, ("#ffd48a", "#f7b968", "#ffe9bd", "#f09a6a")[random.integers(4)])
    for layer, (low, high, tone) in enumerate(((110, 240, "#3c3765"), (70, 200, "#2c2a55"), (40, 120, "#1f2046"))):
        x = -30 + layer * 17
        while x < 2030:
            width = random.uniform(44, 96)
            dome = math.exp(-((x - 900) / 520) ** 2)
            tall = random.uniform(low, high) * (0.45 + 0.75 * dome)
            block(x, width, tall, mix(tone, "#4a3a66", random.uniform(0, 0.18)), random.integers(0, 5) if layer < 2 else random.integers(0, 2))
            x += width + random.uniform(0, 14)
    tower = 1010
    city.cut([(tower - 34, water), (tower - 30, 300), (tower + 30, 300), (tower + 34, water)], "#5a4670", "#2a2850", across=True)
    city.box(tower - 40, 292, tower + 40, 304, "#7b5a7d")
    city.flat([(tower - 34, 294), (tower, 196), (tower + 34, 294)], "#8e4f62")
    city.oval(tower, 348, 25, "#fff0c6")
    city.line([(tower, 348), (tower, 331)], "#3a2f50", 3)
    city.line([(tower, 348), (tower - 12, 356)], "#3a2f50", 3)
    for y in (420, 480, 540):
        city.box(tower - 8, y, tower + 8, y + 26, "#ffcf86", 7)
    for cx, tall, reach, facing in ((1560, 250, 190, 1), (1750, 300, 220, 1), (1880, 210, 150, -1)):
        crane(city, cx, water, tall, reach, "#1b1c40", "#ffd48a", facing, 0.6)
    wheel = (330, 478)
    for angle in range(0, 360, 30):
        x, y = wheel[0] + 104 * math.cos(math.radians(angle)), wheel[1] + 104 * math.sin(math.radians(angle))
        city.line([wheel, (x, y)], "#6a5580", 1.6)
        city.oval(x, y, 5, ("#ffd48a", "#ff9d7a", "#ffe9bd")[angle // 30 % 3])
    city.line(ring(*wheel, 104, steps=120), "#e2a07c", 3)
    city.line(ring(*wheel, 94, steps=120), "#8a6585", 1.6)
    city.line([(wheel[0] - 56, water), wheel, (wheel[0] + 56, water)], "#2c2a55", 5)
    city.box(-10, water - 10, 2010, water + 3, "#17183a")
    for x in range(20, 2000, 52):
        city.oval(x, water - 15, 2.6, "#ffe2a0")
    s.mirror(city, water + 3, 0.72, 7, 330, 0.95)
    s.lay(city)
    s.glow(tower, 348, 90, "#fff0c6", 0.55)
    s.glow(*wheel, 190, "#ffb98a", 0.28)
    for x in range(20, 2000, 52):
        s.glow(x, water - 15, 16, "#ffe2a0", 0.4)
        s.glitter(x, water + 10, 760, "#f0bd82", 9, 0.09, 1.4)
    s.ripples(650, 900, "#3a3768", 180, 70, 1.6)
    s.ripples(720, 900, "#0c1230", 140, 80, 2)
    ferry = s.layer()
    ferry.cut([(760, 742), (1180, 742), (1150, 786), (792, 786)], "#f3e4c8", "#9a7f92")
    ferry.box(800, 706, 1120, 743, "#e7d3bc")
    ferry.box(850, 676, 1040, 707, "#cdb5b0")
    ferry.flat([(930, 676), (934, 636), (972, 636), (976, 676)], "#cf5140")
    ferry.box(790, 768, 1156, 775, "#cf5140")
    for x in range(814, 1110, 22):
        ferry.box(x, 716, x + 12, 728, "#ffd88f")
    for x in range(864, 1030, 22):
        ferry.box(x, 684, x + 12, 695, "#ffd88f")
    s.mirror(ferry, 786, 0.55, 8, 110)
    s.lay(ferry)
    s.glow(960, 722, 230, "#ffe0a0", 0.3, 70)
    return s


def bench(random):
    """An empty bench under plane trees on the quay in autumn."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#b9c4c0"), (0.35, "#dfd8c2"), (0.56, "#f1d8ab"))
    s.glow(1180, 430, 420, "#fff0c8", 0.8)
    ridge(s, 560, 28, "#aab4ad", "#cdc8b0", 620, start=4)
    s.cut([(0, 596), (1600, 596), (1600, 770), (0, 770)], "#c4c3ae", "#6f8a8c")
    s.glitter(1180, 600, 750, "#fff0cc", 60, 1.0)
    s.ripples(600, 760, "#8fa19d", 130, 46)
    sailboat(s, 420, 652, 92, "#f6efdc", "#7a3a3a", "#cfc7ac")
    sailboat(s, 560, 630, 54, "#efe6d0", "#3c5560", "#c4bda4")
    s.cut([(0, 742), (1600, 742), (1600, 770), (0, 770)], "#b8a688", "#8f7d66", 0.2, lift=4, soft=6)
    s.cut([(0, 768), (1600, 768), (1600, 1067), (0, 1067)], "#d3b98d", "#96795a")
    for row in range(6):
        y = 780 + row * row * 9
        s.line([(0, y), (1600, y)], "#a58a66", 1.5)
        for column in range(24):
            x = 800 + (column - 12 + (row % 2) / 2) * (78 + row * 22)
            s.line([(x, y), (800 + (x - 800) * 1.07, y + 12 + row * 16)], "#a58a66", 1.3)
    leaves = ("#8a4a2c", "#b5682f", "#d0892f", "#e0ab45", "#efcb6c")
    def plane(x, base, tall, spread):
        trunk = curve([(x - 36, base), (x - 24, base - tall * 0.3), (x - 20, base - tall * 0.6), (x - 60, base - tall * 0.85)]) + \
            curve([(x + 70, base - tall * 0.86), (x + 22, base - tall * 0.6), (x + 24, base - tall * 0.3), (x + 38, base)])
        s.cut(trunk, "#b5a68a", "#6f6152", across=True)
        for _ in range(26):
            px, py = x + random.uniform(-24, 24), base - random.uniform(0.03, 0.6) * tall
            s.cut(ring(px, py, random.uniform(4, 9), random.uniform(8, 18), steps=14), ("#cbbf9f", "#8d7f6a", "#a39478")[random.integers(3)])
        for bx, by, size in ((-0.8, -0.72, 0.6), (0.75, -0.74, 0.62), (-0.25, -0.95, 0.72), (0.35, -0.98, 0.7), (0, -0.75, 0.6)):
            s.flat(ring(x + bx * spread, base + by * tall, spread * size * 0.86, spread * size * 0.6), "#b5682f")
        for bx, by, size in ((-0.8, -0.72, 0.6), (0.75, -0.74, 0.62), (-0.25, -0.95, 0.72), (0.35, -0.98, 0.7), (0, -0.75, 0.6)):
            leaf_cluster(s, x + bx * spread, base + by * tall, spread * size, leaves, 210, 15, 0.72)
    s.beam(ring(420, 884, 520, 26), "#8f7149", 0.5, 10)
    plane(220, 860, 700, 300)
    plane(1440, 850, 690, 290)
    s.box(1008, 420, 1018, 842, "#39434a")
    s.flat([(990, 842), (1036, 842), (1026, 816), (1000, 816)], "#39434a")
    s.flat([(988, 420), (1038, 420), (1026, 366), (1000, 366)], "#fbe9bd")
    s.flat([(982, 368), (1044, 368), (1013, 338)], "#39434a")
    s.box(986, 416, 1040, 424, "#39434a")
    x1, x2 = 440, 860
    s.beam(ring(690, 904, 290, 16), "#5f4a30", 0.7, 7)
    for slat in range(3):
        y = 706 + slat * 30
        s.cut([(x1, y), (x2, y), (x2, y + 20), (x1, y + 20)], "#b5563f", "#84392f")
    for slat in range(3):
        y = 806 + slat * 13
        s.cut([(x1 - 8 - slat * 7, y), (x2 + 8 + slat * 7, y), (x2 + 12 + slat * 7, y + 10), (x1 - 12 - slat * 7, y + 10)], "#c4644a", "#93402f")
    for x in (x1 + 46, x2 - 46):
        s.line(curve([(x, 700), (x, 800), (x + 2, 846)]), "#2f383d", 9)
        s.line(curve([(x - 26, 902), (x - 16, 850), (x + 2, 838), (x + 22, 852), (x + 30, 902)]), "#2f383d", 9)
        s.line(curve([(x, 786), (x - 26, 776), (x - 34, 800)]), "#2f383d", 7)
    s.box(560, 792, 640, 806, "#f3e8cd")
    s.flat([(560, 792), (640, 792), (648, 786), (570, 786)], "#fbf4e2")
    for line in range(3):
        s.line([(568, 796 + line * 3.4), (632, 796 + line * 3.4)], "#9a8c78", 1)
    for _ in range(130):
        x, y = random.uniform(0, 1600), random.uniform(790, 1060)
        size = 4 + (y - 780) * 0.02
        shape = turned(ring(x, y, size, size * 0.5, steps=9), x, y, random.uniform(0, 180))
        s.flat(shape, leaves[random.integers(1, 5)])
    for _ in range(26):
        x, y = random.uniform(100, 1500), random.uniform(300, 780)
        s.flat(turned(ring(x, y, 7, 3.4, steps=9), x, y, random.uniform(0, 180)), leaves[random.integers(1, 5)])
    for x, y in ((940, 886), (976, 894), (908, 900)):
        s.cut(ring(x, y, 17, 11), "#8d9296", "#5f656c")
        s.oval(x + 14, y - 11, 7, "#6f767d")
        s.line([(x - 12, y), (x - 30, y + 5)], "#5f656c", 6)
        s.line([(x, y + 9), (x, y + 17)], "#c2673f", 2)
    return s


def concert(random):
    """The foghorn concert: a band on a barge, ships answering."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#274a63"), (0.35, "#6f8f98"), (0.58, "#e5c69a"))
    s.oval(800, 590, 210, "#f6e3b6")
    for number in range(9):
        radius = 270 + number * 78
        s.line(ring(800, 600, radius, radius, 182, 358, 140), mix("#f3d9a6", "#31536a", number / 9), 3.4 - number * 0.25)
    ridge(s, 566, 26, "#7f918f", "#b3ab92", 640, start=4)
    s.cut([(0, 606), (1600, 606), (1600, 1067), (0, 1067)], "#d6b98c", "#1c3347")
    s.glitter(800, 610, 1000, "#fff0c8", 120, 1.1)
    s.ripples(620, 1060, "#5a7480", 200, 56)
    def freighter(x, base, length, hull, house_tone, facing):
        layer = s.layer()
        def at(u, v):
            return (x + facing * (u - 0.5) * length, base - v * length)
        layer.cut([at(0, 0.12), at(0.3, 0.1), at(0.86, 0.11), at(1, 0.16), at(0.95, 0), at(0.04, 0)], hull, mix(hull, "#14222e", 0.4))
        layer.flat([at(0.03, 0.03), at(0.96, 0.03), at(0.95, 0), at(0.04, 0)], "#8f3a34")
        layer.flat([at(0.05, 0.1), at(0.26, 0.1), at(0.26, 0.27), at(0.05, 0.27)], house_tone)
        for row in range(3):
            for column in range(4):
                layer.flat([at(0.07 + column * 0.047, 0.135 + row * 0.045), at(0.1 + column * 0.047, 0.135 + row * 0.045), at(0.1 + column * 0.047, 0.155 + row * 0.045), at(0.07 + column * 0.047, 0.155 + row * 0.045)], "#3a5160")
        layer.flat([at(0.11, 0.27), at(0.2, 0.27), at(0.19, 0.37), at(0.12, 0.37)], "#c9573f")
        layer.flat([at(0.115, 0.35), at(0.195, 0.35), at(0.19, 0.37), at(0.12, 0.37)], "#20303c")
        for mast in (0.45, 0.7):
            layer.line([at(mast, 0.1), at(mast, 0.34)], "#2a3a46", 4)
            layer.line([at(mast, 0.16), at(mast + 0.13, 0.29)], "#2a3a46", 3)
        s.mirror(layer, base, 0.55, 6, 150)
        s.lay(layer)
        for puff in range(7):
            px, py = at(0.155 - puff * 0.012, 0.4 + puff * 0.045)
            s.glow(px, py, 20 + puff * 9, "#f7efe0", 0.8 - puff * 0.09)
    freighter(255, 690, 430, "#2f4f60", "#efe3c8", 1)
    freighter(1345, 684, 440, "#4a3a4c", "#e8d9bb", -1)
    tug = s.layer()
    fishing_boat(tug, 1130, 770, 170, "#c9573f", "#f3e2bf", "#f0e2c6", "#22313c", -1)
    s.mirror(tug, 770, 0.55, 5, 90)
    s.lay(tug)
    barge = s.layer()
    barge.cut([(470, 838), (1130, 838), (1096, 892), (504, 892)], "#5a3f3a", "#31262c")
    barge.box(456, 824, 1144, 840, "#8a6248")
    for x in range(480, 1130, 40):
        barge.oval(x, 848, 5, "#f7d48c")
    players = ((540, 122, "#2f5a63"), (606, 128, "#7a3a4a"), (672, 124, "#d0903f"), (930, 126, "#3d4f6e"), (996, 124, "#5f7a5a"), (1060, 120, "#a4483c"))
    for number, (x, tall, coat) in enumerate(players):
        person(barge, x, 824, tall, "#231f2a", "#8a5a44", coat)
        side = 1 if x < 800 else -1
        horn = [(x + side * 10, 824 - tall * 0.74), (x + side * 62, 824 - tall * 0.92), (x + side * 74, 824 - tall * 0.78), (x + side * 66, 824 - tall * 0.68)]
        if number % 3 == 1:
            barge.line(ring(x + side * 26, 824 - tall * 0.56, 25, 25, steps=40), "#e3b04b", 6)
            barge.flat([(x + side * 44, 824 - tall * 0.7), (x + side * 78, 824 - tall * 0.98), (x + side * 90, 824 - tall * 0.72)], "#e3b04b")
        else:
            barge.line([horn[0], (x + side * 50, 824 - tall * 0.84)], "#e3b04b", 4)
            barge.flat([(x + side * 46, 824 - tall * 0.88), horn[1], (x + side * 70, 824 - tall * 0.76), (x + side * 48, 824 - tall * 0.8)], "#e3b04b")
    barge.box(768, 796, 832, 826, "#7a4a38")
    person(barge, 800, 796, 138, "#1d1a26", "#8a5a44", "#22202e", 0)
    barge.line([(808, 796 - 104), (850, 796 - 150)], "#22202e", 9)
    barge.line([(850, 796 - 150), (878, 796 - 188)], "#f7efe0", 2.6)
    barge.line([(792, 796 - 104), (752, 796 - 140)], "#22202e", 9)
    s.mirror(barge, 892, 0.5, 8, 160)
    s.lay(barge)
    s.cut([(0, 1000), (1600, 1000), (1600, 1067), (0, 1067)], "#22303c", "#141d28", 0.3)
    for number in range(34):
        x = -10 + number * 49 + random.uniform(-12, 12)
        size = random.uniform(20, 27)
        y = 1012 + random.uniform(-16, 14)
        tone = mix("#1a2430", "#31424f", random.random())
        s.flat(ring(x, y + 62, size * 1.9, 56, 180, 360), tone)
        s.oval(x, y, size, mix(tone, "#0e151e", 0.25), size * 1.12)
    for gx, gy, size in ((420, 240, 22), (480, 205, 15), (1180, 190, 20), (1120, 225, 13)):
        gull(s, gx, gy, size, "#f3e7cb")
    return s

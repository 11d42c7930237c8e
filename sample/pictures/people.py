"""Six portraits from the night market of Narvan: faces of nobody, drawn from a few shapes."""

import math

from painter import Surface, curve, mix, ring, turned

CENTRE, HEAD = 533, 600


def backdrop(random, top, bottom, light):
    """A wall with a pool of lamplight."""
    s = Surface(1067, 1600, random)
    s.sky((0, top), (1, bottom))
    s.glow(CENTRE, 430, 640, light, 0.75)
    return s


def half(points):
    """The half of a head away from the lamp: `points` right of the middle line, which curves like a nose."""
    middle = curve([(CENTRE + 8, HEAD - 190), (CENTRE + 4, HEAD - 60), (CENTRE + 30, HEAD + 34), (CENTRE + 6, HEAD + 62), (CENTRE + 12, HEAD + 196)], 8)
    return [point for point in points if point[0] > CENTRE + 6] + middle[::-1]


def bust(s, skin, coat, collar, smile=True, brow="#2c1d22", beard=None, shoulders=1.0):
    """Shoulders, neck, head, face."""
    dark = mix(skin, "#3a1c2c", 0.32)
    wide = 330 * shoulders
    body = curve([(CENTRE - wide - 40, 1620), (CENTRE - wide, 1120), (CENTRE - wide * 0.72, 968), (CENTRE - 110, 898), (CENTRE, 890), (CENTRE + 110, 898),
                  (CENTRE + wide * 0.72, 968), (CENTRE + wide, 1120), (CENTRE + wide + 40, 1620)])
    s.cut(body, coat, mix(coat, "#1c1424", 0.4), 0.4, lift=8, soft=20)
    right = [(x, y) for x, y in body if x >= CENTRE] + [(CENTRE, 1620), (CENTRE, 890)]
    s.shade(right, mix(coat, "#140e1c", 0.62), CENTRE - 40, CENTRE + 420, 0.8, across=True)
    s.cut([(CENTRE - 74, 700), (CENTRE + 74, 700), (CENTRE + 92, 906), (CENTRE, 985), (CENTRE - 92, 906)], dark, mix(dark, skin, 0.5))
    s.cut([(CENTRE - 96, 892), (CENTRE, 1000), (CENTRE + 96, 892), (CENTRE + 150, 924), (CENTRE, 1100), (CENTRE - 150, 924)], collar, mix(collar, "#1c1424", 0.3))
    for side in (-1, 1):
        s.oval(CENTRE + side * 149, HEAD + 18, 27, dark if side > 0 else skin, 40)
        s.line(ring(CENTRE + side * 149, HEAD + 18, 13, 22, 100 if side < 0 else -80, 260 if side < 0 else 80, 20), mix(skin, "#3a1c2c", 0.5), 3)
    head = curve([(CENTRE - 146, HEAD - 30), (CENTRE - 128, HEAD - 140), (CENTRE, HEAD - 190), (CENTRE + 128, HEAD - 140), (CENTRE + 146, HEAD - 30),
                  (CENTRE + 134, HEAD + 84), (CENTRE + 78, HEAD + 176), (CENTRE, HEAD + 204), (CENTRE - 78, HEAD + 176), (CENTRE - 134, HEAD + 84), (CENTRE - 146, HEAD - 30)])
    s.cut(head, mix(skin, "#fff0d0", 0.12), skin)
    s.flat(half(head), mix(skin, "#3a1c2c", 0.17))
    if beard:
        s.cut(curve([(CENTRE - 140, HEAD + 30), (CENTRE - 110, HEAD + 84), (CENTRE - 62, HEAD + 74), (CENTRE, HEAD + 88), (CENTRE + 62, HEAD + 74), (CENTRE + 110, HEAD + 84),
                     (CENTRE + 140, HEAD + 30), (CENTRE + 138, HEAD + 150), (CENTRE + 70, HEAD + 236), (CENTRE, HEAD + 256), (CENTRE - 70, HEAD + 236), (CENTRE - 138, HEAD + 150)]),
              beard, mix(beard, "#3a2c38", 0.35))
    for side in (-1, 1):
        x = CENTRE + side * 64
        s.line(curve([(x - 38, HEAD - 52 + side * -2), (x, HEAD - 66), (x + 38, HEAD - 52 + side * 2)]), brow, 9)
        s.line(ring(x, HEAD - 16, 26, 15, 195, 345, 24), "#2c1d22", 5)
        s.oval(x, HEAD - 16, 9, "#2c1d22", 10)
        s.oval(x - 3, HEAD - 20, 2.6, "#fff6e0")
        s.line(ring(x, HEAD + 6, 30, 10, 30, 150, 16), mix(skin, "#3a1c2c", 0.3), 2.6)
        if not beard:
            s.glow(CENTRE + side * 84, HEAD + 66, 46, mix(skin, "#e0503a", 0.6), 0.5)
    s.line(curve([(CENTRE + 22, HEAD + 16), (CENTRE + 30, HEAD + 40), (CENTRE + 14, HEAD + 56), (CENTRE - 12, HEAD + 54)]), mix(skin, "#3a1c2c", 0.48), 5)
    mouth = curve([(CENTRE - 48, HEAD + 106), (CENTRE, HEAD + (124 if smile else 112)), (CENTRE + 48, HEAD + 106)])
    s.line(mouth, "#7a2f35" if not beard else "#6a3438", 7)
    if smile and not beard:
        s.line(ring(CENTRE, HEAD + 136, 26, 8, 20, 160, 16), mix(skin, "#3a1c2c", 0.3), 3)
    return body


def moustache(s, colour):
    for side in (-1, 1):
        s.cut(curve([(CENTRE, HEAD + 78), (CENTRE + side * 44, HEAD + 74), (CENTRE + side * 86, HEAD + 104), (CENTRE + side * 46, HEAD + 108), (CENTRE, HEAD + 98)]), colour, mix(colour, "#1c1424", 0.3))


def glasses(s, colour):
    for side in (-1, 1):
        s.line(ring(CENTRE + side * 64, HEAD - 14, 49, 45, steps=70), colour, 6)
        s.line([(CENTRE + side * 113, HEAD - 20), (CENTRE + side * 148, HEAD - 26)], colour, 5)
    s.line(ring(CENTRE, HEAD - 14, 16, 13, 200, 340, 16), colour, 6)


def table(s, colour, top=1400):
    s.cut([(-10, top), (1077, top), (1077, 1610), (-10, 1610)], colour, mix(colour, "#1c1424", 0.45), 0.4, lift=8, soft=14)
    s.box(0, top, 1067, top + 7, mix(colour, "#ffe6b8", 0.3))


def fish(s, x, y, length, colour, belly, turn=0):
    """A fish lying or hanging."""
    body = curve([(x - length / 2, y), (x - length * 0.26, y - length * 0.14), (x + length * 0.1, y - length * 0.13), (x + length * 0.36, y - length * 0.03), (x + length * 0.36, y + length * 0.03),
                  (x + length * 0.1, y + length * 0.13), (x - length * 0.26, y + length * 0.14), (x - length / 2, y)])
    s.cut(turned([(x + length * 0.33, y), (x + length * 0.52, y - length * 0.13), (x + length * 0.46, y), (x + length * 0.52, y + length * 0.13)], x, y, turn), colour)
    s.cut(turned(body, x, y, turn), colour, belly)
    eye = turned([(x - length * 0.37, y - length * 0.03)], x, y, turn)[0]
    s.oval(*eye, length * 0.034, "#fbf4e2")
    s.oval(*eye, length * 0.018, "#1c1424")
    s.line(turned(ring(x - length * 0.24, y, length * 0.07, length * 0.11, -70, 70, 14), x, y, turn), mix(colour, "#1c1424", 0.3), length * 0.012)
    for row in range(3):
        s.line(turned(ring(x - length * 0.06 + row * length * 0.1, y, length * 0.03, length * 0.06, -70, 70, 10), x, y, turn), mix(colour, "#fbf4e2", 0.35), length * 0.008)


def fishmonger(random):
    """Maro Esk sells fish."""
    s = backdrop(random, "#163a4a", "#2f6470", "#9cc4b4")
    for row in range(8):
        for column in range(7):
            s.box(-40 + column * 170 + (row % 2) * 85, row * 110, 126 + column * 170 + (row % 2) * 85, row * 110 + 106, mix("#2c5f6c", "#3b7480", random.random())) if row > 2 else None
    s.glow(CENTRE, 560, 560, "#a9d0bd", 0.4)
    s.box(0, 150, 1067, 166, "#12303d")
    for x, length, colour in ((110, 250, "#7d9aa6"), (262, 290, "#c56a58"), (410, 220, "#8fa9a8"), (690, 240, "#6f8fa0"), (836, 300, "#d08a5c"), (978, 250, "#88a4ac")):
        s.line([(x, 160), (x, 196)], "#12303d", 4)
        fish(s, x, 196 + length * 0.5, length, colour, "#e6e3d2", -90)
    bust(s, "#b9805c", "#e0a83a", "#f3e4c4", True, "#3a2a26", "#5a4640")
    s.cut(curve([(CENTRE - 250, HEAD - 92), (CENTRE - 150, HEAD - 132), (CENTRE, HEAD - 148), (CENTRE + 150, HEAD - 132), (CENTRE + 250, HEAD - 92), (CENTRE + 120, HEAD - 84), (CENTRE, HEAD - 92), (CENTRE - 120, HEAD - 84)]), "#e8b548", "#b57d2a", 0.35, lift=-8, soft=12)
    s.cut([(CENTRE - 158, HEAD - 124)] + ring(CENTRE, HEAD - 130, 150, 150, 180, 360) + [(CENTRE + 158, HEAD - 124)], "#f0c258", "#c98f34", across=True)
    s.line(curve([(CENTRE - 152, HEAD - 140), (CENTRE, HEAD - 164), (CENTRE + 152, HEAD - 140)]), "#8a5a24", 12)
    s.cut([(CENTRE - 190, 1130), (CENTRE + 190, 1130), (CENTRE + 230, 1620), (CENTRE - 230, 1620)], "#f3e8d0", "#c9bca6", 0.25, lift=4, soft=10)
    for side in (-1, 1):
        s.line([(CENTRE + side * 180, 1136), (CENTRE + side * 120, 930)], "#f3e8d0", 24)
    table(s, "#2a4650", 1410)
    for x in range(-20, 1100, 46):
        s.oval(x + random.uniform(-8, 8), 1424 + random.uniform(-6, 8), 34, mix("#dfe9e6", "#b8d0d2", random.random()), 22)
    for x, y, length, colour, turn in ((180, 1480, 330, "#6f8fa0", 4), (520, 1500, 350, "#c56a58", -3), (870, 1480, 340, "#8fa9a8", 5), (350, 1564, 320, "#d08a5c", -4), (720, 1572, 340, "#7d9aa6", 3)):
        fish(s, x, y, length, colour, "#efe9d6", turn)
    return s


def tea_seller(random):
    """Behzad the tea seller and his samovar."""
    s = backdrop(random, "#3a1a26", "#7d3430", "#eab066")
    for row in range(3):
        y = 250 + row * 260
        s.box(0, y, 1067, y + 16, "#34161f")
        for number in range(8):
            x = 24 + number * 138
            if abs(x + 40 - CENTRE) < 205 and row > 0:
                continue
            if (row + number) % 2:
                s.cut(curve([(x, y), (x - 8, y - 70), (x + 18, y - 112), (x + 40, y - 120), (x + 62, y - 112), (x + 88, y - 70), (x + 80, y)]), ("#f0e2c4", "#2f6a74", "#c98a44", "#e9d3a8")[number % 4], ("#b99f82", "#1f3f4a", "#7d4a2c", "#a58a6a")[number % 4], across=True)
                s.oval(x + 40, y - 124, 12, "#34161f", 9)
            else:
                s.box(x, y - 96, x + 82, y, ("#8e3b33", "#5f7a5a", "#d6a04a")[number % 3], 6)
                s.box(x + 8, y - 70, x + 74, y - 32, "#f3e4c4", 4)
                s.box(x + 4, y - 108, x + 78, y - 94, "#2a141c", 4)
    bust(s, "#c08a62", "#34424f", "#f0e4cc", True, "#241a1c")
    moustache(s, "#2c1f22")
    s.cut(curve([(CENTRE - 178, HEAD - 108), (CENTRE - 168, HEAD - 196), (CENTRE - 60, HEAD - 242), (CENTRE + 80, HEAD - 240), (CENTRE + 176, HEAD - 190), (CENTRE + 180, HEAD - 112), (CENTRE, HEAD - 136), (CENTRE - 178, HEAD - 108)]), "#6a5a4c", "#3a2f30", across=True)
    s.cut(curve([(CENTRE - 190, HEAD - 104), (CENTRE - 100, HEAD - 138), (CENTRE + 60, HEAD - 142), (CENTRE + 168, HEAD - 118), (CENTRE + 40, HEAD - 100), (CENTRE - 90, HEAD - 92), (CENTRE - 190, HEAD - 104)]), "#4a3c38", "#2a2024", 0.3, lift=-8, soft=8)
    for button in range(3):
        s.oval(CENTRE, 1140 + button * 92, 11, "#d6a04a")
    s.cut([(CENTRE - 300, 1000), (CENTRE - 160, 945), (CENTRE - 90, 1420), (CENTRE - 300, 1420)], "#57483c", "#34282a")
    s.cut([(CENTRE + 300, 1000), (CENTRE + 160, 945), (CENTRE + 90, 1420), (CENTRE + 300, 1420)], "#46382f", "#241c20")
    table(s, "#5a2a28", 1420)
    sx = 850
    s.cut(curve([(sx - 96, 1420), (sx - 60, 1380), (sx - 120, 1260), (sx - 96, 1150), (sx - 50, 1110), (sx + 50, 1110), (sx + 96, 1150), (sx + 120, 1260), (sx + 60, 1380), (sx + 96, 1420)]), "#f0c878", "#8a5524", 0.4, across=True)
    s.box(sx - 66, 1092, sx + 66, 1114, "#c98f44", 8)
    s.box(sx - 36, 1050, sx + 36, 1094, "#a8682c", 6)
    s.cut(curve([(sx - 60, 1050), (sx - 52, 1000), (sx, 980), (sx + 52, 1000), (sx + 60, 1050)]), "#f3e4c4", "#b9a082", across=True)
    s.line(curve([(sx + 56, 1030), (sx + 96, 1016), (sx + 108, 990)]), "#e0cba8", 13)
    s.oval(sx, 976, 12, "#8e3b33")
    for side in (-1, 1):
        s.line(ring(sx + side * 112, 1210, 32, 44, 250 if side > 0 else 110, 470 if side > 0 else 250, 24), "#6a3d1e", 11)
    s.line([(sx - 40, 1330), (sx - 120, 1340), (sx - 120, 1366)], "#b5793a", 13)
    for band in (1164, 1270, 1300):
        s.line(ring(sx, band - 12, 112 if band > 1200 else 94, 14, 10, 170, 30), "#8a5524", 4)
    for steam in range(3):
        s.line(curve([(sx - 30 + steam * 30, 960), (sx - 46 + steam * 30, 910), (sx - 16 + steam * 30, 870), (sx - 36 + steam * 30, 820)]), "#e0b48a", 4)
    for x in (180, 340, 500, 650):
        s.flat(ring(x, 1500, 66, 18), "#f3e8d0")
        s.flat(ring(x, 1498, 46, 11), "#c9a888")
        s.cut(curve([(x - 36, 1388), (x - 24, 1430), (x - 34, 1470), (x - 20, 1496)]) + curve([(x + 20, 1496), (x + 34, 1470), (x + 24, 1430), (x + 36, 1388)]), "#e08a3c", "#8e3420")
        s.cut(curve([(x - 36, 1388), (x - 30, 1410)]) + [(x + 30, 1410), (x + 36, 1388)], "#f3dcb4", "#f3c890")
        s.line(ring(x, 1388, 36, 8), "#fbf0d8", 3)
        s.glow(x - 10, 1440, 34, "#ffd08a", 0.5)
    return s


def spice_seller(random):
    """Nadia of the spice stall."""
    s = backdrop(random, "#2c1a38", "#5d3054", "#e6a86a")
    for row in range(4):
        y = 230 + row * 230
        s.box(0, y, 1067, y + 14, "#25142c")
        for number in range(10):
            x = 12 + number * 108
            if abs(x + 40 - CENTRE) < 210 and row > 0:
                continue
            tone = ("#c9542f", "#e2a73c", "#7d8f45", "#8b3d52", "#d8c07a", "#b5683a")[(number * 3 + row) % 6]
            s.box(x, y - 140, x + 82, y, "#e9dcc4", 8)
            s.box(x + 5, y - 112 + (number * 13 + row * 7) % 34, x + 77, y - 5, tone, 5)
            s.box(x - 2, y - 156, x + 84, y - 138, "#6a3d33", 5)
            s.box(x + 18, y - 66, x + 64, y - 36, "#fbf3df", 3)
    s.glow(CENTRE, 560, 520, "#eab478", 0.3)
    bust(s, "#a46b4c", "#2f5d6b", "#2f5d6b", True, "#2a1a1e")
    veil = curve([(CENTRE - 190, 1010), (CENTRE - 214, 800), (CENTRE - 206, HEAD), (CENTRE - 160, HEAD - 190), (CENTRE, HEAD - 262), (CENTRE + 160, HEAD - 190), (CENTRE + 206, HEAD), (CENTRE + 214, 800), (CENTRE + 190, 1010)])
    face = curve([(CENTRE + 116, HEAD + 150), (CENTRE + 134, HEAD + 30), (CENTRE + 118, HEAD - 92), (CENTRE, HEAD - 150), (CENTRE - 118, HEAD - 92), (CENTRE - 134, HEAD + 30), (CENTRE - 116, HEAD + 150), (CENTRE, HEAD + 212), (CENTRE + 116, HEAD + 150)])
    scarf = s.layer()
    scarf.cut(veil + curve([(CENTRE + 250, 1080), (CENTRE + 60, 1150), (CENTRE - 180, 1120), (CENTRE - 270, 1060)]), "#e2a444", "#a5602e", across=True)
    scarf.pen.polygon([(x * 3, y * 3) for x, y in face], (0, 0, 0, 0))
    for fold in range(6):
        scarf.line(curve([(CENTRE - 150 + fold * 16, HEAD - 150 + fold * 10), (CENTRE - 196 + fold * 14, HEAD + 60), (CENTRE - 168 + fold * 18, 860), (CENTRE - 120 + fold * 70, 1090)]), "#c98434", 3) if fold < 3 else None
    scarf.line(curve([(CENTRE + 170, 830), (CENTRE + 80, 920), (CENTRE - 60, 980), (CENTRE - 220, 1040)]), "#b5702e", 5)
    scarf.line(curve([(CENTRE + 190, 900), (CENTRE + 110, 980), (CENTRE - 20, 1040), (CENTRE - 190, 1090)]), "#b5702e", 4)
    for dot in range(30):
        angle = math.radians(188 + dot * 5.65)
        scarf.oval(CENTRE + 168 * math.cos(angle), HEAD - 20 + 200 * math.sin(angle), 6, "#fbe6b0")
    s.lay(scarf)
    s.line(face, "#8a4f2a", 4)
    table(s, "#4a2638", 1440)
    for x, tone in ((120, "#c9542f"), (330, "#e2a73c"), (735, "#7d8f45"), (945, "#8b3d52"), (533, "#b5683a")):
        s.cut(curve([(x - 92, 1392), (x - 40, 1300), (x, 1246), (x + 40, 1300), (x + 92, 1392)]), mix(tone, "#ffe6b0", 0.25), mix(tone, "#3a1826", 0.2), 0.3, lift=4, soft=10, across=True)
        s.shade(curve([(x - 92, 1392), (x - 40, 1300), (x, 1246), (x + 40, 1300), (x + 92, 1392)]), mix(tone, "#2a1020", 0.5), x - 20, x + 110, 0.6, across=True)
        s.cut([(x - 100, 1388)] + ring(x, 1390, 100, 88, 180, 0, 30) + [(x + 100, 1388)], "#d9a05a", "#7d4a2c", across=True)
        s.line(ring(x, 1390, 100, 14, 0, 180, 30), "#f3d09a", 4)
    return s


def lamp_mender(random):
    """Odile repairs lamps."""
    s = backdrop(random, "#121a3a", "#2c3560", "#f0c27a")
    for x, y, size, tone in ((110, 260, 88, "#e0a040"), (300, 150, 66, "#c9573f"), (770, 160, 72, "#4f8f8a"), (960, 280, 92, "#e0a040"), (80, 640, 70, "#4f8f8a"), (990, 680, 74, "#c9573f")):
        s.line([(x, 0), (x, y - size * 1.3)], "#0e1430", 4)
        s.glow(x, y, size * 2.8, mix(tone, "#ffe6b0", 0.55), 0.65)
        s.flat([(x - size * 0.34, y - size), (x, y - size * 1.35), (x + size * 0.34, y - size)], "#3a2c34")
        lantern = curve([(x - size * 0.3, y - size), (x - size * 0.82, y - size * 0.3), (x - size * 0.8, y + size * 0.3), (x - size * 0.28, y + size * 0.95), (x + size * 0.28, y + size * 0.95),
                         (x + size * 0.8, y + size * 0.3), (x + size * 0.82, y - size * 0.3), (x + size * 0.3, y - size)])
        s.cut(lantern, mix(tone, "#fff0c4", 0.55), tone)
        for rib in (-0.45, 0, 0.45):
            s.line(curve([(x + rib * size * 0.5, y - size), (x + rib * size * 1.6, y), (x + rib * size * 0.5, y + size * 0.95)]), "#3a2c34", 4)
        for level in (-0.4, 0.3):
            s.line(ring(x, y + level * size, size * 0.8, size * 0.13, 5, 175, 20), "#3a2c34", 3.4)
        s.box(x - size * 0.3, y + size * 0.93, x + size * 0.3, y + size * 1.05, "#3a2c34", 3)
        s.line([(x, y + size * 1.05), (x, y + size * 1.45)], "#3a2c34", 3)
    bust(s, "#d8a684", "#6a3450", "#f0e0c4", True, "#8d8790")
    s.cut(curve([(CENTRE - 152, HEAD + 30), (CENTRE - 186, HEAD - 60), (CENTRE - 160, HEAD - 190), (CENTRE - 40, HEAD - 246), (CENTRE + 90, HEAD - 236), (CENTRE + 176, HEAD - 150), (CENTRE + 184, HEAD - 30), (CENTRE + 152, HEAD + 40),
                 (CENTRE + 140, HEAD - 50), (CENTRE + 90, HEAD - 120), (CENTRE - 10, HEAD - 132), (CENTRE - 90, HEAD - 96), (CENTRE - 136, HEAD - 40)]), "#d9d4d2", "#8d8790", across=True)
    for strand in range(5):
        s.line(curve([(CENTRE - 20 + strand * 8, HEAD - 240), (CENTRE - 90 + strand * 6, HEAD - 180), (CENTRE - 150 + strand * 10, HEAD - 60)]), "#b5b0b4", 3)
    glasses(s, "#2c2030")
    s.glow(CENTRE - 60, 1330, 300, "#ffdf9e", 0.5)
    table(s, "#3a2a40", 1430)
    x, y = 380, 1290
    s.cut(curve([(x - 46, y - 96), (x - 104, y - 10), (x - 96, y + 60), (x - 40, y + 132), (x + 40, y + 132), (x + 96, y + 60), (x + 104, y - 10), (x + 46, y - 96)]), "#fff0c4", "#e8963f", 0.3, lift=2, soft=12)
    for rib in (-0.5, 0, 0.5):
        s.line(curve([(x + rib * 60, y - 96), (x + rib * 190, y + 10), (x + rib * 60, y + 132)]), "#4a3038", 6)
    s.box(x - 52, y + 126, x + 52, y + 146, "#4a3038", 4)
    s.flat([(x - 52, y - 92), (x, y - 150), (x + 52, y - 92)], "#4a3038")
    s.line(ring(x, y - 164, 16, 18, steps=30), "#4a3038", 6)
    hand = "#d8a684"
    s.cut(curve([(CENTRE + 330, 1430), (CENTRE + 250, 1300), (CENTRE + 120, 1262), (CENTRE - 14, 1262), (CENTRE - 20, 1310), (CENTRE + 110, 1330), (CENTRE + 160, 1440)]), "#7d4060", "#4a2440", 0.25, lift=-2, soft=8)
    s.cut(curve([(CENTRE - 4, 1258), (CENTRE - 50, 1252), (CENTRE - 76, 1276), (CENTRE - 62, 1304), (CENTRE - 10, 1314)]), hand, mix(hand, "#3a1c2c", 0.2))
    s.line([(CENTRE - 60, 1282), (CENTRE - 128, 1252)], "#c9c4ba", 7)
    s.line([(CENTRE - 40, 1284), (CENTRE + 6, 1300)], "#c9573f", 15)
    for sx, tone in ((760, "#e0a040"), (850, "#c9c4ba"), (920, "#c9573f")):
        s.box(sx, 1392, sx + 66, 1430, tone, 8)
    s.line([(640, 1500), (760, 1476)], "#c9c4ba", 8)
    s.line([(760, 1476), (820, 1464)], "#c9573f", 18)
    return s


def bookseller(random):
    """Yacoub under his own shelves."""
    s = backdrop(random, "#16302c", "#2f5648", "#e6c98a")
    bindings = ("#a4463a", "#c9824a", "#2f5a63", "#d9b06a", "#6a3d52", "#5f7a5a", "#e6d3a6", "#3f4a66", "#8a5a3c")
    for row in range(6):
        y = 206 + row * 206
        x = -8
        while x < 1067:
            width, tall = random.uniform(22, 50), random.uniform(120, 176)
            colour = mix(bindings[random.integers(9)], "#16302c", 0.12 + 0.2 * random.random())
            s.box(x, y - tall, x + width, y, colour, 3)
            s.box(x + 4, y - tall + 24, x + width - 4, y - tall + 30, mix(colour, "#f3d99a", 0.55))
            s.box(x + 4, y - tall + 38, x + width - 4, y - tall + 42, mix(colour, "#f3d99a", 0.35))
            x += width + 2
        s.box(0, y, 1067, y + 20, "#3f2a22")
        s.box(0, y + 20, 1067, y + 30, "#14201e")
    s.glow(CENTRE, 520, 560, "#f0d6a0", 0.42)
    bust(s, "#8a5a42", "#7a4a34", "#e9dcc0", True, "#e0dbd4", "#ece7de", 1.02)
    moustache(s, "#f4f0e8")
    s.cut([(CENTRE - 152, HEAD - 96)] + ring(CENTRE, HEAD - 104, 152, 128, 180, 360) + [(CENTRE + 152, HEAD - 96)], "#fbf2dc", "#cdb99a", across=True)
    s.cut([(CENTRE - 156, HEAD - 118), (CENTRE + 156, HEAD - 118), (CENTRE + 154, HEAD - 88), (CENTRE - 154, HEAD - 88)], "#2f6a5c", "#1c4038", across=True)
    for number in range(9):
        x = CENTRE - 136 + number * 34
        s.flat([(x, HEAD - 116), (x + 12, HEAD - 103), (x, HEAD - 91), (x - 12, HEAD - 103)], "#e0b04a")
    glasses(s, "#d0a24a")
    for side in (-1, 1):
        s.cut([(CENTRE + side * 300, 1010), (CENTRE + side * 150, 930), (CENTRE + side * 40, 1130), (CENTRE + side * 70, 1620), (CENTRE + side * 330, 1620)], "#8a5a3c" if side < 0 else "#5f3c2e", "#4a2e28" if side < 0 else "#34211f")
    table(s, "#3f2a22", 1440)
    pages = curve([(CENTRE - 250, 1330), (CENTRE - 140, 1290), (CENTRE, 1330), (CENTRE + 140, 1290), (CENTRE + 250, 1330)])
    s.cut(pages + curve([(CENTRE + 280, 1470), (CENTRE + 140, 1430), (CENTRE, 1474), (CENTRE - 140, 1430), (CENTRE - 280, 1470)]), "#fbf2dc", "#e0cfa8", 0.35, lift=2, soft=12)
    s.line([(CENTRE, 1330), (CENTRE, 1474)], "#b9a682", 4)
    for line in range(6):
        share = line / 6
        for side in (-1, 1):
            y = 1336 + line * 19
            s.line(curve([(CENTRE + side * 26, y + 10), (CENTRE + side * 140, y - 24 + 6), (CENTRE + side * (226 + 24 * share), y + 6)]), "#a5947a", 3)
    for side in (-1, 1):
        s.cut(ring(CENTRE + side * 268, 1414, 40, 52), "#8a5a42", "#5f3a2e")
        for finger in range(4):
            s.line([(CENTRE + side * 262, 1384 + finger * 20), (CENTRE + side * 214, 1376 + finger * 21)], "#8a5a42" if side < 0 else "#744a38", 15)
    for number, (width, colour) in enumerate(((220, "#a4463a"), (196, "#d9b06a"), (208, "#2f5a63"))):
        s.box(80 - 40, 1404 - number * 38, 80 + width - 40, 1440 - number * 38, colour, 4)
        s.box(60, 1410 - number * 38, 72, 1434 - number * 38, mix(colour, "#f3d99a", 0.5))
    return s


def seamstress(random):
    """Simone with her tape and her needles."""
    s = backdrop(random, "#4a2238", "#8e4a52", "#f3c69a")
    bolts = ("#c9573f", "#2f6a74", "#e2b04a", "#f0e2c4", "#6a3d6a", "#5f8a69", "#d98a8a", "#34466a")
    for row in range(4):
        y = 250 + row * 250
        s.box(0, y, 1067, y + 16, "#34182a")
        for number in range(9):
            x = 10 + number * 120
            if abs(x + 52 - CENTRE) < 200 and row > 0:
                continue
            tone = bolts[(number * 3 + row * 5) % 8]
            s.cut([(x, y - 190 + (number % 3) * 16), (x + 104, y - 190 + (number % 3) * 16), (x + 104, y), (x, y)], mix(tone, "#fff0d0", 0.12), mix(tone, "#34182a", 0.35), across=True)
            s.oval(x + 52, y - 190 + (number % 3) * 16, 52, mix(tone, "#fff0d0", 0.28), 17)
            s.oval(x + 52, y - 190 + (number % 3) * 16, 20, mix(tone, "#34182a", 0.45), 7)
            if number % 2:
                for stripe in range(3):
                    s.line([(x + 26 + stripe * 26, y - 168 + (number % 3) * 16), (x + 26 + stripe * 26, y - 2)], mix(tone, "#fff0d0", 0.35), 4)
    s.glow(CENTRE, 540, 520, "#f3c69a", 0.35)
    s.oval(CENTRE + 10, HEAD - 250, 86, "#2c1a22", 78)
    s.oval(CENTRE - 16, HEAD - 268, 40, "#4a303a", 26)
    bust(s, "#7d4e3a", "#e9d9bd", "#34466a", True, "#1c1216")
    s.cut(curve([(CENTRE - 154, HEAD + 6), (CENTRE - 168, HEAD - 110), (CENTRE - 96, HEAD - 204), (CENTRE, HEAD - 222), (CENTRE + 96, HEAD - 204), (CENTRE + 168, HEAD - 110), (CENTRE + 154, HEAD + 6),
                 (CENTRE + 130, HEAD - 80), (CENTRE + 60, HEAD - 128), (CENTRE - 20, HEAD - 138), (CENTRE - 96, HEAD - 106), (CENTRE - 134, HEAD - 60)]), "#3a242e", "#1c1218", across=True)
    for side in (-1, 1):
        s.oval(CENTRE + side * 152, HEAD + 74, 13, "#e2b04a", 17)
    s.line([(CENTRE + 70, HEAD - 330), (CENTRE - 60, HEAD - 196)], "#e2b04a", 8)
    s.oval(CENTRE + 72, HEAD - 332, 13, "#c9573f")
    tape = curve([(CENTRE - 250, 1420), (CENTRE - 210, 1140), (CENTRE - 150, 960), (CENTRE - 80, 912)])
    other = curve([(CENTRE + 80, 912), (CENTRE + 150, 960), (CENTRE + 196, 1130), (CENTRE + 204, 1330)])
    for line in (tape, other):
        s.line(line, "#b5822a", 40)
        s.line(line, "#f0c454", 34)
        for number in range(2, len(line), 3):
            (x1, y1), (x2, y2) = line[number - 1], line[number]
            length = max(1e-6, math.hypot(x2 - x1, y2 - y1))
            nx, ny = -(y2 - y1) / length, (x2 - x1) / length
            reach = 15 if number % 2 else 7
            s.line([(x2 + nx * 16, y2 + ny * 16), (x2 + nx * (16 - reach), y2 + ny * (16 - reach))], "#4a3020", 3)
    for button in range(3):
        s.oval(CENTRE, 1150 + button * 90, 13, "#34466a")
        s.oval(CENTRE - 4, 1148 + button * 90, 2.4, "#e9d9bd")
        s.oval(CENTRE + 4, 1152 + button * 90, 2.4, "#e9d9bd")
    table(s, "#5a2c3c", 1440)
    s.cut(curve([(-20, 1470), (200, 1420), (480, 1452), (760, 1410), (1090, 1450)]) + [(1090, 1620), (-20, 1620)], "#2f6a74", "#1c434c", 0.3, lift=6, soft=10)
    for fold in range(5):
        s.line(curve([(60 + fold * 220, 1450 + (fold % 2) * 20), (110 + fold * 220, 1520), (70 + fold * 220, 1610)]), "#245560", 4)
    s.cut(ring(850, 1370, 86, 66), "#c9573f", "#8a2f36", 0.3, lift=2, soft=10)
    for pin in range(11):
        angle = math.radians(205 + pin * 13)
        x, y = 850 + 60 * math.cos(angle), 1372 + 44 * math.sin(angle)
        s.line([(x, y), (x + 52 * math.cos(angle), y + 52 * math.sin(angle))], "#dcd7cc", 3)
        s.oval(x + 52 * math.cos(angle), y + 52 * math.sin(angle), 8, ("#f0c454", "#f3ead6", "#5f8a69", "#34466a")[pin % 4])
    for x, tone in ((140, "#e2b04a"), (236, "#c9573f"), (332, "#f0e2c4")):
        s.box(x - 38, 1350, x + 38, 1366, "#d9b07a", 4)
        s.box(x - 28, 1364, x + 28, 1436, tone, 3)
        for thread in range(7):
            s.line([(x - 28, 1370 + thread * 10), (x + 28, 1367 + thread * 10)], mix(tone, "#34182a", 0.25), 2)
        s.box(x - 38, 1434, x + 38, 1450, "#d9b07a", 4)
    return s

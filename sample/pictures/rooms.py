"""Scenes of rooms with their lamps and windows."""

import math

from painter import Surface, curve, mix, ring, turned
from things import cloud, kite, leaf_cluster, sailboat


def library(random):
    """The reading room of the harbour library, near midnight."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#3a2630"), (0.6, "#5a3a3a"), (1, "#4a2d30"))
    s.glow(820, 640, 760, "#e9a860", 0.55)
    bindings = ("#a4463a", "#c9824a", "#2f5a63", "#d9b06a", "#6a3d52", "#5f7a5a", "#e6d3a6", "#3f4a66", "#8a5a3c")
    def shelf(left, right, top, bottom, rows, depth):
        s.box(left - 16, top - 26, right + 16, bottom, mix("#4d2c25", "#2b1a1c", depth))
        s.box(left - 26, top - 44, right + 26, top - 22, mix("#6a3d2d", "#2b1a1c", depth))
        tall = (bottom - top) / rows
        for row in range(rows):
            y = top + (row + 1) * tall
            s.cut([(left, y - tall + 4), (right, y - tall + 4), (right, y - 10), (left, y - 10)], mix("#1f1318", "#2b1a1c", depth), mix("#38201f", "#2b1a1c", depth))
            x = left + 3
            while x < right - 12:
                if random.random() < 0.05:
                    x += random.uniform(14, 36)
                    continue
                width, height = random.uniform(9, 26), tall * random.uniform(0.58, 0.86)
                if x + width > right - 3:
                    break
                colour = mix(bindings[random.integers(len(bindings))], "#2b1a1c", depth + random.uniform(0, 0.22))
                lean = 7 if random.random() < 0.06 else 0
                s.flat([(x + lean, y - 10 - height), (x + width + lean, y - 10 - height), (x + width, y - 10), (x, y - 10)], colour)
                s.line([(x + width - 1 + lean, y - 10 - height), (x + width - 1, y - 10)], mix(colour, "#150d12", 0.4), 1.4)
                if width > 13:
                    band = y - 10 - height * random.uniform(0.72, 0.86)
                    s.box(x + 2, band, x + width - 2, band + 3, mix(colour, "#f3d99a", 0.5))
                    s.box(x + 2, band + 7, x + width - 2, band + 9, mix(colour, "#f3d99a", 0.35))
                x += width + 1.2
            s.box(left - 6, y - 10, right + 6, y, mix("#7a4a33", "#2b1a1c", depth))
    shelf(40, 520, 120, 900, 7, 0.12)
    shelf(1080, 1560, 120, 900, 7, 0.12)
    arch = [(600, 720)] + ring(800, 330, 200, 220, 180, 360) + [(1000, 720)]
    s.flat([(580, 740)] + ring(800, 326, 220, 244, 180, 360) + [(1020, 740)], "#2b1a1c")
    s.cut(arch, "#16214a", "#5a6a9c")
    for _ in range(90):
        angle, away = random.uniform(0, math.pi), random.uniform(0, 1)
        x, y = 800 + 190 * away * math.cos(angle), 350 + random.uniform(-190, 230)
        if (x - 800) ** 2 / 190 ** 2 + min(0, y - 330) ** 2 / 205 ** 2 < 1:
            s.oval(x, y, random.uniform(0.6, 1.7), "#f3ead6")
    s.oval(880, 250, 38, "#f8ebc8")
    s.glow(880, 250, 110, "#f8ebc8", 0.35)
    s.flat([(600, 720), (600, 650), (680, 630), (700, 650), (760, 612), (820, 650), (900, 626), (940, 650), (1000, 640), (1000, 720)], "#222a52")
    for x, y in ((640, 680), (664, 690), (742, 668), (850, 680), (912, 668), (960, 690), (700, 700)):
        s.box(x, y, x + 7, y + 10, "#f4c572")
    for x in (700, 800, 900):
        s.box(x - 4, 110 if x == 800 else 136, x + 4, 722, "#2b1a1c")
    for y in (330, 470, 610):
        s.box(600, y - 4, 1000, y + 4, "#2b1a1c")
    s.box(572, 716, 1028, 740, "#6a3d2d")
    s.cut([(0, 900), (1600, 900), (1600, 1067), (0, 1067)], "#7b4a34", "#38201f")
    for row in range(5):
        y = 912 + row * row * 9
        s.line([(0, y), (1600, y)], "#4f2e26", 1.8)
    for side in (0, 1):
        s.line([(380 + side * 52, 930), (432 + side * 36, 130)], "#c9935a", 7)
    for rung in range(12):
        share = (rung + 0.7) / 12.6
        s.line([(380 + 52 * share, 930 - 800 * share), (432 + 36 * share, 930 - 800 * share)], "#b07d4a", 5)
    s.cut([(520, 806), (1110, 806), (1140, 834), (490, 834)], "#a86a42", "#8a5236", 0.3, lift=-4, soft=12)
    s.box(500, 834, 1130, 850, "#5a3328")
    for x in (540, 1070):
        s.box(x, 850, x + 22, 1000, "#4a2a24")
    s.cut(curve([(716, 806), (706, 720), (726, 668), (770, 648), (820, 652), (858, 690), (866, 806)]), "#39566a", "#24384a", across=True)
    s.oval(786, 606, 40, "#8d5c44", 46)
    s.cut(curve([(742, 616), (740, 574), (776, 548), (818, 556), (834, 596), (824, 608), (806, 580), (770, 586), (756, 624)]), "#2b1c20", "#3c272a")
    s.cut(curve([(720, 742), (690, 780), (716, 800), (790, 796), (790, 776)]), "#456579", "#2b4254")
    s.cut(curve([(852, 742), (872, 780), (850, 800), (800, 796), (800, 778)]), "#456579", "#2b4254")
    s.flat([(724, 806), (748, 770), (800, 782), (800, 808)], "#fbf0d6")
    s.flat([(800, 808), (800, 782), (852, 770), (880, 806)], "#f0dfb9")
    for line in range(4):
        s.line([(752 - line * 3, 778 + line * 6), (792, 786 + line * 5)], "#b9a68a", 1.1)
        s.line([(810, 786 + line * 5), (850 + line * 3, 778 + line * 6)], "#b9a68a", 1.1)
    s.box(1000, 716, 1006, 806, "#c99a4e")
    s.flat(ring(1003, 806, 36, 8), "#8a6434")
    s.beam([(960, 714), (1046, 714), (1120, 806), (840, 806)], "#ffe6ab", 0.5, 14)
    s.flat([(976, 652), (1030, 652), (1056, 716), (950, 716)], "#2f6a5c")
    s.flat([(950, 716), (1056, 716), (1050, 724), (956, 724)], "#fff0c2")
    s.glow(1003, 724, 230, "#ffe0a0", 0.6)
    for number, (width, colour) in enumerate(((110, "#a4463a"), (98, "#d9b06a"), (104, "#2f5a63"), (86, "#6a3d52"))):
        s.box(600 - width / 2, 786 - number * 20, 600 + width / 2, 805 - number * 20, colour, 3)
        s.box(600 + width / 2 - 12, 789 - number * 20, 600 + width / 2 - 4, 802 - number * 20, "#f3e4c4")
    s.flat(curve([(560, 724), (572, 700), (604, 694), (636, 702), (648, 724)]) + [(600, 727)], "#d98a4a")
    s.flat([(566, 706), (568, 684), (584, 700)], "#d98a4a")
    s.flat([(592, 699), (602, 682), (606, 700)], "#d98a4a")
    s.line(curve([(644, 722), (664, 712), (660, 696)]), "#d98a4a", 6)
    return s


def bakery(random):
    """The baker of Rue Basse at her oven, two in the morning."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#2c1d26"), (0.7, "#4a2b2a"), (1, "#331e22"))
    for row in range(20):
        y = row * 46
        for column in range(15):
            x = -60 + column * 124 + (row % 2) * 62
            s.box(x + 2, y + 2, x + 122, y + 44, mix("#55322c", "#3a2226", random.uniform(0, 0.9)), 3)
    s.glow(620, 560, 780, "#e8893f", 0.75)
    outer = [(360, 800)] + ring(620, 560, 260, 230, 180, 360) + [(880, 800)]
    s.flat([(300, 860)] + ring(620, 560, 320, 290, 180, 360) + [(940, 860)], "#7d4a38")
    for brick in range(17):
        angle = 180 + brick * 180 / 17
        a = ring(620, 560, 314, 284, angle + 0.8, angle + 9.8, 6)
        b = ring(620, 560, 262, 232, angle + 9.8, angle + 0.8, 6)
        s.flat(a + b, mix("#b5694a", "#8e4d3a", random.random()))
    s.cut(outer, "#ffe6a6", "#e2672c")
    inner = [(410, 790)] + ring(620, 600, 210, 170, 180, 360) + [(830, 790)]
    s.cut(inner, "#fff3c9", "#f3933c")
    for _ in range(26):
        x = random.uniform(430, 800)
        height = random.uniform(40, 130)
        flame = curve([(x - 20, 776), (x - 16, 776 - height * 0.5), (x + random.uniform(-10, 10), 776 - height), (x + 14, 776 - height * 0.45), (x + 20, 776)])
        s.flat(flame, ("#f08a2e", "#f7b23f", "#ffd765", "#e2632a")[random.integers(4)])
    s.box(400, 770, 840, 800, "#a8482c")
    for x in (470, 560, 650, 740):
        s.flat(ring(x, 772, 40, 30, 180, 360), "#c57a36")
        for cut in (-14, 4, 22):
            s.line([(x + cut - 8, 764), (x + cut + 4, 748)], "#f0c27a", 3)
    s.box(280, 800, 960, 836, "#9a5a42")
    s.cut([(280, 836), (960, 836), (960, 1067), (280, 1067)], "#6a3d34", "#2f1c20")
    s.cut([(0, 940), (1600, 940), (1600, 1067), (0, 1067)], "#6b4034", "#2a1a1e")
    s.glow(620, 960, 520, "#f0a552", 0.4, 130)
    for row in range(4):
        y = 250 + row * 170
        s.box(1130, y, 1580, y + 14, "#8a5a3c")
        s.line([(1130, y + 14), (1580, y + 14)], "#4a2d25", 2)
        x = 1150
        while x < 1540:
            kind = (row + int(x)) % 3
            if kind == 0 and x < 1440:
                s.cut(ring(x + 64, y, 64, 52, 180, 360), "#d99a52", "#9a5a30")
                for cut in (-30, -6, 18):
                    s.line(curve([(x + 64 + cut - 10, y - 12), (x + 64 + cut, y - 34), (x + 64 + cut + 16, y - 42)]), "#f3d39a", 4)
                x += 138
            elif kind == 1:
                s.cut(ring(x + 42, y, 42, 44, 180, 360), "#c98444", "#854a2a")
                s.line(ring(x + 42, y - 4, 24, 22, 200, 340), "#edc98d", 3)
                x += 94
            else:
                s.cut([(x, y)] + ring(x + 50, y - 28, 50, 26, 180, 360) + [(x + 100, y)], "#e2ac62", "#a5683a")
                s.line([(x + 20, y - 40), (x + 80, y - 40)], "#f6dda8", 3)
                x += 110
    for x in (1130, 1566):
        s.box(x, 170, x + 14, 960, "#6a4330")
    body = s.layer()
    body.cut(curve([(930, 960), (936, 740), (952, 600), (984, 520), (1040, 496), (1092, 520), (1114, 620), (1122, 780), (1128, 960)]), "#f3e2c4", "#a98a7c", across=True)
    body.cut([(958, 700), (1108, 700), (1120, 960), (940, 960)], "#c9574a", "#6d2f34", across=True)
    body.oval(1010, 440, 50, "#9a6145", 58)
    body.cut(curve([(960, 420), (950, 366), (990, 326), (1050, 330), (1076, 376), (1064, 424), (1010, 404), (960, 420)]), "#fbf0da", "#cdb5a0", across=True)
    body.cut([(958, 404), (1068, 404), (1066, 424), (960, 424)], "#f3e2c4", "#b99f8e", across=True)
    body.cut(curve([(1070, 430), (1090, 450), (1078, 486), (1046, 476)]), "#2a1a1e", "#2a1a1e")
    body.line([(500, 772), (1180, 660)], "#d9aa6a", 11)
    body.flat([(410, 800), (420, 778), (540, 752), (552, 768), (530, 788)], "#d9aa6a")
    body.cut(curve([(1000, 548), (900, 620), (850, 690), (872, 712), (930, 690), (1030, 620)]), "#fbf0da", "#cfb59c", across=True)
    body.cut(curve([(1090, 560), (1110, 640), (1098, 676), (1070, 684), (1056, 650), (1050, 580)]), "#d9c2aa", "#a98a7c", across=True)
    body.oval(860, 706, 21, "#9a6145")
    body.oval(1084, 680, 20, "#8a543d")
    s.lay(body)
    s.cut([(40, 830), (250, 830), (262, 960), (28, 960)], "#d9c19a", "#8e7358")
    s.cut(curve([(40, 834), (60, 800), (110, 818), (150, 796), (200, 816), (250, 834)]), "#fbf2dc", "#e5d3b0")
    s.line([(70, 880), (220, 880)], "#a5483a", 5)
    s.line([(90, 902), (200, 902)], "#a5483a", 4)
    s.oval(150, 230, 72, "#e6d3b0")
    s.oval(150, 230, 62, "#fbf2dc")
    for hour in range(12):
        x, y = 150 + 52 * math.sin(math.radians(hour * 30)), 230 - 52 * math.cos(math.radians(hour * 30))
        s.oval(x, y, 3 if hour % 3 else 5, "#4a2b2a")
    s.line([(150, 230), (150, 190)], "#4a2b2a", 4)
    s.line([(150, 230), (174, 216)], "#4a2b2a", 5)
    for _ in range(80):
        x, y = random.normal(700, 180), random.normal(430, 180)
        s.oval(x, y, random.uniform(0.8, 2.2), "#ffdf9a")
    return s


def oud(random):
    """An oud on a chair beside a latticed window."""
    s = Surface(1067, 1600, random)
    s.sky((0, "#e0c49a"), (0.5, "#d9b283"), (1, "#b98a62"))
    s.cut([(0, 1240), (1067, 1240), (1067, 1600), (0, 1600)], "#8a4f3c", "#54302c")
    for row in range(5):
        for column in range(9):
            cx = -40 + column * 144 + (row % 2) * 72
            cy = 1290 + row * 74
            s.flat([(cx, cy - 32), (cx + 62, cy), (cx, cy + 32), (cx - 62, cy)], mix("#a5654a", "#6a3a33", row / 6))
            s.flat([(cx, cy - 14), (cx + 27, cy), (cx, cy + 14), (cx - 27, cy)], mix("#d9a05a", "#8a5a40", row / 6))
    s.box(0, 1216, 1067, 1244, "#6a3d33")
    frame = (130, 170, 660, 980)
    s.flat([(frame[0] - 34, frame[3] + 34), (frame[0] - 34, 420)] + ring(395, 420, 299, 300, 180, 360) + [(frame[2] + 34, 420), (frame[2] + 34, frame[3] + 34)], "#5a3328")
    arch = [(frame[0], frame[3]), (frame[0], 420)] + ring(395, 420, 265, 262, 180, 360) + [(frame[2], 420), (frame[2], frame[3])]
    s.cut(arch, "#f7e2ae", "#f3c688")
    s.glow(395, 470, 360, "#fff6d8", 0.9)
    s.cut([(130, 830), (660, 830), (660, 980), (130, 980)], "#7fa5a3", "#4f8088")
    for x, tall in ((150, 120), (560, 90), (610, 140)):
        s.flat([(x, 980), (x, 980 - tall), (x + 50, 980 - tall), (x + 50, 980)], "#c9a070")
        s.flat(ring(x + 25, 980 - tall, 25, 24, 180, 360), "#dcb781")
    sailboat(s, 300, 866, 96, "#fbf3dd", "#7a3a33", "#d6c6a0")
    step, lattice = 53, "#4a2a24"
    screen = s.layer()
    for row in range(10):
        for column in range(11):
            cx, cy = frame[0] + column * step, frame[1] - 4 + row * step
            screen.line(ring(cx, cy, 25, steps=9), lattice, 5)
            screen.oval(cx, cy, 7, lattice)
            screen.line([(cx, cy), (cx + step, cy)], lattice, 2.6)
            screen.line([(cx, cy), (cx, cy + step)], lattice, 2.6)
    s.lay(screen, clip=[(frame[0], 604)] + arch[1:-1] + [(frame[2], 604)])
    s.box(130, 600, 660, 614, lattice)
    s.box(389, 600, 401, 980, lattice)
    s.box(100, 980, 690, 1012, "#6a3d2d")
    for offset, strength in ((0, 0.35),):
        for pane in range(2):
            x = 470 + pane * 250
            s.beam([(x, 1250), (x + 190, 1250), (x + 360, 1560), (x + 110, 1560)], "#ffdf9a", strength, 10)
    chair = "#3a2426"
    s.cut([(640, 1100), (960, 1080), (1010, 1150), (660, 1176)], "#a5483d", "#7a3433", 0.3, lift=-4, soft=14)
    s.cut([(660, 1176), (1010, 1150), (1010, 1172), (660, 1198)], "#5a2a2c", "#4a2426")
    for x, top, low in ((672, 1196, 1490), (992, 1170, 1460), (640, 1110, 1400), (952, 560, 1400)):
        s.line([(x, top), (x + (6 if x > 800 else -6), low)], chair, 17)
    s.line([(952, 560), (962, 1090)], chair, 20)
    s.line([(1048, 590), (1016, 1140)], chair, 20)
    for y in (610, 720, 830):
        s.line(curve([(952, y), (1000, y - 8), (1046, y + 14)]), chair, 17)
    s.line([(668, 1330), (990, 1306)], chair, 9)
    angle = 9
    def spin(points):
        return turned(points, 800, 900, angle)
    bowl = curve([(800, 560), (836, 610), (905, 700), (965, 820), (975, 930), (925, 1040), (800, 1085), (675, 1040), (625, 930), (635, 820), (695, 700), (764, 610), (800, 560)])
    s.cut(spin([(x + 16, y + 12) for x, y in bowl]), "#5a3026", "#38201f", 0.35)
    s.cut(spin(bowl), "#e2ab66", "#b06f3c", across=True)
    s.shade(spin(bowl), "#7a4228", 780, 1010, 0.5, across=True)
    rim = spin(bowl)
    s.line(rim + rim[:1], "#6a3826", 5)
    for x, y, size in ((800, 800, 62), (742, 930, 27), (858, 930, 27)):
        px, py = spin([(x, y)])[0]
        s.oval(px, py, size + 9, "#7a4a2e")
        s.oval(px, py, size, "#2e1b1a")
        for petal in range(8):
            for away, dot in ((0.36, 0.17), (0.74, 0.14)):
                qx = px + size * away * math.cos(math.radians(petal * 45 + away * 40))
                qy = py + size * away * math.sin(math.radians(petal * 45 + away * 40))
                s.oval(qx, qy, size * dot, "#c98d52")
        s.oval(px, py, size * 0.14, "#c98d52")
    s.flat(spin([(730, 1012), (870, 1012), (880, 1032), (720, 1032)]), "#4a2a24")
    s.flat(spin([(776, 640), (824, 640), (818, 320), (782, 320)]), "#4a2a24")
    s.flat(spin([(782, 322), (818, 322), (880, 190), (850, 176)]), "#6a3d2d")
    for peg in range(5):
        share = 0.15 + peg * 0.18
        x, y = 800 + 62 * share, 322 - 138 * share
        s.line(spin([(x - 34, y - 12), (x + 36, y + 12)]), "#2e1b1a", 6)
        for end in ((x - 34, y - 12), (x + 36, y + 12)):
            px, py = spin([end])[0]
            s.oval(px, py, 7, "#2e1b1a")
    for string in range(6):
        x = -15 + string * 6
        s.line(spin([(800 + x * 0.85, 322), (800 + x * 2.7, 1014)]), "#fbe9c4", 1.5)
    s.flat(spin(curve([(764, 640), (770, 700), (800, 728), (830, 700), (836, 640)])), "#4a2a24")
    s.box(60, 1120, 250, 1136, "#6a3d2d")
    s.line([(90, 1136), (70, 1420)], "#5a3328", 12)
    s.line([(222, 1136), (242, 1420)], "#5a3328", 12)
    s.cut(curve([(118, 1118), (112, 1070), (124, 1040), (152, 1032), (182, 1040), (192, 1070), (186, 1118)]), "#2f6a74", "#1f444e", across=True)
    s.line(curve([(186, 1060), (214, 1052), (222, 1082), (188, 1098)]), "#245560", 7)
    for stem, (dx, dy) in enumerate(((-46, -150), (4, -196), (48, -136), (-14, -118))):
        s.line(curve([(152, 1036), (152 + dx * 0.3, 1036 + dy * 0.5), (152 + dx, 1036 + dy)]), "#5f7a4a", 4)
        leaf_cluster(s, 152 + dx, 1036 + dy, 27, ("#b5483d", "#d4653f", "#e88f55", "#f3b877"), 26, 9)
    return s


def workshop(random):
    """A kite maker's workshop: paper, bamboo, thread."""
    s = Surface(1600, 1067, random)
    s.sky((0, "#d9c8a4"), (0.6, "#cdb488"), (1, "#b3946a"))
    for x in range(0, 1600, 100):
        s.line([(x, 0), (x, 760)], "#c4ab80", 2)
    s.cut([(560, 110), (1060, 110), (1060, 520), (560, 520)], "#9fc4c0", "#e9e2c2")
    cloud(s, 720, 250, 260, 34, "#f8f2e0", "#e6e6d2")
    cloud(s, 960, 190, 170, 22, "#f8f2e0", "#e6e6d2")
    for x, tall in ((564, 90), (644, 130), (730, 80), (812, 150), (892, 100), (962, 120)):
        s.box(x, 520 - tall, x + 84, 520, mix("#c08a64", "#a87050", (x % 3) / 3))
        s.flat([(x - 4, 520 - tall), (x + 88, 520 - tall), (x + 42, 520 - tall - 26)], "#8f4f3f")
        s.box(x + 20, 540 - tall, x + 34, 560 - tall, "#f3dca6")
    kite(s, 850, 225, 26, 18, ("#cf4d3a", "#f6e5c0", "#24506b", "#3a2f33"))
    for x in (560, 807, 1054):
        s.box(x - 7, 104, x + 7, 526, "#6a4636")
    for y in (110, 315, 520):
        s.box(554, y - 7, 1066, y + 7, "#6a4636")
    s.box(530, 520, 1090, 546, "#7d5540")
    s.glow(810, 330, 620, "#fff3d0", 0.35)
    s.line(curve([(-20, 70), (300, 104), (800, 84), (1300, 108), (1620, 66)]), "#4a3730", 2.4)
    red, blue, gold, cream, plum, green, spar = "#cf4d3a", "#24506b", "#eab04a", "#f8ecd2", "#7b3a56", "#5f8a69", "#3a2f33"
    for x, y, size, turn, colours in ((130, 230, 116, -6, (red, gold, cream, spar)), (390, 250, 124, 5, (blue, cream, gold, spar)),
                                      (1220, 245, 120, -4, (plum, gold, cream, spar)), (1470, 235, 112, 7, (green, cream, red, spar))):
        s.line([(x, 95), (x, y - size * 0.9)], "#4a3730", 1.6)
        kite(s, x + 10, y + 12, size, turn, ("#a98f68",) * 3 + ("#a98f68",), False)
        kite(s, x, y, size, turn, colours)
    s.cut([(0, 760), (1600, 760), (1600, 1067), (0, 1067)], "#9a6a45", "#6a4432", 0.35, lift=6, soft=12)
    for row in range(5):
        y = 772 + row * row * 15
        s.line([(0, y), (1600, y)], "#7d5238", 2)
    for roll in range(5):
        x = 90 + roll * 44
        colour = (red, gold, blue, cream, green)[roll]
        s.cut([(x, 560 + roll % 2 * 30), (x + 38, 560 + roll % 2 * 30), (x + 38, 770), (x, 770)], colour, mix(colour, "#3a2f33", 0.25), across=True)
        s.oval(x + 19, 560 + roll % 2 * 30, 19, mix(colour, "#fff6e0", 0.4), 7)
        s.oval(x + 19, 560 + roll % 2 * 30, 9, mix(colour, "#3a2f33", 0.4), 3.4)
    s.cut([(76, 690), (328, 690), (316, 790), (88, 790)], "#b58a5a", "#8a6240")
    for row in range(4):
        s.line([(80, 706 + row * 22), (324, 706 + row * 22)], "#7d5a3c", 2)
    s.flat([(420, 830), (870, 800), (960, 930), (450, 980)], "#a98760")
    s.cut([(414, 820), (864, 790), (952, 918), (444, 968)], "#fbf2dc", "#eee0bf")
    centre = (672, 872)
    s.flat([(480, 872), (650, 806), centre], red)
    s.flat([(650, 806), (880, 858), centre], gold)
    s.flat([(880, 858), (684, 948), centre], cream)
    s.flat([(684, 948), (480, 872), centre], blue)
    s.line([(480, 872), (880, 858)], "#d9b57c", 6)
    s.line([(650, 806), (684, 948)], "#d9b57c", 6)
    for stick in range(8):
        s.line([(980 + stick * 7, 820 + stick * 9), (1480 + stick * 6, 800 + stick * 10)], mix("#d9b57c", "#b08a50", (stick % 3) / 3), 6)
    s.flat(ring(1310, 968, 66, 24), "#7a5238")
    s.cut([(1250, 900), (1370, 900), (1376, 966), (1244, 966)], "#f3e4c4", "#cdb48c", across=True)
    s.flat(ring(1310, 966, 66, 22), "#d9c199")
    s.flat(ring(1310, 900, 60, 20), "#fbf4e0")
    s.line(curve([(1330, 896), (1370, 850), (1398, 796)]), "#8a5a3c", 8)
    s.flat(turned(ring(1330, 890, 20, 9), 1330, 890, -50), "#4a3730")
    for end in (0, 1):
        s.oval(1010 + end * 22, 960 + end * 46, 26, red, 19)
        s.oval(1010 + end * 22, 960 + end * 46, 13, "#7d5238", 9)
    s.flat([(1030, 966), (1190, 1002), (1194, 1012), (1026, 978)], "#d5d0c6")
    s.flat([(1052, 996), (1196, 940), (1200, 948), (1058, 1010)], "#b5b0a6")
    s.oval(1112, 985, 4, spar)
    s.cut([(250, 930), (330, 930), (330, 1010), (250, 1010)], blue, mix(blue, spar, 0.4), across=True)
    for thread in range(9):
        s.line([(250, 938 + thread * 8), (330, 934 + thread * 8)], mix(blue, "#f8ecd2", 0.3), 1.6)
    for y in (930, 1010):
        s.flat(ring(290, y, 54, 16), "#d9b57c")
    s.line(curve([(330, 980), (400, 1020), (470, 1000), (560, 1036), (700, 1020)]), blue, 2.2)
    return s

"""The map and the charts: lines and words, saved as PNG with a small palette.

All numbers are invented, but they agree with the articles: the tide is the sum of the four waves that the article on the tide
service lists, the loaf's parts are those of the article's table, and the gauge's years end at the mean named in the text.
"""

import math

import numpy
from PIL import Image, ImageFont

from painter import SCALE, Surface, curve, field, mix, ring, rgb

INK, MUTED, RULE, PAPER = "#23262b", "#666158", "#d8d0bf", "#fbf7ec"
SEA, RED, GOLD, GREEN, PLUM = "#2f6478", "#b8432f", "#d99a35", "#5f7f58", "#74425c"


def words(surface, x, y, text, size, colour=INK, anchor="la", halo=None):
    """Text in the face that comes with Pillow, if wished with a rim that keeps it readable on a map."""
    rim = {"stroke_width": 3 * SCALE, "stroke_fill": rgb(halo)} if halo else {}
    surface.pen.text((x * SCALE, y * SCALE), text, rgb(colour), ImageFont.load_default(round(size * SCALE)), anchor, **rim)


def print_png(surface, path, colours=96):
    """Shrink and save with a palette; returns the size."""
    small = surface.image.reduce(SCALE).quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(path, "PNG", optimize=True)
    return path.stat().st_size


# The four largest waves of the tide at Port Isaure: metres, degrees per hour, phase in degrees at the start of the chart.
WAVES = (("M2", 1.12, 28.984, 118.0), ("S2", 0.37, 30.0, 74.0), ("K1", 0.15, 15.041, 210.0), ("O1", 0.11, 13.943, 32.0))
MEAN = 2.45


def tide(hours):
    """Metres above chart datum, `hours` after midnight of 23 November 2026."""
    return MEAN + sum(height * numpy.cos(numpy.radians(speed * hours - phase)) for _, height, speed, phase in WAVES)


def tide_turns(until=72):
    """High and low waters: (hours, metres, is high)."""
    hours = numpy.arange(0, until, 1 / 60)
    level = tide(hours)
    turns = []
    for i in range(1, len(hours) - 1):
        if (level[i] - level[i - 1]) * (level[i + 1] - level[i]) < 0:
            turns.append((float(hours[i]), float(level[i]), bool(level[i] > level[i - 1])))
    return turns


def tide_chart(random):
    s = Surface(1600, 900, random, ground=PAPER)
    left, right, top, bottom = 110, 1440, 190, 750
    words(s, 60, 44, "Three days of tide at Port Isaure", 40)
    words(s, 60, 100, "Predicted height in metres above chart datum, 23 to 25 November 2026, harbour time", 24, MUTED)
    def at(hour, metres):
        return left + (right - left) * hour / 72, bottom - (bottom - top) * metres / 5
    for metres in range(6):
        y = at(0, metres)[1]
        s.line([(left, y), (right, y)], RULE if metres else INK, 1.2 if metres else 2)
        words(s, left - 16, y, f"{metres}", 22, MUTED, "rm")
    for hour in range(0, 73, 6):
        x = at(hour, 0)[0]
        s.line([(x, bottom), (x, bottom + (16 if hour % 24 == 0 else 8))], INK, 1.6)
        if hour % 24 == 0 and hour:
            s.line([(x, top), (x, bottom)], RULE, 1.6)
        if hour % 24:
            words(s, x, bottom + 14, f"{hour % 24:02d}", 20, MUTED, "ma")
    for day, name in enumerate(("Monday 23", "Tuesday 24", "Wednesday 25")):
        words(s, at(12 + day * 24, 0)[0], bottom + 50, name, 24, INK, "ma")
    hours = numpy.linspace(0, 72, 700)
    line = [at(h, v) for h, v in zip(hours.tolist(), tide(hours).tolist())]
    s.cut([*line, (right, bottom), (left, bottom)], "#cfe1e0")
    y = at(0, MEAN)[1]
    for x in range(left, right, 16):
        s.line([(x, y), (x + 8, y)], MUTED, 1.4)
    words(s, right + 14, y - 12, "mean level", 20, MUTED, "lm")
    words(s, right + 14, y + 12, "2.45 m", 20, MUTED, "lm")
    s.line(line, SEA, 4)
    for hour, metres, is_high in tide_turns():
        x, y = at(hour, metres)
        s.oval(x, y, 8, PAPER)
        s.oval(x, y, 5.6, RED if is_high else SEA)
        clock = f"{int(hour) % 24:02d}:{round(hour % 1 * 60) % 60:02d}"
        words(s, x, y - 44 if is_high else y + 16, clock, 20, INK, "ma")
        words(s, x, y - 66 if is_high else y + 38, f"{metres:.1f} m", 20, RED if is_high else SEA, "ma")
    words(s, 60, 862, "Chart: The Isaure Lantern. Source: Harbour Office tide service", 19, MUTED)
    return s


LOAF = (("2021", (0.62, 0.31, 0.83, 0.28, 0.36)), ("2022", (0.88, 0.47, 0.86, 0.29, 0.38)), ("2023", (0.91, 0.66, 0.92, 0.31, 0.40)),
        ("2024", (0.78, 0.58, 1.01, 0.35, 0.41)), ("2025", (0.74, 0.49, 1.10, 0.41, 0.43)), ("2026", (0.71, 0.46, 1.18, 0.52, 0.44)))
PARTS = (("Flour", GOLD), ("Energy", RED), ("Wages", SEA), ("Rent", PLUM), ("Everything else", "#a8a190"))


def loaf_chart(random):
    s = Surface(1600, 1000, random, ground=PAPER)
    left, right, top, bottom = 120, 1240, 200, 850
    words(s, 60, 44, "What a loaf costs, and why", 40)
    words(s, 60, 100, "A kilogram of city bread in Port Isaure, in thalers, by what the money pays for", 24, MUTED)
    def height(value):
        return (bottom - top) * value / 3.6
    for value in (0, 1, 2, 3):
        y = bottom - height(value)
        s.line([(left, y), (right, y)], RULE if value else INK, 1.4 if value else 2)
        words(s, left - 16, y, f"{value}", 22, MUTED, "rm")
    step = (right - left) / len(LOAF)
    for number, (year, parts) in enumerate(LOAF):
        x = left + step * (number + 0.5)
        y = bottom
        for (name, colour), value in zip(PARTS, parts):
            s.box(x - 62, y - height(value) + 2, x + 62, y, colour)
            words(s, x, y - height(value) / 2 + 1, f"{value:.2f}", 20, "#ffffff" if colour != "#a8a190" and colour != GOLD else INK, "mm")
            y -= height(value)
        words(s, x, y - 12, f"{sum(parts):.2f}", 28, INK, "mb")
        words(s, x, bottom + 18, year, 24, INK, "ma")
    y = bottom
    for (name, colour), value in zip(PARTS, LOAF[-1][1]):
        middle = y - height(value) / 2
        s.box(right + 26, middle - 9, right + 44, middle + 9, colour)
        words(s, right + 56, middle, name, 24, INK, "lm")
        y -= height(value)
    words(s, 60, 950, "Chart: The Isaure Lantern. Source: Guild of Bakers, own survey of 24 bakeries", 19, MUTED)
    return s


def gauge_chart(random):
    s = Surface(1600, 900, random, ground=PAPER)
    left, right, top, bottom = 120, 1540, 190, 770
    words(s, 60, 44, "A hundred and thirty-two years of one number", 40)
    words(s, 60, 100, "Annual mean sea level at the tide house of Port Isaure, centimetres above the mean of 1894 to 1913", 24, MUTED)
    years = numpy.arange(1894, 2026)
    rise = numpy.where(years < 1970, (years - 1904) * 0.10, 6.6 + (years - 1970) * 0.17 + numpy.clip(years - 1993, 0, None) * 0.17)
    noise = random.normal(0, 1.5, len(years))
    level = rise + noise + 1.2 * numpy.sin((years - 1894) / 18.6 * 2 * math.pi)
    level[-1] = 21.4
    def at(year, value):
        return left + (right - left) * (year - 1890) / 140, bottom - (bottom - top) * (value + 5) / 30
    for value in range(-5, 26, 5):
        y = at(1890, value)[1]
        s.line([(left, y), (right, y)], INK if value == 0 else RULE, 1.6 if value == 0 else 1.2)
        words(s, left - 16, y, f"{value:+d}" if value else "0", 22, MUTED, "rm")
    for year in range(1900, 2031, 20):
        x = at(year, 0)[0]
        words(s, x, bottom + 14, str(year), 22, MUTED, "ma")
    gap = (years >= 1942) & (years <= 1944)
    for year, value in zip(years[~gap].tolist(), level[~gap].tolist()):
        s.oval(*at(year, value), 4.4, mix(SEA, PAPER, 0.35))
    kernel = numpy.ones(19) / 19
    smooth = numpy.convolve(level, kernel, "valid")
    s.line([at(year, value) for year, value in zip(years[9:-9].tolist(), smooth.tolist())], RED, 5)
    x, y = at(1943, 0)
    s.line([(x, top + 250), (x, at(1943, 5)[1] - 8)], MUTED, 1.4)
    words(s, x, top + 220, "no readings, 1942 to 1944", 21, MUTED, "mm")
    x, y = at(2025, 21.4)
    s.oval(x, y, 8, RED)
    words(s, x, y - 24, "2025: +21.4 cm", 24, INK, "rb")
    x, y = at(1990, smooth[1990 - 1903])
    words(s, x + 120, y + 46, "19-year mean", 22, RED, "lm")
    words(s, 60, 856, "Chart: The Isaure Lantern. Source: Harbour Office, gauge books 1 to 57", 19, MUTED)
    return s


def country_map(random):
    """The coast of Thalenne, as the readers of this newspaper know it."""
    s = Surface(1600, 1067, random, ground="#a9c9cb")
    for ring_number in range(5):
        offset = 90 - ring_number * 20
        s.cut(curve([(x - offset, y) for x, y in COAST]) + [(1640, 1100), (1640, -40)], mix("#a9c9cb", "#d6e2d8", (ring_number + 1) / 6))
    land = curve(COAST) + [(1640, 1100), (1640, -40)]
    s.cut(land, "#efe4c6", None, 0.25, lift=-2, soft=8)
    relief = field(random, 400, 267, 46, 4)
    for level, tone in ((0.50, "#e4d6a8"), (0.60, "#d3c58e"), (0.70, "#bfb07a"), (0.80, "#a5966a")):
        for _ in range(2600):
            x, y = random.uniform(720, 1600), random.uniform(0, 1067)
            inland = min(1, max(0, (x - 860) / 560)) * (1 - abs(y - 470) / 900)
            if relief[int(min(266, y / 4)), int(min(399, x / 4))] * 0.55 + inland * 0.5 > level:
                s.oval(x, y, random.uniform(3, 7), tone)
    for x, y, size in ((1330, 300, 58), (1400, 350, 44), (1265, 360, 40), (1460, 270, 46), (1350, 420, 34), (1215, 300, 30)):
        s.cut([(x - size, y + size * 0.6), (x, y - size * 0.7), (x + size, y + size * 0.6)], "#8b8f86", "#c2bd9f")
        s.flat([(x - size * 0.28, y - size * 0.34), (x, y - size * 0.7), (x + size * 0.28, y - size * 0.34), (x + size * 0.1, y - size * 0.22), (x - size * 0.06, y - size * 0.36)], "#fbf9f2")
    s.line(curve([(1300, 350), (1220, 420), (1130, 455), (1030, 470), (940, 500), (856, 516)]), "#5f9aa8", 6)
    s.line(curve([(1180, 640), (1080, 600), (990, 540), (940, 500)]), "#5f9aa8", 4)
    track = curve([(880, 500), (960, 560), (1060, 640), (1180, 690), (1330, 720), (1640, 740)])
    s.line(track, INK, 3)
    for (x1, y1), (x2, y2) in zip(track[::3], track[1::3]):
        length = math.hypot(x2 - x1, y2 - y1) or 1
        nx, ny = -(y2 - y1) / length * 8, (x2 - x1) / length * 8
        s.line([(x1 - nx, y1 - ny), (x1 + nx, y1 + ny)], INK, 2)
    for points in (curve([(860, 520), (700, 560), (520, 520), (372, 470)]), curve([(860, 520), (760, 700), (716, 860), (742, 930)])):
        for index in range(0, len(points) - 2, 4):
            s.line(points[index:index + 3], "#f8f4e6", 3.4)
    for points in ISLANDS:
        s.cut(curve(points), "#efe4c6", None, 0.3, lift=-2, soft=6)
    for x, y, name, size, anchor, dx, dy in PLACES:
        s.oval(x, y, 9 if size > 26 else 6.5, INK)
        s.oval(x, y, 5 if size > 26 else 3, "#fbf7ec")
        words(s, x + dx, y + dy, name, size, INK, anchor, "#efe6cc" if x + dx > 800 else None)
    words(s, 330, 250, "G u l f   o f   M e r r i n", 40, "#3c6f7f", "mm")
    words(s, 1390, 900, "T H A L E N N E", 46, "#8a7a52", "mm")
    words(s, 1120, 440, "Oure", 21, "#3c7180", "mb")
    words(s, 600, 514, "ferry, 2 h 10", 20, "#3c6f7f", "mm")
    s.line([(96, 980), (296, 980)], INK, 3)
    for x in (96, 196, 296):
        s.line([(x, 972), (x, 988)], INK, 3)
    words(s, 96, 1010, "0", 20, INK, "mm")
    words(s, 296, 1010, "40 km", 20, INK, "mm")
    cx, cy = 150, 820
    for angle in range(0, 360, 90):
        s.flat([(cx + 74 * math.sin(math.radians(angle)), cy - 74 * math.cos(math.radians(angle))),
                (cx + 15 * math.sin(math.radians(angle + 45)), cy - 15 * math.cos(math.radians(angle + 45))), (cx, cy)], RED if angle == 0 else INK)
        s.flat([(cx + 74 * math.sin(math.radians(angle)), cy - 74 * math.cos(math.radians(angle))),
                (cx + 15 * math.sin(math.radians(angle - 45)), cy - 15 * math.cos(math.radians(angle - 45))), (cx, cy)], "#e3836f" if angle == 0 else "#7c8086")
    s.line(ring(cx, cy, 50, steps=100), INK, 1.6)
    words(s, cx, cy - 94, "N", 26, INK, "mm")
    return s


COAST = [(900, -40), (860, 60), (900, 130), (812, 190), (700, 214), (768, 270), (846, 320), (820, 400), (866, 470), (848, 515), (880, 560), (820, 640),
         (846, 720), (790, 800), (736, 880), (760, 950), (690, 1010), (720, 1107)]
ISLANDS = (
    [(300, 470), (330, 420), (372, 408), (404, 440), (398, 488), (352, 512), (300, 470)],
    [(236, 560), (262, 536), (300, 548), (296, 590), (256, 600), (236, 560)],
    [(420, 560), (446, 548), (462, 570), (440, 590), (420, 560)],
)
PLACES = (
    (862, 500, "PORT ISAURE", 30, "rm", -20, -12), (868, 536, "Narvan", 22, "lm", 4, 46), (708, 214, "Cape Vigil", 23, "rm", -18, 0),
    (750, 932, "Marsa Rimal", 24, "lm", 18, 6), (1112, 778, "Solvane", 24, "lm", 18, 4), (1180, 690, "Combe Maraud", 23, "lb", 8, -14),
    (1330, 262, "Mount Sereine", 23, "mb", 0, -16), (1420, 470, "Haut-Perce", 23, "lm", 16, 4), (376, 462, "Vesper Islands", 24, "mb", -20, -66),
)

CHARTS = {"tide-chart": (tide_chart, 61), "loaf-chart": (loaf_chart, 62), "gauge-chart": (gauge_chart, 63), "map-of-thalenne": (country_map, 64)}

if __name__ == "__main__":
    for hour, metres, is_high in tide_turns():
        print(f"day {int(hour // 24)}  {int(hour) % 24:02d}:{round(hour % 1 * 60) % 60:02d}  {metres:.2f}  {'high' if is_high else 'low'}")

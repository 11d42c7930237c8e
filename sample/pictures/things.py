"""Things that more than one scene shows: hills, clouds, stars, boats, cranes, houses, people."""

import math

import numpy

from painter import curve, mix, ring, turned, wander


def ridge(surface, base, height, upper, lower=None, bottom=None, roughness=0.45, start=3, shadow=0.0, octaves=6, tilt=0.0, **cut):
    """A range of hills from edge to edge; returns its outline from left to right."""
    count = 260
    xs = numpy.linspace(-20, surface.width + 20, count)
    ys = base - height * wander(surface.random, count, roughness, octaves, start) + tilt * (xs / surface.width - 0.5)
    outline = list(zip(xs.tolist(), ys.tolist()))
    bottom = bottom or surface.height
    surface.cut([*outline, (surface.width + 20, bottom), (-20, bottom)], upper, lower, shadow, **cut)
    return outline


def height_at(outline, x):
    """How high an outline lies at `x`."""
    return float(numpy.interp(x, [point[0] for point in outline], [point[1] for point in outline]))


def cloud(surface, x, y, length, thickness, colour, lower=None):
    """A long, flat bank of cloud with a lobed upper edge."""
    lobes = 7
    top = [(x - length / 2 + length * i / lobes,
            y - thickness * math.sin(math.pi * i / lobes) * surface.random.uniform(0.55, 1.0)) for i in range(lobes + 1)]
    bottom = [(x + length / 2 - length * i / 4, y + thickness * 0.22 * math.sin(math.pi * i / 4)) for i in range(5)]
    surface.cut(curve(top) + curve(bottom), colour, lower or colour)


def stars(surface, bottom, count, colours=("#ffffff", "#dfe8ff", "#ffeccc"), largest=1.9):
    """Stars above `bottom`: many faint, few bright."""
    for _ in range(count):
        x, y = surface.random.uniform(0, surface.width), surface.random.uniform(0, bottom)
        size = 0.45 + largest * surface.random.random() ** 7
        colour = colours[surface.random.integers(len(colours))]
        if size > 1.5:
            surface.glow(x, y, size * 7, colour, 0.35)
        surface.oval(x, y, size, mix("#31426e", colour, surface.random.uniform(0.45, 1) if size < 1.2 else 1))


def gull(surface, x, y, size, colour):
    """Two wings."""
    left = curve([(x - size, y - size * 0.18), (x - size * 0.45, y - size * 0.42), (x, y)], 8)
    right = curve([(x, y), (x + size * 0.5, y - size * 0.36), (x + size, y - size * 0.05)], 8)
    for wing in (left, right):
        under = [(px, py + size * 0.11 * (1 - abs(px - x) / size)) for px, py in reversed(wing)]
        surface.flat(wing + under, colour)


def crane(surface, x, base, height, reach, colour, light=None, facing=1, rise=0.75):
    """A portal crane: four legs, a house, a lattice jib that rises `rise` times its reach."""
    leg, deck = height * 0.16, base - height * 0.42
    width = max(2.0, height * 0.014)
    for side in (-1, 1):
        surface.line([(x + side * leg, base), (x + side * leg * 0.72, deck)], colour, width * 1.7)
        surface.line([(x + side * leg * 0.4, base), (x + side * leg * 0.34, deck)], colour, width * 1.1)
    surface.line([(x - leg * 0.9, base - height * 0.17), (x + leg * 0.9, base - height * 0.17)], colour, width * 1.2)
    surface.line([(x - leg * 0.94, base - height * 0.02), (x + leg * 0.72, deck)], colour, width * 0.7)
    surface.line([(x + leg * 0.94, base - height * 0.02), (x - leg * 0.72, deck)], colour, width * 0.7)
    surface.box(x - leg * 0.95, deck - height * 0.03, x + leg * 0.95, deck + height * 0.015, colour)
    house = height * 0.15
    back, front = x - facing * leg * 1.25, x + facing * leg * 0.7
    surface.box(min(back, front), deck - height * 0.03 - house, max(back, front), deck - height * 0.03, colour)
    surface.flat([(min(back, front) - 3, deck - height * 0.03 - house), (max(back, front) + 3, deck - height * 0.03 - house),
                  (x, deck - height * 0.055 - house)], colour)
    if light:
        surface.box(x + facing * leg * 0.28 - 5, deck - house * 0.95, x + facing * leg * 0.28 + 5, deck - house * 0.5, light)
    foot = (x + facing * leg * 0.45, deck - house)
    mast = (x - facing * leg * 0.35, deck - house - height * 0.36)
    tip = (x + facing * reach, deck - house - reach * rise)
    surface.line([(x - facing * leg * 0.9, deck - house), mast, (x + facing * leg * 0.3, deck - house)], colour, width * 1.2)
    surface.line([mast, tip], colour, width * 0.5)
    surface.line([mast, (x + facing * reach * 0.55, deck - house - reach * rise * 0.55)], colour, width * 0.4)
    surface.line([mast, (back, deck - house * 0.9)], colour, width * 0.6)
    thick = height * 0.032
    length = math.hypot(tip[0] - foot[0], tip[1] - foot[1])
    along = ((tip[0] - foot[0]) / length, (tip[1] - foot[1]) / length)
    normal = (-along[1], along[0])
    pieces = 13
    chords = ([], [])
    for piece in range(pieces + 1):
        share = piece / pieces
        half = thick * (0.35 + math.sin(math.pi * min(1, share * 1.15 + 0.05)) * 0.65) * (1 if share < 0.97 else 0.4)
        for sign, chord in zip((-1, 1), chords):
            chord.append((foot[0] + along[0] * length * share + sign * normal[0] * half,
                          foot[1] + along[1] * length * share + sign * normal[1] * half))
    for chord in chords:
        surface.line(chord, colour, width * 0.75)
    for piece in range(pieces):
        surface.line([chords[piece % 2][piece], chords[1 - piece % 2][piece + 1]], colour, width * 0.45)
    hook = tip[1] + (deck - tip[1]) * 0.55
    surface.line([tip, (tip[0], hook)], colour, width * 0.45)
    surface.line(ring(tip[0], hook + height * 0.018, height * 0.014, None, -90, 150, 20), colour, width * 0.6)


def fishing_boat(surface, x, water, length, hull, band, cabin, dark, facing=1, lamp=None):
    """A small trawler with its bow towards `facing`; `x` is its middle, `water` its waterline."""
    def at(u, v):
        return (x + facing * (u - 0.5) * length, water - v * length)
    sheer = curve([at(0.0, 0.135), at(0.25, 0.105), at(0.6, 0.12), at(0.86, 0.185), at(1.0, 0.25)], 10)
    keel = curve([at(0.93, 0.03), at(0.86, -0.01)], 4) + [at(0.05, -0.01), at(0.02, 0.03)]
    surface.cut(sheer + keel, hull, mix(hull, dark, 0.45))
    stripe = [(px, py + length * 0.018) for px, py in sheer] + [(px, py + length * 0.042) for px, py in reversed(sheer)]
    surface.flat(stripe, band)
    surface.flat([at(0.03, 0.022), at(0.905, 0.022), at(0.86, -0.01), at(0.05, -0.01)], mix(dark, hull, 0.15))
    surface.flat([at(0.14, 0.11), at(0.42, 0.10), at(0.42, 0.235), at(0.155, 0.235)], cabin)
    surface.flat([at(0.36, 0.11), at(0.42, 0.10), at(0.42, 0.235), at(0.36, 0.235)], mix(cabin, dark, 0.22))
    surface.flat([at(0.12, 0.235), at(0.45, 0.235), at(0.44, 0.258), at(0.13, 0.258)], dark)
    for u in (0.19, 0.265):
        surface.flat([at(u, 0.16), at(u + 0.05, 0.16), at(u + 0.05, 0.21), at(u, 0.21)], lamp or mix(dark, cabin, 0.25))
    surface.line([at(0.3, 0.25), at(0.3, 0.56)], dark, length * 0.011)
    surface.line([at(0.3, 0.5), at(0.12, 0.31)], dark, length * 0.007)
    surface.line([at(0.68, 0.12), at(0.68, 0.5)], dark, length * 0.012)
    surface.line([at(0.68, 0.2), at(0.5, 0.4)], dark, length * 0.008)
    for first, second in ((at(0.68, 0.5), at(0.99, 0.25)), (at(0.68, 0.5), at(0.3, 0.56)), (at(0.3, 0.56), at(0.02, 0.14)),
                          (at(0.5, 0.4), at(0.68, 0.5))):
        surface.line([first, second], dark, max(0.8, length * 0.0028))
    surface.flat([at(0.3, 0.56), at(0.3, 0.525), at(0.235, 0.54)], band)


def sailboat(surface, x, water, height, sail, hull, shade):
    """A boat far enough away to be two triangles."""
    surface.cut([(x, water - height), (x + height * 0.06, water - height * 0.12), (x + height * 0.44, water - height * 0.12)], sail, shade, across=True)
    surface.cut([(x - height * 0.03, water - height * 0.86), (x - height * 0.03, water - height * 0.12), (x - height * 0.3, water - height * 0.12)], shade)
    surface.flat([(x - height * 0.34, water - height * 0.08), (x + height * 0.42, water - height * 0.08), (x + height * 0.3, water), (x - height * 0.24, water)], hull)


def house(surface, x, base, width, height, wall, side, roof, window=None, pitch=0.5, chimney=False, depth=0.35):
    """A gabled house: front with gable, side wall and roof going off to the right."""
    peak, off = height + width * pitch * 0.5, width * depth
    surface.flat([(x + width, base), (x + width, base - height), (x + width + off, base - height), (x + width + off, base)], side)
    surface.flat([(x + width / 2, base - peak), (x + width / 2 + off, base - peak), (x + width + off, base - height), (x + width, base - height)], roof)
    surface.flat([(x, base), (x, base - height), (x + width / 2, base - peak), (x + width, base - height), (x + width, base)], wall)
    surface.line([(x - 2, base - height + 1), (x + width / 2, base - peak), (x + width + 2, base - height + 1)], roof, max(2, width * 0.035))
    if chimney:
        surface.box(x + width * 0.5 + off * 0.55, base - peak - height * 0.16, x + width * 0.5 + off * 0.55 + width * 0.1, base - peak + 6, side)
    if window:
        for u in (0.22, 0.58):
            surface.box(x + width * u, base - height * 0.72, x + width * (u + 0.2), base - height * 0.38, window)


def person(surface, x, feet, height, colour, skin=None, coat=None, lean=0.0, stride=0.16):
    """Someone standing or walking, seen as a shape."""
    head = height * 0.075
    neck = feet - height * 0.83
    shift = lean * height
    surface.flat([(x - height * 0.085 + shift, neck + height * 0.03), (x + height * 0.085 + shift, neck + height * 0.03),
                  (x + height * 0.115, feet - height * 0.42), (x - height * 0.115, feet - height * 0.42)], coat or colour)
    surface.oval(x + shift, neck + height * 0.035, height * 0.086, coat or colour, height * 0.045)
    for side in (-1, 1):
        surface.flat([(x + side * height * 0.01, feet - height * 0.44), (x + side * height * 0.105, feet - height * 0.44),
                      (x + side * height * stride * 0.75, feet), (x + side * height * stride * 0.35, feet)], colour)
    surface.oval(x + shift * 1.3, feet - height * 0.915, head, skin or colour, head * 1.12)


def leaf_cluster(surface, x, y, radius, colours, count, size, flat=1.0):
    """Foliage as many small leaves, darker below, lighter towards the upper left."""
    for _ in range(count):
        angle, away = surface.random.uniform(0, 2 * math.pi), radius * math.sqrt(surface.random.random())
        px, py = x + math.cos(angle) * away, y + math.sin(angle) * away * flat
        light = 0.5 - 0.38 * (py - y) / (radius * flat) - 0.16 * (px - x) / radius + surface.random.normal(0, 0.17)
        colour = colours[min(len(colours) - 1, max(0, int(light * len(colours))))]
        leaf = ring(px, py, size * surface.random.uniform(0.7, 1.3), size * 0.42, steps=10)
        surface.flat(turned(leaf, px, py, surface.random.uniform(0, 180)), colour)


def kite(surface, x, y, size, turn, colours, tail=True, anchor=None):
    """A diamond of four cloths with a tail of bows."""
    first, second, third, spar = colours
    top, right, low, left = [turned([point], x, y, turn)[0] for point in ((x, y - size), (x + size * 0.72, y - size * 0.15), (x, y + size * 1.15), (x - size * 0.72, y - size * 0.15))]
    middle = turned([(x, y - size * 0.15)], x, y, turn)[0]
    if anchor:
        surface.line(curve([middle, ((middle[0] + anchor[0]) / 2 + 40, (middle[1] + anchor[1]) / 2 + 90), anchor], 20), "#f3ead6", 1.0)
    for corner, colour in (((top, right), first), ((right, low), second), ((low, left), first), ((left, top), third)):
        surface.flat([*corner, middle], colour)
    surface.line([top, low], spar, 1.8)
    surface.line([left, right], spar, 1.8)
    if tail:
        points = [low]
        for knot in range(1, 9):
            points.append((low[0] + math.sin(knot * 1.1 + turn) * size * 0.26 - knot * size * 0.06 * math.sin(math.radians(turn)), low[1] + knot * size * 0.3))
        line = curve(points, 8)
        surface.line(line, spar, 1.3)
        for knot in range(1, 9):
            px, py = line[min(len(line) - 1, knot * 8)]
            bow = size * 0.13
            surface.flat(turned([(px - bow, py - bow * 0.6), (px, py), (px - bow, py + bow * 0.6)], px, py, knot * 33), first if knot % 2 else second)
            surface.flat(turned([(px + bow, py - bow * 0.6), (px, py), (px + bow, py + bow * 0.6)], px, py, knot * 33), first if knot % 2 else second)

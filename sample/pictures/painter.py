"""A small press for the sample's pictures: shapes cut from paper, inked in few colours, printed with a little grain.

1. A `Surface` is a sheet three times the final size, on which scenes cut shapes (`cut`), draw (`line`, `oval`, `box`) and let
   light in (`glow`). Coordinates are always pixels of the finished picture.
2. `Surface.layer` gives a transparent sheet; `Surface.lay` puts it down, if wished with its reflection in water.
3. `Surface.shade` speckles a shape the way grain shading does on a screen print.
4. `print_jpeg` shrinks the sheet (box filter, so edges come out smooth), adds paper and grain, and saves below a size limit.

Everything random comes from the generator the scene was given, so the same seed prints the same picture.
"""

import io
import math

import numpy
from PIL import Image, ImageDraw, ImageFilter

SCALE = 3
LIMIT_BYTES = 116_000


def rgb(colour):
    """`#rrggbb` or a triple, as a triple."""
    if isinstance(colour, str):
        return tuple(int(colour[index:index + 2], 16) for index in (1, 3, 5))
    return tuple(colour)


def mix(first, second, share):
    """The colour `share` (0 to 1) of the way from `first` to `second`."""
    return tuple(round(a + (b - a) * share) for a, b in zip(rgb(first), rgb(second)))


def wander(random, count, roughness=0.5, octaves=6, start=2):
    """`count` values between about -1 and 1 that wander like a skyline: value noise in octaves."""
    positions = numpy.linspace(0, 1, count)
    total = numpy.zeros(count)
    amplitude, knots, reach = 1.0, start, 0.0
    for _ in range(octaves):
        values = random.uniform(-1, 1, knots + 2)
        place = positions * knots
        left = numpy.floor(place).astype(int)
        share = place - left
        share = share * share * (3 - 2 * share)
        total += amplitude * (values[left] * (1 - share) + values[left + 1] * share)
        reach += amplitude
        amplitude *= roughness
        knots *= 2
    return total / reach


def field(random, width, height, cell, octaves=3):
    """Soft two-dimensional noise between 0 and 1, `cell` pixels to a knot."""
    total = numpy.zeros((height, width), numpy.float32)
    weight = 1.0
    for _ in range(octaves):
        knots = random.random((max(2, height // cell + 2), max(2, width // cell + 2))).astype(numpy.float32)
        sheet = Image.fromarray(knots).resize((width, height), Image.Resampling.BICUBIC)
        total += weight * numpy.asarray(sheet)
        weight *= 0.5
        cell = max(1, cell // 2)
    total -= total.min()
    return total / max(float(total.max()), 1e-6)


def curve(points, steps=14):
    """A smooth line through `points` (Catmull-Rom)."""
    if len(points) < 3:
        return list(points)
    padded = [points[0], *points, points[-1]]
    smooth = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:]):
        for step in range(steps):
            t = step / steps
            smooth.append(tuple(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3)
                for a, b, c, d in zip(before, start, end, after)))
    smooth.append(points[-1])
    return smooth


def ring(x, y, radius_x, radius_y=None, start=0, end=360, steps=90):
    """Points on an ellipse, angles in degrees, clockwise from the right."""
    radius_y = radius_x if radius_y is None else radius_y
    angles = numpy.radians(numpy.linspace(start, end, steps))
    return [(x + radius_x * math.cos(angle), y + radius_y * math.sin(angle)) for angle in angles]


def turned(points, x, y, degrees):
    """`points` turned about (x, y)."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [(x + (px - x) * cosine - (py - y) * sine, y + (px - x) * sine + (py - y) * cosine) for px, py in points]


class Surface:
    """A sheet to cut, draw and print on."""

    def __init__(self, width, height, random, mode="RGB", ground="#f4ecdc"):
        self.width, self.height, self.random = width, height, random
        fill = rgb(ground) if mode == "RGB" else (0, 0, 0, 0)
        self.image = Image.new(mode, (width * SCALE, height * SCALE), fill)
        self.pen = ImageDraw.Draw(self.image)

    def layer(self):
        """A transparent sheet of the same size."""
        return Surface(self.width, self.height, self.random, "RGBA")

    # -- flat ink

    def line(self, points, colour, width=2.0):
        self.pen.line([(x * SCALE, y * SCALE) for x, y in points], rgb(colour), max(1, round(width * SCALE)), "curve")

    def flat(self, points, colour):
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], rgb(colour))

    def oval(self, x, y, radius_x, colour, radius_y=None):
        radius_y = radius_x if radius_y is None else radius_y
        self.pen.ellipse([(x - radius_x) * SCALE, (y - radius_y) * SCALE, (x + radius_x) * SCALE, (y + radius_y) * SCALE], rgb(colour))

    def box(self, left, top, right, bottom, colour, radius=0):
        area = [left * SCALE, top * SCALE, right * SCALE - 1, bottom * SCALE - 1]
        if area[2] < area[0] or area[3] < area[1]:
            return
        if radius:
            self.pen.rounded_rectangle(area, radius * SCALE, rgb(colour))
        else:
            self.pen.rectangle(area, rgb(colour))

    # -- shapes with light in them

    def _bounds(self, points, margin=0):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top = max(0, math.floor(min(xs) - margin)), max(0, math.floor(min(ys) - margin))
        right, bottom = min(self.width, math.ceil(max(xs) + margin)), min(self.height, math.ceil(max(ys) + margin))
        return left, top, right, bottom

    def _mask(self, points, bounds):
        left, top, right, bottom = bounds
        mask = Image.new("L", ((right - left) * SCALE, (bottom - top) * SCALE), 0)
        ImageDraw.Draw(mask).polygon([((x - left) * SCALE, (y - top) * SCALE) for x, y in points], 255)
        return mask

    def cut(self, points, upper, lower=None, shadow=0.0, lift=10, soft=12, span=None, across=False):
        """A shape filled from `upper` to `lower`; `shadow` (0 to 1) is what it throws on the sheets behind it."""
        bounds = self._bounds(points)
        left, top, right, bottom = bounds
        if right <= left or bottom <= top:
            return
        if shadow:
            self._shadow(points, shadow, lift, soft)
        mask = self._mask(points, bounds)
        begin, end = span or ((left, right) if across else (top, bottom))
        low, high = (left, right) if across else (top, bottom)
        share = numpy.clip((numpy.arange(low, high) + 0.5 - begin) / max(1, end - begin), 0, 1)[:, None]
        ramp = numpy.array(rgb(upper)) * (1 - share) + numpy.array(rgb(lower or upper)) * share
        strip = ramp.round().astype(numpy.uint8)
        strip = strip.reshape(1, -1, 3) if across else strip.reshape(-1, 1, 3)
        paint = Image.fromarray(numpy.ascontiguousarray(strip)).resize(mask.size, Image.Resampling.BILINEAR)
        if self.image.mode == "RGBA":
            paint.putalpha(255)
        self.image.paste(paint, (left * SCALE, top * SCALE), mask)

    def _shadow(self, points, strength, lift, soft):
        bounds = self._bounds(points, soft * 3 + lift)
        left, top, right, bottom = bounds
        small = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(small).polygon([(x - left, y - top - lift) for x, y in points], 255)
        small = small.filter(ImageFilter.GaussianBlur(soft)).point(lambda value: round(value * strength))
        mask = small.resize((small.width * SCALE, small.height * SCALE), Image.Resampling.BILINEAR)
        where = (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
        behind = self.image.crop(where)
        dark = behind.point(lambda value: value // 3) if behind.mode == "RGB" else behind
        self.image.paste(dark, where[:2], mask)

    def sky(self, *stops):
        """The whole sheet, from top to bottom: `(height share, colour)` each."""
        shares = numpy.linspace(0, 1, self.height)
        bands = numpy.stack([numpy.interp(shares, [s for s, _ in stops], [rgb(c)[k] for _, c in stops]) for k in range(3)], 1)
        strip = Image.fromarray(bands.round().astype(numpy.uint8).reshape(-1, 1, 3))
        self.image.paste(strip.resize(self.image.size, Image.Resampling.BILINEAR))

    def glow(self, x, y, radius, colour, strength=0.6, radius_y=None, power=2.0):
        """Light around a point, fading to nothing at `radius`."""
        radius_y = radius_y or radius
        axis = numpy.linspace(-1, 1, 256)
        away = numpy.clip(1 - numpy.hypot(axis[:, None], axis[None, :]), 0, 1) ** power
        spot = Image.fromarray((away * 255 * strength).astype(numpy.uint8))
        spot = spot.resize((max(1, round(radius * 2 * SCALE)), max(1, round(radius_y * 2 * SCALE))), Image.Resampling.BICUBIC)
        where = (round((x - radius) * SCALE), round((y - radius_y) * SCALE))
        self.image.paste(Image.new(self.image.mode, spot.size, rgb(colour)), where, spot)

    def beam(self, points, colour, strength=0.4, soft=10):
        """A soft, see-through shape: a ray of light, a bank of fog."""
        bounds = self._bounds(points, soft * 3)
        left, top, right, bottom = bounds
        small = Image.new("L", (right - left, bottom - top), 0)
        ImageDraw.Draw(small).polygon([(x - left, y - top) for x, y in points], round(255 * strength))
        mask = small.filter(ImageFilter.GaussianBlur(soft)).resize((small.width * SCALE, small.height * SCALE), Image.Resampling.BILINEAR)
        self.image.paste(Image.new(self.image.mode, mask.size, rgb(colour)), (left * SCALE, top * SCALE), mask)

    def shade(self, points, colour, start, end, strength=0.5, across=False):
        """Speckles inside a shape, thickening from `start` to `end` (pixels, downwards or `across`)."""
        bounds = self._bounds(points)
        left, top, right, bottom = bounds
        if right <= left or bottom <= top:
            return
        shape = numpy.asarray(self._mask(points, bounds))
        low, high = (left, right) if across else (top, bottom)
        share = numpy.clip((numpy.linspace(low, high, (high - low) * SCALE) - start) / (end - start), 0, 1) * strength
        level = (share * 255).astype(numpy.uint8)
        noise = self.random.integers(0, 255, shape.shape, numpy.uint8)
        hit = noise < (level[None, :] if across else level[:, None])
        mask = Image.fromarray(numpy.where(hit, shape, 0).astype(numpy.uint8))
        self.image.paste(Image.new(self.image.mode, mask.size, rgb(colour)), (left * SCALE, top * SCALE), mask)

    def haze(self, top, bottom, colour, strength):
        """A horizontal band of mist, densest in its middle."""
        rows = numpy.linspace(-1, 1, (bottom - top) * SCALE)
        column = Image.fromarray(((1 - rows ** 2) ** 2 * 255 * strength).astype(numpy.uint8).reshape(-1, 1))
        mask = column.resize((self.image.width, column.height))
        self.image.paste(Image.new(self.image.mode, mask.size, rgb(colour)), (0, top * SCALE), mask)

    def dust(self, start, end, width, colour, strength, cell=60):
        """A cloudy band from `start` to `end`, as the Milky Way: bright in its middle, torn by noise."""
        scale = 2
        rows, columns = self.height // scale, self.width // scale
        ys, xs = numpy.mgrid[0:rows, 0:columns].astype(numpy.float32) * scale
        length = math.hypot(end[0] - start[0], end[1] - start[1])
        away = ((xs - start[0]) * (end[1] - start[1]) - (ys - start[1]) * (end[0] - start[0])) / length
        noise = field(self.random, columns, rows, cell // scale, 4)
        level = numpy.exp(-(away / width) ** 2) * numpy.clip(noise * 1.7 - 0.42, 0, 1) * strength * 255
        mask = Image.fromarray(level.clip(0, 255).astype(numpy.uint8)).resize(self.image.size, Image.Resampling.BICUBIC)
        self.image.paste(Image.new(self.image.mode, mask.size, rgb(colour)), (0, 0), mask)

    # -- layers and water

    def lay(self, other, opacity=1.0, clip=None):
        """Put a transparent sheet down, or only what lies inside the shape `clip`."""
        mask = other.image.getchannel("A")
        if clip:
            inside = self._mask(clip, (0, 0, self.width, self.height))
            mask = Image.composite(mask, Image.new("L", mask.size, 0), inside)
        if opacity < 1:
            mask = mask.point(lambda value: round(value * opacity))
        self.image.paste(other.image.convert("RGB") if self.image.mode == "RGB" else other.image, (0, 0), mask)

    def mirror(self, other, waterline, strength=0.55, ripple=5.0, reach=None, squash=1.0, calm=0.0):
        """The reflection of a transparent sheet below `waterline`, broken by ripples; `reach` is where it has faded."""
        box = other.image.getbbox()
        if not box:
            return
        line = round(waterline * SCALE)
        left, right, top = max(0, box[0] - 60), min(other.image.width, box[2] + 60), box[1]
        rows = line - top
        if rows <= 0:
            return
        picture = other.image.crop((left, top, right, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        if squash != 1.0:
            picture = picture.resize((picture.width, max(1, round(rows * squash))))
        picture = picture.crop((0, 0, picture.width, min(picture.height, self.image.height - line)))
        pixels = numpy.asarray(picture).copy()
        depth = numpy.arange(pixels.shape[0]) / SCALE
        sway = numpy.sin(depth / 3.1 + 2.2 * numpy.sin(depth / 23)) * 0.6 + numpy.sin(depth / 7.7 + 1) * 0.4
        shift = (sway * ripple * SCALE * (0.25 + numpy.clip(depth / 160, 0, 1.2))).round().astype(int)
        for row, offset in enumerate(shift):
            if offset:
                pixels[row] = numpy.roll(pixels[row], offset, 0)
        fade = 1 - numpy.clip(depth / reach, 0, 1) if reach else numpy.ones_like(depth)
        broken = calm + (1 - calm) * (0.72 + 0.28 * numpy.sin(depth / 4.3 + 3 * numpy.sin(depth / 31)))
        alpha = pixels[:, :, 3] * (fade * broken * strength)[:, None]
        mask = Image.fromarray(alpha.astype(numpy.uint8))
        self.image.paste(Image.fromarray(pixels).convert(self.image.mode), (left, line), mask)

    def glitter(self, x, top, bottom, colour, spread=60, density=1.0, height=1.4):
        """Dashes of light on water below a sun or a lamp, widening towards the reader."""
        count = int((bottom - top) * density)
        for _ in range(count):
            share = self.random.random() ** 0.8
            y = top + share * (bottom - top)
            half = (4 + 26 * share) * self.random.uniform(0.4, 1.2)
            middle = x + self.random.normal(0, 0.35 + 0.65 * share) * spread
            self.pen.rounded_rectangle([(middle - half) * SCALE, y * SCALE, (middle + half) * SCALE, (y + height * (0.6 + share)) * SCALE],
                                       2, rgb(colour))

    def ripples(self, top, bottom, colour, count, length=40, height=1.2):
        """Short strokes of another tone all over the water."""
        for _ in range(count):
            share = self.random.random() ** 1.4
            y, half = top + share * (bottom - top), length * (0.25 + share) * self.random.uniform(0.4, 1)
            x = self.random.uniform(-20, self.width + 20)
            self.pen.rounded_rectangle([(x - half) * SCALE, y * SCALE, (x + half) * SCALE, (y + height * (0.5 + share)) * SCALE], 2, rgb(colour))


def print_jpeg(surface, path, grain=1.8, paper=0.016, vignette=0.05, limit=LIMIT_BYTES):
    """Shrink, add paper and grain, save as JPEG at the best quality that stays below `limit` bytes; returns the size."""
    small = numpy.asarray(surface.image.reduce(SCALE), numpy.float32)
    height, width, _ = small.shape
    random = surface.random
    fibre = field(random, width, height, 9, 2) - 0.5
    cloud = field(random, width, height, 260, 3) - 0.5
    speck = random.normal(0, 1, (height, width)).astype(numpy.float32)
    for axis in (0, 1):
        speck = speck + 0.45 * (numpy.roll(speck, 1, axis) + numpy.roll(speck, -1, axis))
    speck /= speck.std()
    light = 1 + paper * (fibre + 1.4 * cloud)
    across, down = numpy.linspace(-1, 1, width)[None, :], numpy.linspace(-1, 1, height)[:, None]
    light *= 1 - vignette * numpy.clip((across ** 2 + down ** 2) / 2, 0, 1) ** 1.5
    sheet = small * light[:, :, None] + (grain * speck)[:, :, None]
    picture = Image.fromarray(numpy.clip(sheet, 0, 255).round().astype(numpy.uint8))
    for quality in range(84, 49, -2):
        buffer = io.BytesIO()
        picture.save(buffer, "JPEG", quality=quality, optimize=True, progressive=True, subsampling="4:2:0")
        if buffer.tell() <= limit:
            break
    path.write_bytes(buffer.getvalue())
    return buffer.tell(), quality

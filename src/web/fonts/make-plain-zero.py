"""Makes plain-zero.woff2: the zero of Atkinson Hyperlegible Next without its slash.

The slash helps to tell 0 from O in codes, but in times and amounts ("20.00") it is noise, and the font
has no feature to leave it out. The outline of the zero stays; its two half counters become one, shaped
like the counter of the O. Run: pip install fonttools brotli; python make-plain-zero.py <latin-wght-normal.woff2>
"""

import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.ttLib.tables.ttProgram import Program
from fontTools.varLib.instancer import instantiateVariableFont

SOURCE = sys.argv[1]
WEIGHTS = {200: {"wght": (-1.0, -1.0, 0.0)}, 400: None, 800: {"wght": (0.0, 1.0, 1.0)}}
GLYPHS = ("zero", "zero.tf")


def contours(font, name):
    points, ends, flags = font["glyf"][name].getCoordinates(font["glyf"])
    starts = [0, *(end + 1 for end in ends)]
    return [(list(points[a : b + 1]), list(flags[a : b + 1])) for a, b in zip(starts, ends)]


def box(points):
    xs, ys = zip(*points)
    return min(xs), min(ys), max(xs), max(ys)


def plain(font, name):
    """Outer contour of the zero, counter of the O fitted into where the two halves were."""
    outer, *halves = contours(font, name)
    counter, flags = contours(font, "O")[1]
    x0, y0, x1, y1 = box([p for points, _ in halves for p in points])
    a0, b0, a1, b1 = box(counter)
    fitted = [(round(x0 + (x - a0) * (x1 - x0) / (a1 - a0)), round(y0 + (y - b0) * (y1 - y0) / (b1 - b0))) for x, y in counter]
    return outer[0] + fitted, outer[1] + flags, [len(outer[0]) - 1, len(outer[0]) + len(fitted) - 1]


masters = {}
for weight in WEIGHTS:
    font = instantiateVariableFont(TTFont(SOURCE), {"wght": weight})
    masters[weight] = {name: (*plain(font, name), font["hmtx"][name][0]) for name in GLYPHS}

font = TTFont(SOURCE)
options = subset.Options(layout_features=["tnum", "pnum"], name_IDs=[0, 13, 14], notdef_outline=False, hinting=False)
cutter = subset.Subsetter(options)
cutter.populate(unicodes=[0x30])
cutter.subset(font)

for name in GLYPHS:
    points, flags, ends, advance = masters[400][name]
    glyph = Glyph()
    glyph.numberOfContours = 2
    glyph.coordinates = GlyphCoordinates(points)
    glyph.endPtsOfContours = ends
    glyph.flags = bytearray(flags)
    glyph.program = Program()
    glyph.recalcBounds(font["glyf"])
    font["glyf"].glyphs[name] = glyph
    font["gvar"].variations[name] = []
    for weight, region in WEIGHTS.items():
        if region is None:
            continue
        other, _, _, other_advance = masters[weight][name]
        deltas = [(x - a, y - b) for (x, y), (a, b) in zip(other, points)]
        phantoms = [(0, 0), (other_advance - advance, 0), (0, 0), (0, 0)]
        font["gvar"].variations[name].append(TupleVariation(region, deltas + phantoms))

for record in font["name"].names:
    if record.nameID == 0:
        record.string = record.toUnicode() + ". Zero without slash: modified."
font.flavor = "woff2"
font.save("plain-zero.woff2")

"""What is drawn on a PDF page besides text: strokes through words, images that may be scans, links."""

from __future__ import annotations

from ctypes import addressof, byref, c_float, c_int, c_uint, create_string_buffer
from dataclasses import dataclass, field
from itertools import pairwise

from samsyn.council.reading.layout import Box, Strike

from . import pdfium as fast
from .pdf_text import Frame
from .pdfium import pdfium, raw
from .strokes import LONGEST_HEIGHT, SHORTEST, Stroke

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]

MOST_OBJECTS = 20_000
MOST_SEGMENTS = 4_000
_DEPTH = 4
_SLICE = 6.0
_WOBBLE = 5.0
_LEVEL = 3.0
_WHITE = 245


@dataclass(slots=True)
class Drawing:
    """Strokes and images of a page, in shown points; `hidden_text` if its text is invisible (over a scan)."""

    strokes: list[Stroke] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    hidden_text: bool = False
    paths: int = 0
    cut: bool = False


class Objects:
    """Walks the objects of pages. Buffers are made once, since PDFium writes through pointers."""

    def __init__(self) -> None:
        self._floats = (c_float * 6)()
        start = addressof(self._floats)
        self._four = tuple(start + 4 * at for at in range(4))
        self._two = self._four[:2]
        self._matrix = start
        self._colors = (c_uint * 4)()
        self._color = tuple(addressof(self._colors) + 4 * at for at in range(4))

    def read(self, page: pdfium.PdfPage, frame: Frame) -> Drawing:
        drawing = Drawing()
        handle = fast.address(page)
        texts = 0
        count = fast.count_objects(handle)
        drawing.cut = count > MOST_OBJECTS
        get, kind_of = fast.get_object, fast.object_type
        for index in range(min(count, MOST_OBJECTS)):
            thing = get(handle, index)
            kind = kind_of(thing)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                if texts < 3:
                    texts += 1
                    drawing.hidden_text = fast.render_mode(thing) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
            elif kind == raw.FPDF_PAGEOBJ_FORM:
                self._form(thing, frame, drawing, [], _DEPTH)
            elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                self._thing(thing, kind, frame, drawing, [])
        return drawing

    def _form(self, form: int, frame: Frame, drawing: Drawing, outer: list[Matrix], depth: int) -> None:
        if not fast.object_matrix(form, self._matrix):
            return
        m = self._floats
        matrices = [(m[0], m[1], m[2], m[3], m[4], m[5]), *outer]
        for index in range(min(fast.form_count(form), MOST_OBJECTS)):
            thing = fast.form_object(form, index)
            kind = fast.object_type(thing)
            if kind == raw.FPDF_PAGEOBJ_FORM and depth:
                self._form(thing, frame, drawing, matrices, depth - 1)
            elif kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
                self._thing(thing, kind, frame, drawing, matrices)

    def _thing(self, thing: int, kind: int, frame: Frame, drawing: Drawing, matrices: list[Matrix]) -> None:
        if not fast.object_bounds(thing, *self._four):
            return
        left, bottom, right, top = self._floats[:4]
        if matrices:
            corners = [(left, bottom), (left, top), (right, bottom), (right, top)]
            points = [_through(point, matrices) for point in corners]
            left, right = min(x for x, _ in points), max(x for x, _ in points)
            bottom, top = min(y for _, y in points), max(y for _, y in points)
        box = frame.box(left, bottom, right, top)
        width, height = box.x1 - box.x0, box.y1 - box.y0
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            if height <= LONGEST_HEIGHT and width > SHORTEST:
                drawing.strokes.append(Stroke(box))
            else:
                drawing.images.append(box)
            return
        drawing.paths += 1
        if width <= SHORTEST:
            return
        segments = fast.count_segments(thing)
        if segments <= 5 and height <= (LONGEST_HEIGHT if segments > 3 else _LEVEL):
            if self._is_seen(thing):
                drawing.strokes.append(Stroke(box))
        elif (
            1 < segments <= MOST_SEGMENTS
            and self._may_wobble(segments, width, height)
            and self._is_seen(thing)
        ):
            drawing.strokes += self._subpaths(thing, segments, frame, matrices)

    @staticmethod
    def _may_wobble(segments: int, width: float, height: float) -> bool:
        """More than a plain rectangle, or one line or curve that slopes a little."""
        return segments > 5 or (segments <= 4 and height < 0.3 * width)

    def _is_seen(self, path: int) -> bool:
        """Whether the path is painted in anything but white."""
        fill, stroke = c_int(), c_int()
        if not fast.draw_mode(path, addressof(fill), addressof(stroke)):
            return False
        for painted, color in ((fill.value, fast.fill_color), (stroke.value, fast.stroke_color)):
            if painted and color(path, *self._color):
                red, green, blue, alpha = self._colors
                if alpha > 20 and min(red, green, blue) < _WHITE:
                    return True
        return False

    def _subpaths(self, path: int, count: int, frame: Frame, matrices: list[Matrix]) -> list[Stroke]:
        if fast.object_matrix(path, self._matrix):  # points are in the path's own space, bounds are not
            m = self._floats
            matrices = [(m[0], m[1], m[2], m[3], m[4], m[5]), *matrices]
        parts: list[list[Point]] = []
        curve: list[Point] = []
        for index in range(count):
            segment = fast.get_segment(path, index)
            if not segment or not fast.segment_point(segment, *self._two):
                continue
            point = _through((self._floats[0], self._floats[1]), matrices)
            kind = fast.segment_type(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO or not parts:
                parts.append([])
            shown = _shown(*point, frame)
            if kind != raw.FPDF_SEGMENT_BEZIERTO:
                parts[-1].append(shown)
                continue
            curve.append(shown)
            if len(curve) == 3:
                parts[-1] += _bend(parts[-1][-1] if parts[-1] else curve[0], curve)
                curve = []
        return [stroke for part in parts for stroke in trace(part, Strike.PEN)]


def _bend(start: Point, curve: list[Point]) -> list[Point]:
    """Eight points along a Bézier curve."""
    points = []
    for step in range(1, 9):
        t = step / 8
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        both = zip(weights, (start, *curve), strict=True)
        x = y = 0.0
        for weight, point in both:
            x, y = x + weight * point[0], y + weight * point[1]
        points.append((x, y))
    return points


def _through(point: Point, matrices: list[Matrix]) -> Point:
    x, y = point
    for a, b, c, d, e, f in matrices:
        x, y = a * x + c * y + e, b * x + d * y + f
    return x, y


def trace(points: list[Point], kind: Strike) -> list[Stroke]:
    """Strokes along a line of points: one if straight and level, else short level pieces."""
    if len(points) < 2:
        return []
    xs, ys = [x for x, _ in points], [y for _, y in points]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    width, height = box.x1 - box.x0, box.y1 - box.y0
    if width <= SHORTEST or height > 0.6 * width + LONGEST_HEIGHT:
        return []
    if len(points) <= 5 and height <= (LONGEST_HEIGHT if len(points) > 3 else _LEVEL):
        return [Stroke(box, kind if kind is Strike.ANNOTATION else Strike.LINE)]
    bins: dict[int, list[float]] = {}
    for (x0, y0), (x1, y1) in pairwise(points):
        steps = max(1, min(500, int(abs(x1 - x0) / (_SLICE / 2)) + 1))
        for step in range(steps + 1):
            x = x0 + (x1 - x0) * step / steps
            bins.setdefault(int(x // _SLICE), []).append(y0 + (y1 - y0) * step / steps)
    strokes = []
    for at, heights in bins.items():
        if max(heights) - min(heights) > _WOBBLE:  # the two sides of a frame, or a letter of a signature
            continue
        middle = sum(heights) / len(heights)
        left, right = max(box.x0, at * _SLICE), min(box.x1, (at + 1) * _SLICE)
        if right > left:
            strokes.append(Stroke(Box(left, middle - 0.5, right, middle + 0.5), kind, pen=True))
    return strokes


def read_annotations(page: pdfium.PdfPage, frame: Frame, drawing: Drawing) -> None:
    """Add StrikeOut, Ink and Line annotations to the strokes, and the targets of links to the links."""
    count = raw.FPDFPage_GetAnnotCount(page)
    for index in range(min(count, 2000)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            if raw.FPDFAnnot_GetFlags(annotation) & 2:  # hidden
                continue
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            if kind == raw.FPDF_ANNOT_LINK:
                drawing.links += _link(page, annotation)
            elif kind == raw.FPDF_ANNOT_STRIKEOUT:
                drawing.strokes += _struck_out(annotation, frame)
            elif kind == raw.FPDF_ANNOT_INK:
                drawing.strokes += _ink(annotation, frame)
            elif kind == raw.FPDF_ANNOT_LINE:
                start, end = raw.FS_POINTF(), raw.FS_POINTF()
                if raw.FPDFAnnot_GetLine(annotation, byref(start), byref(end)):
                    points = [_shown(start.x, start.y, frame), _shown(end.x, end.y, frame)]
                    drawing.strokes += trace(points, Strike.ANNOTATION)
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _shown(x: float, y: float, frame: Frame) -> Point:
    box = frame.box(x, y, x, y)
    return box.x0, box.y0


def _link(page: pdfium.PdfPage, annotation: object) -> list[str]:
    link = raw.FPDFAnnot_GetLink(annotation)
    action = raw.FPDFLink_GetAction(link) if link else None
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return []
    buffer = create_string_buffer(2048)
    document = page.pdf.raw
    length = raw.FPDFAction_GetURIPath(document, action, buffer, 2048)
    return [buffer.value.decode("utf-8", "replace")] if 1 < length <= 2048 else []


def _struck_out(annotation: object, frame: Frame) -> list[Stroke]:
    boxes = []
    for index in range(min(raw.FPDFAnnot_CountAttachmentPoints(annotation), 500)):
        quad = raw.FS_QUADPOINTSF()
        if raw.FPDFAnnot_GetAttachmentPoints(annotation, index, byref(quad)):
            xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
            boxes.append(frame.box(min(xs), min(ys), max(xs), max(ys)))
    if not boxes:
        rect = raw.FS_RECTF()
        if raw.FPDFAnnot_GetRect(annotation, byref(rect)):
            boxes.append(frame.box(rect.left, rect.bottom, rect.right, rect.top))
    middles = ((box, (box.y0 + box.y1) / 2) for box in boxes)
    return [Stroke(Box(box.x0, y - 0.5, box.x1, y + 0.5), Strike.ANNOTATION) for box, y in middles]


def _ink(annotation: object, frame: Frame) -> list[Stroke]:
    strokes: list[Stroke] = []
    for path in range(min(raw.FPDFAnnot_GetInkListCount(annotation), 500)):
        count = raw.FPDFAnnot_GetInkListPath(annotation, path, None, 0)
        if 1 < count <= MOST_SEGMENTS:
            points = (raw.FS_POINTF * count)()
            raw.FPDFAnnot_GetInkListPath(annotation, path, points, count)
            strokes += trace([_shown(point.x, point.y, frame) for point in points], Strike.ANNOTATION)
    return strokes

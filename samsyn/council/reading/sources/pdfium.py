"""PDFium's functions that are called once a word or once an object, at a third of the usual cost.

Handles are plain addresses. PDFium is not thread-safe: one thread at a time, as in the sandbox.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_float, c_int, c_uint, c_ulong, c_void_p, cast
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

Call = Callable[..., Any]


def _fast(function: Any, result: Any, *arguments: Any) -> Call:
    address = cast(function, c_void_p).value or 0
    return PYFUNCTYPE(result, *arguments)(address)


_P = c_void_p
char_box = _fast(raw.FPDFText_GetLooseCharBox, c_int, _P, c_int, _P)
char_angle = _fast(raw.FPDFText_GetCharAngle, c_float, _P, c_int)
char_code = _fast(raw.FPDFText_GetUnicode, c_uint, _P, c_int)
char_object = _fast(raw.FPDFText_GetTextObject, _P, _P, c_int)
object_font = _fast(raw.FPDFTextObj_GetFont, _P, _P)
font_name = _fast(raw.FPDFFont_GetBaseFontName, c_ulong, _P, _P, c_ulong)
render_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, c_int, _P)
count_objects = _fast(raw.FPDFPage_CountObjects, c_int, _P)
get_object = _fast(raw.FPDFPage_GetObject, _P, _P, c_int)
object_type = _fast(raw.FPDFPageObj_GetType, c_int, _P)
object_bounds = _fast(raw.FPDFPageObj_GetBounds, c_int, _P, _P, _P, _P, _P)
object_matrix = _fast(raw.FPDFPageObj_GetMatrix, c_int, _P, _P)
fill_color = _fast(raw.FPDFPageObj_GetFillColor, c_int, _P, _P, _P, _P, _P)
stroke_color = _fast(raw.FPDFPageObj_GetStrokeColor, c_int, _P, _P, _P, _P, _P)
draw_mode = _fast(raw.FPDFPath_GetDrawMode, c_int, _P, _P, _P)
count_segments = _fast(raw.FPDFPath_CountSegments, c_int, _P)
get_segment = _fast(raw.FPDFPath_GetPathSegment, _P, _P, c_int)
segment_type = _fast(raw.FPDFPathSegment_GetType, c_int, _P)
segment_point = _fast(raw.FPDFPathSegment_GetPoint, c_int, _P, _P, _P)
form_count = _fast(raw.FPDFFormObj_CountObjects, c_int, _P)
form_object = _fast(raw.FPDFFormObj_GetObject, _P, _P, c_ulong)


def address(handle: Any) -> int:
    """The plain address of a pypdfium2 page, text page or raw handle."""
    inner = getattr(handle, "raw", handle)
    return cast(inner, c_void_p).value or 0


__all__ = ["pdfium", "raw"]

"""How many pictures an MP4 or MOV file says it has, read before anything is made room for.

FFmpeg keeps some 24 bytes for each picture of a file's table, which may say a thousand million of
them in ten bytes. The boxes are those of ISO 14496-12.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

#: The boxes on the way to a table of samples, in a whole file and in one that is in fragments.
_AROUND = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf")
#: Where the number of samples stands in a box, from its content's first byte.
_COUNT_AT = {b"stsz": 8, b"stz2": 8, b"trun": 4}
#: So many boxes are looked at: ten hours in fragments of a second have fewer.
_MOST_BOXES = 500_000


def most_samples(file: BinaryIO, size: int) -> int:
    """The largest number of samples that a table says; 0 where there is none or it is no MP4."""
    most = 0
    for number, (kind, begin) in enumerate(_boxes(file, 0, size)):
        if number >= _MOST_BOXES:
            break
        if kind in _COUNT_AT:
            file.seek(begin + _COUNT_AT[kind])
            most = max(most, int.from_bytes(file.read(4), "big"))
    return most


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int]]:
    """The kind of each box, and where its content begins, those inside others too."""
    open_ends = [end]
    while open_ends:
        end = open_ends[-1]
        if at + 8 > end:
            at = open_ends.pop()
            continue
        file.seek(at)
        head = file.read(16)
        length, kind, begin = int.from_bytes(head[:4], "big"), head[4:8], at + 8
        if length == 1:  # the length stands in the eight bytes after the kind
            length, begin = int.from_bytes(head[8:16], "big"), at + 16
        stop = end if length == 0 else min(at + length, end)
        if stop < begin:  # damaged: nothing after it can be found
            at = open_ends.pop()
            continue
        yield kind, begin
        if kind in _AROUND:
            open_ends.append(stop)
            at = begin
        else:
            at = stop

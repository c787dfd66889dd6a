"""Files damaged at random as disks, cables and editors do it; the same damage for the same seed."""

from __future__ import annotations

import re
from random import Random

#: The parts of an MP4 file (ISO 14496-12) that say something of its pictures.
_BOXES = re.compile(
    rb"ftyp|moov|mvhd|trak|tkhd|elst|mdhd|hdlr|dref|stsd|avc1|avcC|hev1|hvcC|mp4v|esds|pasp|stts|"
    rb"ctts|stss|stsz|stsc|stco|mvex|mehd|trex|moof|tfhd|tfdt|trun|mdat|meta|keys|ilst"
)
#: Numbers at which programs break.
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


def damaged(content: bytes, random: Random) -> bytes:
    """The content with one to four things wrong with it."""
    kinds = (_flip, _flip, _cut_off, _cut_out, _double, _swap, _number, _zeros)
    for kind in random.choices(kinds, k=random.randint(1, 4)):
        content = kind(content, random)
    return content


def damaged_head(content: bytes, random: Random) -> bytes:
    """The content with one to three wrong numbers where a video says what is in it.

    In MP4 that is in its boxes, in other files at their beginning.
    """
    changed = bytearray(content)
    boxes = [found.start() for found in _BOXES.finditer(content)]
    for _ in range(random.randint(1, 3)):
        if boxes:
            at = max(0, random.choice(boxes) - 4 + 2 * random.randrange(26))
        else:
            at = random.randrange(600)
        size = random.choice((1, 2, 4))
        number = random.choice((*_EXTREMES, random.getrandbits(32))) & ((1 << 8 * size) - 1)
        changed[at : at + size] = number.to_bytes(size, "big")
    return bytes(changed)


def _flip(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 3, 20)) if changed else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut_off(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content) + 1)]


def _piece(content: bytes, random: Random) -> tuple[int, int]:
    begin = random.randrange(len(content) + 1)
    return begin, min(len(content), begin + random.choice((1, 4, 16, 64, 1024)))


def _cut_out(content: bytes, random: Random) -> bytes:
    begin, end = _piece(content, random)
    return content[:begin] + content[end:]


def _double(content: bytes, random: Random) -> bytes:
    begin, end = _piece(content, random)
    return content[:end] + content[begin:end] * random.choice((1, 1, 5)) + content[end:]


def _swap(content: bytes, random: Random) -> bytes:
    (a, b), (c, d) = sorted([_piece(content, random), _piece(content, random)])
    if b > c:
        return content
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def _number(content: bytes, random: Random) -> bytes:
    size = random.choice((1, 2, 4))
    value = (random.choice(_EXTREMES) & ((1 << 8 * size) - 1)).to_bytes(size, "big")
    begin = random.randrange(len(content) + 1)
    return content[:begin] + value + content[begin + size :]


def _zeros(content: bytes, random: Random) -> bytes:
    begin, end = _piece(content, random)
    return content[:begin] + bytes(end - begin) + content[end:]

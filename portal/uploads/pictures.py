"""Pictures are drawn anew: upright, and without where and by what they were taken."""

from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from portal.uploads.kinds import JPEG, PNG, WEBP, Kind, Refused

# Twice what good phones take; half a gigabyte when it is unpacked.
MOST_PIXELS = 64_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "MPO")
_PLAIN_MODES = {"JPEG": ("RGB", "L"), "WEBP": ("RGB", "RGBA")}
_QUALITY = 90


def redraw(place: Path, cleaned: Path) -> Kind:
    """Write a picture anew; gives what it has become: HEIC becomes JPEG.

    Raises: Refused.
    """
    register_heif_opener(thumbnails=False)
    # Our own limit is asked before anything is unpacked; a warning would only fill the log.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(place, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused("pixels")
            return _redraw(picture, cleaned)
    except Refused:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refused("broken") from error


def _redraw(picture: Image.Image, cleaned: Path) -> Kind:
    kind = {"PNG": PNG, "WEBP": WEBP}.get(picture.format or "", JPEG)
    upright = ImageOps.exif_transpose(picture)
    options: dict[str, Any] = {}
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    if kind is PNG:
        upright.info.clear()
        upright.save(cleaned, "PNG", **options)
        return PNG
    name = "WEBP" if kind is WEBP else "JPEG"
    if upright.mode not in _PLAIN_MODES[name]:
        options.pop("icc_profile", None)
        upright = upright.convert("RGBA" if name == "WEBP" and _is_clear(upright) else "RGB")
    upright.info.clear()
    upright.save(cleaned, name, quality=_QUALITY, **options)
    return kind


def _is_clear(picture: Image.Image) -> bool:
    """Whether something behind it shows through."""
    return "A" in picture.mode or "transparency" in picture.info

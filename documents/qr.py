"""A QR code as a picture, for a link that is scanned from another phone."""

from io import BytesIO


def qr_png(link: str) -> bytes:
    """A picture of the link."""
    import segno

    picture = BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=8, border=4)
    return picture.getvalue()

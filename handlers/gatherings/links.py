"""What stands behind `?start=` on paper: codes that lead to all that is on, to one gathering, or through a door."""

WHATS_ON = "on"


def to_gathering(code: str) -> str:
    """What leads to this gathering."""
    return f"g-{code}"


def to_door(door: str) -> str:
    """What the sign on a door carries."""
    return f"d-{door}"


def to_invitation(join_code: str) -> str:
    """What leads to a gathering that only those who are invited learn of."""
    return f"m-{join_code}"

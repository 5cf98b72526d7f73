"""Column types and indexes of the house: moments that cannot be naive, and indexes over some of the rows."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Dialect, Index, types

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(types.TypeDecorator[datetime]):
    """An aware moment in UTC, kept as microseconds since 1970 in every database; naive values are refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return microseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give back an aware moment."""
        return None if value is None else _EPOCH + value * _MICROSECOND


def microseconds(moment: datetime) -> int:
    """A moment as it is kept: microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def partial_index(name: str, column: Column[Any], where: ColumnElement[bool], *, unique: bool = False) -> Index:
    """An index over some of the rows. Only the migrations say it to a server: said here, it would load that dialect."""
    return Index(name, column, unique=unique, sqlite_where=where)

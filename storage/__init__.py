"""What is remembered. Importing this room first puts a sound SQLite in place of the system's."""

from storage import fixed_sqlite

fixed_sqlite.put_in_place()

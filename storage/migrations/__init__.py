"""Migrations: how an older database becomes today's, one revision a file."""

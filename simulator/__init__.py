"""A local Telegram: a Bot API server that behaves like the real one, and people who use it."""

from simulator.app import create_app
from simulator.clock import Clock
from simulator.messages import Message
from simulator.people import Person
from simulator.server import serve
from simulator.telegram import Call, LocalTelegram

__all__ = ["Call", "Clock", "LocalTelegram", "Message", "Person", "create_app", "serve"]

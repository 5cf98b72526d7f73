"""The routes of the team and the week."""

from handlers.routing import Route

routes: list[Route] = []

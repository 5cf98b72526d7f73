"""How long everything is kept: one table, which the clock acts on and which the pages and the assessment are held to.

What the controller has to weigh is marked ⚖ on the pages. What a plan may set itself is a key under `[retention]` in
its programme file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time: days, or whole calendar years that begin when the year of the event is over."""

    days: int = 0
    years: int = 0

    @property
    def span(self) -> timedelta:
        """So many days."""
        return timedelta(days=self.days)

    def before(self, now: datetime, zone: tzinfo) -> datetime:
        """What happened before this moment has been kept long enough."""
        if self.years:
            return datetime(now.astimezone(zone).year - self.years, 1, 1, tzinfo=zone).astimezone(UTC)
        return now - self.span

    def __str__(self) -> str:
        if self.years:
            return f"{self.years} years after the end of the year"
        return f"{self.days} day{'' if self.days == 1 else 's'}" if self.days else "at once"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a plan may set: the number of days or years when it says nothing, and within which bounds."""

    usual: int
    least: int
    most: int
    unit: str = "days"

    def term(self, number: int) -> Term:
        """That number, as a length of time."""
        return Term(**{self.unit: number})


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: what it is about, in which tables, how long, counted from when, and what happens then."""

    key: str
    what: str
    tables: tuple[str, ...]
    term: Term
    since: str
    then: str
    setting: str | None = None
    # Whether the controller has to weigh it.
    weighed: bool = False

    def term_in(self, chosen: Mapping[str, int]) -> Term:
        """How long in a plan that has chosen these."""
        return self.term if self.setting is None else SETTINGS[self.setting].term(chosen[self.setting])


# Messages about a request are remembered for 90 days: it must not be gone, and its number given anew, before those are.
SETTINGS: Mapping[str, Setting] = {
    "left_open_days": Setting(180, 60, 365),
    "requests_days": Setting(365, 120, 1095),
    "persons_days": Setting(730, 180, 1825),
    "talks_years": Setting(5, 1, 10, "years"),
}
USUAL: Mapping[str, int] = {key: setting.usual for key, setting in SETTINGS.items()}

# What people wrote lives so long: at most, and after the visit or the end of a request.
WORDS_AT_MOST, WORDS_AFTER_VISIT = Term(30), Term(7)
# Copies of the database live so long; what keeps the forgotten forgotten must outlive them.
COPIES = Term(30)


def _rule(
    key: str,
    what: str,
    tables: str,
    term: Term | str,
    since: str,
    then: str,
    *,
    weighed: bool = False,
) -> Rule:
    names = tuple(tables.split())
    if isinstance(term, Term):
        return Rule(key, what, names, term, since, then, None, weighed)
    setting = SETTINGS[term]
    return Rule(key, what, names, setting.term(setting.usual), since, then, term, True)


# In this order, for what one rule ends another may delete.
RULES: tuple[Rule, ...] = (
    _rule(
        "words",
        "names, numbers, notes, voices, answers, questions in own words, replies, places of meetings",
        "requests answers questions replies appointments",
        WORDS_AT_MOST,
        f"sending; sooner, {WORDS_AFTER_VISIT} after a talk, after closing and after she took it back",
        "emptied",
        weighed=True,
    ),
    _rule(
        "names",
        "what we may call a resident",
        "persons",
        Term(0),
        "the moment in which none of her requests holds a name any more",
        "emptied",
    ),
    _rule("draft-words", "what was typed into a form and not sent", "drafts", Term(1), "the last change", "emptied"),
    _rule("drafts", "forms that were begun and not sent", "drafts", Term(7), "the last change", "deleted"),
    _rule("letters", "letters of the inbox, empty since they were handled", "inbox", Term(40), "handling", "deleted"),
    _rule(
        "notices",
        "messages that were sent, or could not be",
        "outbox attempts",
        Term(90),
        "their end",
        "deleted",
        weighed=True,
    ),
    _rule(
        "messages",
        "where messages lie in a chat, if they show no one's request",
        "messages",
        Term(2),
        "sending",
        "deleted",
    ),
    _rule("deciding", "times kept for somebody who then did not ask", "appointments", Term(7), "their end", "deleted"),
    _rule(
        "visits",
        "requests of those who only said that they come by",
        "requests",
        Term(14),
        "sending",
        "closed by the clock",
    ),
    _rule(
        "left-open",
        "open requests in which nothing happens any more",
        "requests",
        "left_open_days",
        "the last step",
        "closed by the clock, without an outcome",
    ),
    _rule(
        "requests",
        "requests with all that belongs to them",
        "requests steps answers questions replies appointments referrals messages",
        "requests_days",
        "their end",
        "week, topic, way and outcome go into `finished_requests`, all else is deleted",
    ),
    _rule(
        "persons",
        "residents with nothing open who did not come back",
        "persons consents",
        "persons_days",
        "the last time they were here",
        "forgotten, as with *Forget me*",
    ),
    _rule(
        "erasures",
        "numbers of those who were forgotten; they must outlive every copy",
        "erasures",
        Term(COPIES.days * 3),
        "the day they were forgotten, and once listed beside the database",
        "deleted",
    ),
    _rule(
        "emptied-persons",
        "rows of those who were forgotten, without anything of theirs",
        "persons",
        Term(90),
        "the last time they were here, and when no other row needs them",
        "deleted, all but the newest",
    ),
    _rule(
        "nicknames",
        "what staff call a family of which we know nobody",
        "families",
        "persons_days",
        "the last talk",
        "emptied",
    ),
    _rule(
        "mistakes", "talks entered by mistake", "talks talk_steps", Term(365), "the day they were taken back", "deleted"
    ),
    _rule("mistaken-bridges", "bridges entered by mistake", "contacts", Term(365), "the same", "deleted"),
    _rule(
        "talks",
        "the register of talks, for the agreement's report",
        "talks talk_steps",
        "talks_years",
        "the talk",
        "deleted",
    ),
    _rule(
        "bridges",
        "bridges to the municipality, for the same report",
        "contacts",
        "talks_years",
        "the contact",
        "deleted",
    ),
    _rule(
        "finished",
        "what is left of finished requests",
        "finished_requests",
        "talks_years",
        "the week they ended",
        "deleted",
    ),
    _rule(
        "sign-up-words",
        "what was only needed meanwhile: names, numbers, dishes, allergies, interpreters, the end of a leave",
        "sign_ups",
        Term(14),
        "the last session; for whoever left before, leaving",
        "emptied",
        weighed=True,
    ),
    _rule(
        "wanted-words",
        "who asked for words in her language",
        "wanted_words",
        Term(90),
        "asking",
        "deleted",
    ),
    _rule("votes", "who voted for which topic or guest", "votes", Term(30), "the end of the poll", "deleted"),
    _rule(
        "unopened",
        "gatherings that were planned and never opened",
        "gatherings sessions",
        Term(365),
        "the day they were begun",
        "deleted",
    ),
    _rule(
        "gatherings",
        "the register of gatherings, for the agreement's report",
        "gatherings sessions sign_ups attendances attendance_steps polls votes outcomes wanted_words",
        "talks_years",
        "the last session",
        "deleted",
    ),
    _rule(
        "mistaken-hours",
        "hours of partners that were noted by mistake",
        "partner_hours",
        Term(365),
        "the day they were taken back",
        "deleted",
    ),
    _rule(
        "partner-hours", "hours that partners gave", "partner_hours", "talks_years", "the day they gave them", "deleted"
    ),
    _rule(
        "survey-lines",
        "what families wrote at the end of a survey",
        "ballots",
        WORDS_AT_MOST,
        "the closing of the round",
        "emptied",
        weighed=True,
    ),
    _rule(
        "surveys",
        "surveys: who was asked, and the answers, which lead to nobody",
        "survey_rounds survey_invitations ballots survey_themes",
        "talks_years",
        "the round",
        "deleted",
    ),
    _rule(
        "joins",
        "which families were joined, so that it can be undone",
        "family_joins",
        Term(365),
        "joining or undoing",
        "deleted",
        weighed=True,
    ),
    _rule(
        "strangers",
        "which families only look alike",
        "family_strangers",
        Term(730),
        "the day somebody said so",
        "deleted",
        weighed=True,
    ),
    _rule(
        "families",
        "families that nothing belongs to any more",
        "families",
        Term(1),
        "the day they were made, and when no other row needs them",
        "deleted, all but the newest",
    ),
    _rule("invitations", "used and expired invitations", "invitations", Term(30), "use, else expiry", "deleted"),
    _rule("absences", "absences that are over", "absences", Term(365), "their last day", "deleted", weighed=True),
    _rule("opening", "days with other hours", "opening_changes", Term(90), "that day", "deleted"),
    _rule("feeds", "addresses of calendars that lead nowhere", "feeds", Term(30), "their end", "deleted"),
    _rule(
        "colleagues",
        "names, fields and hours of colleagues who left",
        "staff",
        Term(0),
        "the day she left, and when no request names her any more",
        "replaced by –",
        weighed=True,
    ),
    _rule(
        "former-staff",
        "places in the roster of colleagues who left",
        "staff",
        Term(0),
        "the day she left, and when no other row needs them",
        "deleted, all but the newest",
    ),
)
BY_KEY: Mapping[str, Rule] = {rule.key: rule for rule in RULES}
# What no rule ends, and why it may stay.
STAYS: Mapping[str, str] = {
    "vitals": "one row for each sign of life, written over each time; it tells of the house and of nobody",
    "sentence_checks": "which sentences were checked by whom, who stands for it with a name",
    "clips": "where Telegram has a sentence that was read aloud, until another or none takes its place",
    "area_figures": "figures that others measured, for the whole area",
    "closed_years": "the figures of a year, as they are shown; they lead to nobody",
}

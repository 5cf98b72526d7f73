"""The words of the archive: what each table and each column holds, in Danish, so that it can be read in ten years."""

from collections.abc import Sequence

from documents.archive import Column, Sheet
from domain.gathering_rules import OutcomeKind, Unit
from domain.reports import OTHER
from handlers.context import Ctx
from handlers.counselling.staff_passed_on import bridge_name
from handlers.gatherings.staff_ledger_screens import partner_name
from handlers.gatherings.staff_outcome_words import daycare_name, plan_name
from handlers.gatherings.words import activity_name, plain
from handlers.staff.register_screens import topic_words, way_name
from locales.tongues import tongue
from storage.archive import NOTHING

Columns = tuple[Column, ...]


class Words:
    """Names of what is counted, and what the columns mean."""

    def __init__(self, ctx: Ctx) -> None:
        self.ctx, self.tr = ctx, ctx.tr

    def activity(self, key: str) -> str:
        """An activity, without the picture in front."""
        return plain(activity_name(self.tr, self.ctx.programme, key))

    def unit(self, key: str) -> str:
        """Whether families or women are counted in it."""
        rules = self.ctx.programme.rules(key)
        women = rules is not None and rules.unit is not Unit.FAMILY
        return self.tr.ptext("archive", "women") if women else self.tr.ptext("archive", "families")

    def way(self, key: str) -> str:
        """How a talk came about."""
        return way_name(self.tr, key)

    def topic(self, key: str) -> str:
        """What a talk was about, roughly; the topics of so few talks that they are counted together."""
        return self.tr.ptext("archive", "other topics together") if key == OTHER else topic_words(self.ctx, key or None)

    def language(self, key: str) -> str:
        """A language; nothing where nobody noted one, and those of so few families that they are counted together."""
        if key == OTHER:
            return self.tr.ptext("archive", "other languages together")
        return tongue(self.tr, key) if key else self.tr.ptext("archive", "not noted")

    def often(self, number: int, many: int) -> str:
        """So many talks."""
        more = self.tr.ptext("archive", "{n} or more", n=self.tr.number(many))
        return self.tr.number(number) if number < many else more

    def outcome(self, activity: str, kind: OutcomeKind, value: str) -> tuple[str, str, str]:
        """What became of a mother or a child."""
        name = {OutcomeKind.PLAN: plan_name, OutcomeKind.DAYCARE: daycare_name}[kind]
        what = {
            OutcomeKind.PLAN: self.tr.ptext("archive", "the mother's plan"),
            OutcomeKind.DAYCARE: self.tr.ptext("archive", "the child's start in daycare"),
        }[kind]
        noted = self.tr.ptext("archive", "not noted") if value == NOTHING else name(self.tr, value)
        return self.activity(activity), what, noted

    def bridge(self, key: str) -> str:
        """To whom a bridge was built."""
        return plain(bridge_name(self.ctx, key))

    def partner(self, activity: str, partner: str, month: str) -> tuple[str, str, str]:
        """A partner of an activity."""
        kind = self.ctx.programme.activity(activity)
        return self.activity(activity), partner if kind is None else partner_name(self.tr, kind, partner), month

    def hours(self, minutes: int) -> str:
        """Hours with a comma, as Danish office programs read them."""
        return self.tr.number(round(minutes / 60, 2))

    def _month(self) -> Column:
        tr = self.tr
        return Column(tr.ptext("archive", "Month"), tr.ptext("archive", "year-month"), tr.text("The month it was in."))

    def _activity(self) -> Column:
        tr = self.tr
        return Column(
            tr.ptext("archive", "Activity"), tr.ptext("archive", "name"), tr.text("The activity of the plan.")
        )

    def _number(self) -> Column:
        said = self.tr.text("A number for this file only: another file gives another. Private groups are one together.")
        return Column(self.tr.ptext("archive", "Course number"), self.tr.ptext("archive", "number"), said)

    def _count(self, name: str, meaning: str) -> Column:
        return Column(name, self.tr.ptext("archive", "number"), meaning)

    def _name(self, name: str, meaning: str) -> Column:
        return Column(name, self.tr.ptext("archive", "name"), meaning)

    def _talks(self) -> Column:
        said = self.tr.text("Guidance talks that were held; what was entered by mistake is not counted.")
        return self._count(self.tr.ptext("archive", "Talks"), said)

    def _families(self, meaning: str) -> Column:
        return self._count(self.tr.ptext("archive", "Families"), meaning)

    def of_ways(self) -> Columns:
        """Talks by month and way."""
        way = self._name(self.tr.ptext("archive", "Way"), self.tr.text("How the talk came about."))
        return self._month(), way, self._talks()

    def of_topics(self) -> Columns:
        """Talks of the year by topic."""
        said = self.tr.text("What the talk was about, roughly. Topics of fewer than five talks are counted together.")
        return self._name(self.tr.ptext("archive", "Topic"), said), self._talks()

    def of_languages(self) -> Columns:
        """Families by language."""
        tr = self.tr
        said = tr.text("The language of the talk. What fewer than five families speak is counted together.")
        families = tr.text("Different families in the year; one that spoke two languages is in both.")
        return self._name(tr.ptext("archive", "Language"), said), self._families(families)

    def of_numbers(self) -> Columns:
        """Families by how many talks they had."""
        tr = self.tr
        often = self._count(
            tr.ptext("archive", "Talks in the year"), tr.text("How many talks one family had in the year.")
        )
        return often, self._families(tr.text("Different families with so many talks."))

    def of_meetings(self) -> Columns:
        """Meetings by month."""
        tr = self.tr
        return (
            *(self._activity(), self._number(), self._month()),
            self._count(tr.ptext("archive", "Meetings"), tr.text("Meetings that were held.")),
            self._count(tr.ptext("archive", "Not noted"), tr.text("Of these, meetings at which nobody was noted.")),
            self._count(
                tr.ptext("archive", "Attendances"), tr.text("Everybody who was there, at all of them together.")
            ),
        )

    def of_courses(self) -> Columns:
        """Courses, with who completed them."""
        tr = self.tr
        completed = tr.text("Families there as often as the plan asks for. Empty: nothing to complete, or not over.")
        return (
            *(self._activity(), self._number()),
            self._count(tr.ptext("archive", "Meetings"), tr.text("Meetings that were held in the year.")),
            self._count(tr.ptext("archive", "Took part"), tr.text("Different families or women, there at least once.")),
            self._count(tr.ptext("archive", "Completed"), completed),
        )

    def of_participants(self) -> Columns:
        """Different ones in the year."""
        tr = self.tr
        unit = self._name(tr.ptext("archive", "Unit"), tr.text("Whether families or women are counted."))
        took = tr.text("Different ones in the whole year, there at least once.")
        return self._activity(), unit, self._count(tr.ptext("archive", "Took part"), took)

    def of_outcomes(self) -> Columns:
        """What became of those who left."""
        tr = self.tr
        what = self._name(
            tr.ptext("archive", "What"), tr.text("What is known of a mother who left her group in the year.")
        )
        value = self._name(
            tr.ptext("archive", "Outcome"), tr.text("What was noted last. Not noted is unknown, never no.")
        )
        return (
            self._activity(),
            what,
            value,
            self._count(tr.ptext("archive", "Number"), tr.text("Mothers, or children.")),
        )

    def of_bridges(self) -> Columns:
        """Bridges to others."""
        tr = self.tr
        to = self._name(tr.ptext("archive", "To"), tr.text("To whom a contact was made for a family."))
        return self._month(), to, self._count(tr.ptext("archive", "Number"), tr.text("Contacts that were made."))

    def of_hours(self) -> Columns:
        """Hours that partners gave."""
        tr = self.tr
        partner = self._name(tr.ptext("archive", "Partner"), tr.text("Who gave the time."))
        hours = Column(tr.ptext("archive", "Hours"), tr.ptext("archive", "hours"), tr.text("Hours given in the month."))
        return self._activity(), partner, self._month(), hours

    def of_codebook(self) -> Columns:
        """The codebook itself."""
        tr = self.tr
        return (
            self._name(tr.ptext("archive", "Table"), ""),
            self._name(tr.ptext("archive", "Column"), ""),
            self._name(tr.ptext("archive", "Counted in"), ""),
            self._name(tr.ptext("archive", "Meaning"), ""),
        )

    def codebook(self, sheets: Sequence[Sheet]) -> list[tuple[str, ...]]:
        """What stands in every table, column by column."""
        return [(f"{one.name}.csv", each.name, each.unit, each.meaning) for one in sheets for each in one.columns]

"""The booking conversation in plain python-telegram-bot, as its own examples are written.

A ConversationHandler, user_data and bot_data, PicklePersistence, `run_polling`: everything at its default.
"""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)

from benchmarks.programme import CLOSES, HORIZON, LENGTH, OPENS

logging.basicConfig(format="%(asctime)s - %(name)s - %(levelname)s - %(message)s", level=logging.INFO)
logging.getLogger("httpx").setLevel(logging.WARNING)

LANGUAGE, HOME, TALK, TOPIC, WAY, DAY, TIME, NEEDS, NAME, SUMMARY = range(10)
ZONE = ZoneInfo("Europe/Copenhagen")
NOTICE, MOST_DAYS = timedelta(hours=3), 6
ADDRESS = "Nabohuset\nNabovej 1, 8260 Viby J\n+45 00 00 00 00"
TOPICS = {
    "letters": "✉️ Letters and forms",
    "money": "🪙 Money and home",
    "school": "🎒 Daycare and school",
    "family": "👪 Family",
    "there": "I'd rather say it there",
}
WAYS = {"come": "🚪 I come by", "book": "🗓 Book a time", "call": "📞 Call me"}
WANTS = {
    "interpreter": "An interpreter",
    "companion": "Someone comes with me",
    "quiet": "A quiet room",
    "note": "Write or say more",
}

Context = ContextTypes.DEFAULT_TYPE
Row = list[InlineKeyboardButton]


def button(label: str, data: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=data)


BACK_AND_HOME = [button("↩️ Back", "back"), button("🏠 Home", "home")]
ONLY_HOME = [button("🏠 Home", "home")]
HOME_ROWS = [
    [button("💬 Talk to someone", "talk")],
    [button("📅 What's on", "on")],
    [button("🗓 My appointments", "mine")],
    [button("🕑 Hours and help now", "hours")],
    [button("⚙️ Language and privacy", "about")],
]


def mine(context: Context) -> dict[Any, Any]:
    """What this person chose so far."""
    assert context.user_data is not None
    return context.user_data


def chosen(update: Update) -> str:
    """The part of the tap after its first colon."""
    assert update.callback_query is not None
    return str(update.callback_query.data).partition(":")[2]


async def show(update: Update, text: str, rows: list[Row]) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer()
    await query.edit_message_text(text, reply_markup=InlineKeyboardMarkup(rows))


async def start(update: Update, context: Context) -> int:
    assert update.message is not None
    rows = [
        [button("Dansk", "lang:da")],
        [button("English", "lang:en")],
        [button("العربية", "lang:ar")],
        [button("My language isn't here", "lang-other")],
    ]
    text = "Vælg dit sprog\nChoose your language\nاختر لغتك"
    await update.message.reply_text(text, reply_markup=InlineKeyboardMarkup(rows))
    return LANGUAGE


async def read_language(update: Update, context: Context) -> int:
    mine(context)["language"] = chosen(update)
    welcome = "👋 Welcome to Nabohuset! Our family workers read what you send here. "
    notice = "Telegram is not sealed, so write no secrets; you can also just come by."
    await show(update, welcome + notice, HOME_ROWS)
    return HOME


async def home(update: Update, context: Context) -> int:
    await show(update, "This is Nabohuset. What would you like?", HOME_ROWS)
    return HOME


async def talk(update: Update, context: Context) -> int:
    text = f"Just come by, no appointment needed. It is free, and there is coffee.\n\n{ADDRESS}"
    rows = [[button("💬 Ask for a talk", "talk:new")], [button("📍 Show the map", "map")], ONLY_HOME]
    await show(update, text, rows)
    return TALK


async def ask_topic(update: Update, context: Context) -> int:
    rows = [[button(label, f"topic:{key}")] for key, label in TOPICS.items()]
    await show(update, "What is it about? You need not tell us more now.", [*rows, BACK_AND_HOME])
    return TOPIC


async def read_topic(update: Update, context: Context) -> int:
    mine(context)["topic"] = chosen(update)
    return await ask_way(update, context)


async def ask_way(update: Update, context: Context) -> int:
    rows = [[button(label, f"way:{key}")] for key, label in WAYS.items()]
    await show(update, "How shall we meet?", [*rows, BACK_AND_HOME])
    return WAY


async def read_way(update: Update, context: Context) -> int:
    mine(context)["way"] = chosen(update)
    return await ask_day(update, context)


def times_of(day: date) -> Iterator[datetime]:
    at = datetime.combine(day, OPENS, ZONE)
    while at + LENGTH <= datetime.combine(day, CLOSES, ZONE):
        yield at
        at += LENGTH


def free_times(context: Context, day: date) -> list[datetime]:
    earliest, taken = datetime.now(UTC) + NOTICE, context.bot_data.setdefault("taken", {})
    return [at for at in times_of(day) if at >= earliest and at.isoformat() not in taken]


def free_days(context: Context) -> list[date]:
    today = datetime.now(ZONE).date()
    days: list[date] = []
    for number in range(HORIZON.days + 1):
        day = today + timedelta(days=number)
        if free_times(context, day):
            days.append(day)
        if len(days) == MOST_DAYS:
            break
    return days


async def ask_day(update: Update, context: Context) -> int:
    rows = [[button(f"{day:%A} {day.day} {day:%B}", f"day:{day.isoformat()}")] for day in free_days(context)]
    await show(update, "Which day is good for you?", [*rows, BACK_AND_HOME])
    return DAY


async def read_day(update: Update, context: Context) -> int:
    mine(context)["day"] = chosen(update)
    return await ask_time(update, context)


async def ask_time(update: Update, context: Context) -> int:
    day = date.fromisoformat(mine(context)["day"])
    times = [button(f"{at:%H:%M}", f"time:{at.isoformat()}") for at in free_times(context, day)]
    if not times:
        return await ask_day(update, context)
    rows = [times[first : first + 2] for first in range(0, len(times), 2)]
    await show(update, f"{day:%A} {day.day} {day:%B}\nAt what time?", [*rows, BACK_AND_HOME])
    return TIME


async def read_time(update: Update, context: Context) -> int:
    at, person = chosen(update), update.effective_user
    assert person is not None
    if context.bot_data["taken"].setdefault(at, person.id) != person.id:
        return await ask_time(update, context)
    mine(context)["time"] = at
    return await ask_needs(update, context)


async def ask_needs(update: Update, context: Context) -> int:
    wants = mine(context).setdefault("wants", set())
    rows = [[button(("✅ " if key in wants else "") + label, f"needs:{key}")] for key, label in WANTS.items()]
    rows += [[button("✔️ Go on", "needs:on")], BACK_AND_HOME]
    await show(update, "Do you need anything? Tap what you need, then go on.", rows)
    return NEEDS


async def read_needs(update: Update, context: Context) -> int:
    need = chosen(update)
    if need == "on":
        return await ask_name(update, context)
    mine(context)["wants"] ^= {need}
    return await ask_needs(update, context)


async def ask_name(update: Update, context: Context) -> int:
    rows = [[button("My Telegram name", "name:telegram")], [button("No name", "name:none")], BACK_AND_HOME]
    await show(update, "What may we call you? You can write any name.", rows)
    return NAME


async def read_name(update: Update, context: Context) -> int:
    assert update.effective_user is not None
    mine(context)["name"] = update.effective_user.first_name if chosen(update) == "telegram" else None
    return await ask_summary(update, context)


async def ask_summary(update: Update, context: Context) -> int:
    wish = mine(context)
    lines = ["Is this right?", "", TOPICS[wish["topic"]], WAYS[wish["way"]], moment(wish["time"])]
    lines.append(f"Name: {wish['name']}" if wish["name"] else "No name.")
    rows = [
        [button("✅ Book, remind me", "summary:on")],
        [button("✅ Book, no reminder", "summary:off")],
        [button("✏️ Change something", "change")],
        BACK_AND_HOME,
    ]
    lines += ["", "A reminder says when and where your time is, nothing else."]
    await show(update, "\n".join(lines), rows)
    return SUMMARY


async def ask_change(update: Update, context: Context) -> int:
    rows = [
        [button("Change the topic", "change:topic")],
        [button("Change how we meet", "change:way")],
        [button("Change what I need", "change:needs")],
        [button("Change the name", "change:name")],
        BACK_AND_HOME,
    ]
    await show(update, "Is this right?", rows)
    return SUMMARY


def moment(time: str) -> str:
    at = datetime.fromisoformat(time)
    return f"{at:%A} {at.day} {at:%B}, {at:%H:%M}"


async def book(update: Update, context: Context) -> int:
    query, message, wish = update.callback_query, update.effective_message, mine(context)
    assert query is not None
    assert message is not None
    await query.answer()
    await message.reply_text(
        f"✅ Your time is booked. We look forward to seeing you.\n\n{moment(wish['time'])}\n{ADDRESS}"
    )
    await message.reply_venue(56.1236, 10.1468, "Nabohuset", "Nabovej 1, 8260 Viby J")
    rows = [[button("🗓 Another time", "again")], [button("❌ Cancel my time", "cancel")], BACK_AND_HOME]
    file = calendar_file(wish["time"]).encode()
    await message.reply_document(file, filename="nabohuset.ics", reply_markup=InlineKeyboardMarkup(rows))
    context.bot_data.setdefault("booked", {})[wish["time"]] = dict(wish)
    wish.clear()
    return ConversationHandler.END


def calendar_file(time: str) -> str:
    at = datetime.fromisoformat(time).astimezone(UTC)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//peer//peer//",
        "BEGIN:VEVENT",
        f"UID:{at:%Y%m%dT%H%M}@peer",
        f"DTSTAMP:{datetime.now(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{at:%Y%m%dT%H%M%SZ}",
        f"DTEND:{at + LENGTH:%Y%m%dT%H%M%SZ}",
        "SUMMARY:Appointment in Nabohuset",
        "LOCATION:Nabohuset\\, Nabovej 1\\, 8260 Viby J",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join([*lines, ""])


def conversation() -> ConversationHandler[Context]:
    tap = CallbackQueryHandler
    return ConversationHandler(
        entry_points=[CommandHandler("start", start), tap(home, "^home$")],
        states={
            LANGUAGE: [tap(read_language, "^lang:")],
            HOME: [tap(talk, "^talk$")],
            TALK: [tap(ask_topic, "^talk:new$")],
            TOPIC: [tap(read_topic, "^topic:"), tap(talk, "^back$")],
            WAY: [tap(read_way, "^way:book$"), tap(ask_topic, "^back$")],
            DAY: [tap(read_day, "^day:"), tap(ask_way, "^back$")],
            TIME: [tap(read_time, "^time:"), tap(ask_day, "^back$")],
            NEEDS: [tap(read_needs, "^needs:"), tap(ask_time, "^back$")],
            NAME: [tap(read_name, "^name:"), tap(ask_needs, "^back$")],
            SUMMARY: [
                tap(book, "^summary:(on|off)$"),
                tap(ask_change, "^change$"),
                tap(ask_topic, "^change:topic$"),
                tap(ask_way, "^change:way$"),
                tap(ask_needs, "^change:needs$"),
                tap(ask_name, "^(change:name|back)$"),
            ],
        },
        fallbacks=[CommandHandler("start", start), tap(home, "^home$")],
        name="booking",
        persistent=True,
    )


def main() -> None:
    """Run until stopped."""
    application = (
        Application.builder()
        .token(os.environ["NABOBOT_TOKEN"])
        .base_url(f"{os.environ['NABOBOT_API_URL']}/bot")
        .persistence(PicklePersistence(Path(os.environ["NABOBOT_DATA"]) / "peer.pickle"))
        .build()
    )
    application.add_handler(conversation())
    application.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main()

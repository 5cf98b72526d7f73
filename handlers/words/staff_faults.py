"""What is wrong with somebody's words for a sentence, said so that she can put it right."""

from collections.abc import Callable

from locales import Translator
from locales.faults import Fault, Kind


def fault_words(tr: Translator, fault: Fault) -> str:
    """One fault in Danish, as Telegram HTML."""
    said = _PARTS.get(fault.kind) or _LENGTHS.get(fault.kind) or _WORDS[fault.kind]
    return said(tr, fault)


Said = Callable[[Translator, Fault], str]

_PARTS: dict[Kind, Said] = {
    Kind.FORMS: lambda tr, fault: tr.html("There must be {most} forms.", most=fault.most),
    Kind.TAGS: lambda tr, fault: (
        tr.html("These signs must stand there exactly so: {found}", found=fault.found)
        if fault.found
        else tr.html("There must be no signs such as {sign} in it.", sign="<b>")
    ),
    Kind.BRACKETS: lambda tr, fault: tr.html("The signs {signs} must stand there as in the Danish one.", signs="< >"),
    Kind.LINES: lambda tr, fault: tr.html("It must have as many lines as the Danish one."),
    Kind.ENDS: lambda tr, fault: tr.html("It must begin and end like the Danish one, without more spaces."),
    Kind.COMMANDS: lambda tr, fault: (
        tr.html("This command must stand there exactly so: {found}", found=fault.found)
        if fault.found
        else tr.html("There must be no command with / in it.")
    ),
    Kind.SAME_EMOJI: lambda tr, fault: (
        tr.html("This emoji must stand there, and no other: {found}", found=fault.found)
        if fault.found
        else tr.html("There must be no emoji in it.")
    ),
    Kind.NESTING: lambda tr, fault: tr.html(
        "A sign such as {opened} is not closed with {closed}.", opened="<b>", closed="</b>"
    ),
    Kind.TURNING: lambda tr, fault: tr.html("There is an invisible mark of direction in it. Write it without."),
    Kind.BROKEN: lambda tr, fault: tr.html(
        "A brace is missing. Write the names in braces as in the Danish one, such as {example}", example="{name}"
    ),
    Kind.UNKNOWN: lambda tr, fault: tr.html("There is no such name in this sentence: {found}", found=fault.found),
    Kind.LACKING: lambda tr, fault: tr.html(
        "This is missing and must stand there exactly so: {found}. It becomes a name, a time or a number.",
        found=fault.found,
    ),
}
_LENGTHS: dict[Kind, Said] = {
    Kind.SENTENCES: lambda tr, fault: tr.html(
        "It is {found} sentences, and may be {most}.", found=fault.found, most=fault.most
    ),
    Kind.CHARACTERS: lambda tr, fault: tr.html(
        "It is {found} characters, and may be {most}.", found=fault.found, most=fault.most
    ),
    Kind.LONG_SENTENCE: lambda tr, fault: tr.html(
        "One of its sentences has {found} words, and may have {most}.", found=fault.found, most=fault.most
    ),
    Kind.BUTTON: lambda tr, fault: tr.html(
        "It stands on a button: it is {found} characters, and may be {most}.", found=fault.found, most=fault.most
    ),
    Kind.MANY_EMOJI: lambda tr, fault: tr.html("There may be one emoji, and no more."),
    Kind.AVERAGE: lambda tr, fault: tr.html("Its sentences are too long."),
    Kind.HARD: lambda tr, fault: tr.html("It is hard to read. Write shorter words and sentences."),
}
_WORDS: dict[Kind, Said] = {
    Kind.ANONYMOUS: lambda tr, fault: tr.html("It promises that nobody knows who she is. Say that it is confidential."),
    Kind.FLAG: lambda tr, fault: tr.html("There must be no flag in it."),
    Kind.TOPIC: lambda tr, fault: tr.html(
        "It is a reminder that others may see. So this must not stand there: {found}", found=fault.found
    ),
    Kind.OFFICE_WORD: lambda tr, fault: tr.html(
        "This is an office word, too hard for a button: {found}", found=fault.found
    ),
    Kind.EMOJI_PLACE: lambda tr, fault: tr.html("The emoji must stand in front."),
    Kind.NO_WORD: lambda tr, fault: tr.html("There is no word in it."),
    Kind.IDIOM: lambda tr, fault: tr.html(
        "This is a figure of speech that not everybody understands: {found}", found=fault.found
    ),
    Kind.PATTERN: lambda tr, fault: tr.html(
        "It must be beginnings of words with {sign} between them, and nothing else.", sign="|"
    ),
}

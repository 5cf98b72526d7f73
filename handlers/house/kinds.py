"""What every kind of data is called that we keep about a person, in plain words."""

from locales import Translator


def kind_name(tr: Translator, table: str) -> str:
    """The name of a kind; one that has none is an error, so that nothing new is kept without being told."""
    return {**_hers(tr), **_of_her_requests(tr), **_of_gatherings(tr), **_of_the_team(tr)}[table]


def _hers(tr: Translator) -> dict[str, str]:
    return {
        "persons": tr.ptext("kind", "About you"),
        "families": tr.ptext("kind", "About your family"),
        "family_joins": tr.ptext("kind", "Families joined with yours"),
        "consents": tr.ptext("kind", "Your yes and no"),
        "inbox": tr.ptext("kind", "That you sent something"),
        "outbox": tr.ptext("kind", "Messages from us"),
        "attempts": tr.ptext("kind", "Tries to send them"),
        "messages": tr.ptext("kind", "What lies in this chat"),
        "drafts": tr.ptext("kind", "What you have begun"),
    }


def _of_her_requests(tr: Translator) -> dict[str, str]:
    return {
        "requests": tr.ptext("kind", "What you asked for"),
        "steps": tr.ptext("kind", "Steps we noted"),
        "appointments": tr.ptext("kind", "Times"),
        "answers": tr.ptext("kind", "Answers to you"),
        "questions": tr.ptext("kind", "Questions and invitations"),
        "replies": tr.ptext("kind", "What you wrote back"),
        "talks": tr.ptext("kind", "Talks we counted"),
        "talk_steps": tr.ptext("kind", "Talks put right"),
        "referrals": tr.ptext("kind", "Others asked to help"),
        "contacts": tr.ptext("kind", "Contacts to others for you"),
    }


def _of_gatherings(tr: Translator) -> dict[str, str]:
    return {
        "sign_ups": tr.ptext("kind", "What you signed up for"),
        "attendances": tr.ptext("kind", "Your answers and when you came"),
        "attendance_steps": tr.ptext("kind", "How we noted that you came"),
        "votes": tr.ptext("kind", "What you voted for"),
        "wanted_words": tr.ptext("kind", "What you asked us to translate"),
        "survey_invitations": tr.ptext("kind", "When we asked how it went"),
        "ballots": tr.ptext("kind", "What you answered, while it is yours"),
        "outcomes": tr.ptext("kind", "How it went on after the group"),
    }


def _of_the_team(tr: Translator) -> dict[str, str]:
    return {
        "staff": tr.ptext("kind", "Your place in the team"),
        "invitations": tr.ptext("kind", "Your invitation to the team"),
        "absences": tr.ptext("kind", "Days you were away"),
        "feeds": tr.ptext("kind", "Your calendar address"),
    }

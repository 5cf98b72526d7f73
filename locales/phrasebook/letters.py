"""What is said about a letter in her hand."""

from locales.phrasebook.answers import DONE, HAVE_IT, UNDERSTOOD, WHEN, YES_NO, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "letters",
    P_("button", "Letters"),
    (
        Phrase("letter-together", P_("phrase", "Would you like to read the letter together with us?"), YES_PLEASE),
        Phrase("letter-when", P_("phrase", "When can you come with the letter?"), WHEN),
        Phrase(
            "letter-bring", P_("phrase", "Please do not send a photo of the letter. Bring it with you."), UNDERSTOOD
        ),
        Phrase("letter-from", P_("phrase", "Is the letter from this place? {place}"), YES_NO),
        Phrase("letter-soon", P_("phrase", "Does the letter say that you must answer soon?"), YES_NO),
        Phrase("letter-deadline", P_("phrase", "Please answer the letter no later than this day: {time}"), UNDERSTOOD),
        Phrase("letter-have", P_("phrase", "Do you still have the letter?"), YES_NO),
        Phrase("letter-digital", P_("phrase", "Is the letter in your mailbox on the internet (Digital Post)?"), YES_NO),
        Phrase("letter-login", P_("phrase", "Can you log in with MitID on your phone?"), YES_NO),
        Phrase("letter-code", P_("phrase", "Please do not write your MitID code here."), UNDERSTOOD),
        Phrase("letter-reply", P_("phrase", "Shall we write the answer together?"), YES_PLEASE),
        Phrase("letter-sent", P_("phrase", "Have you sent your answer?"), DONE),
        Phrase("letter-needs", P_("phrase", "The letter asks for this paper: {document}"), HAVE_IT),
    ),
)

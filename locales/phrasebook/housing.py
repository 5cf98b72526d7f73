"""What is said about the home and the rent."""

from locales.phrasebook.answers import AT_HOME, HAVE_IT, UNDERSTOOD, YES_NO, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "housing",
    P_("button", "Housing"),
    (
        Phrase("rent-paid", P_("phrase", "Is the rent paid this month?"), YES_NO),
        Phrase("rent-together", P_("phrase", "Shall we look at the rent together?"), YES_PLEASE),
        Phrase("rent-amount", P_("phrase", "The rent is: {amount}. Pay no later than: {time}"), UNDERSTOOD),
        Phrase("housing-call", P_("phrase", "Shall we call the housing office together?"), YES_PLEASE),
        Phrase("rent-help", P_("phrase", "Do you get money to help with the rent (boligstøtte)?"), YES_NO),
        Phrase(
            "rent-help-read", P_("phrase", "Shall we read about help with the rent together (boligstøtte)?"), YES_PLEASE
        ),
        Phrase("home-broken", P_("phrase", "Is something broken in your home?"), YES_NO),
        Phrase(
            "home-repair", P_("phrase", "Somebody will come to repair something in your home. Time: {time}"), AT_HOME
        ),
        Phrase("home-waiting-list", P_("phrase", "Are you on a waiting list for another home?"), YES_NO),
        Phrase("home-moving", P_("phrase", "Would you like to talk about moving?"), YES_PLEASE),
        Phrase("home-paper", P_("phrase", "Please bring this paper about your home: {document}"), HAVE_IT),
        Phrase("home-water", P_("phrase", "The water will be turned off. Time: {time}"), UNDERSTOOD),
    ),
)

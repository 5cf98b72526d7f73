"""What is said about tax."""

from locales.phrasebook.answers import HAVE_IT, UNDERSTOOD, WHEN, WHO, YES_NO, YES_PLEASE
from locales.phrasebook.phrase import Phrase, Situation
from locales.translator import P_

SITUATION = Situation(
    "tax",
    P_("button", "Tax (SKAT)"),
    (
        Phrase("tax-who", P_("phrase", "Who would like help with tax?"), WHO),
        Phrase("tax-together", P_("phrase", "Shall we look at your tax together?"), YES_PLEASE),
        Phrase("tax-when", P_("phrase", "When can you come to look at the tax?"), WHEN),
        Phrase("tax-bring", P_("phrase", "Please bring this when we look at tax: {document}"), HAVE_IT),
        Phrase("tax-year", P_("phrase", "Have you seen the paper about last year's tax (årsopgørelse)?"), YES_NO),
        Phrase(
            "tax-expected",
            P_("phrase", "There is a paper about your expected tax (forskudsopgørelse). Shall we read it?"),
            YES_PLEASE,
        ),
        Phrase("tax-income", P_("phrase", "Has your income changed this year?"), YES_NO),
        Phrase("tax-pay", P_("phrase", "The letter says that you must pay more tax (restskat): {amount}"), UNDERSTOOD),
        Phrase("tax-back", P_("phrase", "The letter says that you have paid too much tax: {amount}"), UNDERSTOOD),
        Phrase("tax-deadline", P_("phrase", "Please answer SKAT no later than this day: {time}"), UNDERSTOOD),
        Phrase("tax-call", P_("phrase", "Shall we call SKAT together?"), YES_PLEASE),
        Phrase("tax-travel", P_("phrase", "A long way to work can matter for your tax. Do you travel far?"), YES_NO),
    ),
)

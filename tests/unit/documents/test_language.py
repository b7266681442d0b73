import pytest

from pledgebook.documents.language import require_english
from pledgebook.errors import DocumentError

FRENCH = (
    "Le gouvernement du Togo a annoncé lundi qu’il enverrait quarante tentes et neuf médecins "
    "dans les villes inondées du nord du Bénin, où le fleuve est sorti de son lit."
)


def test_english() -> None:
    require_english("Togo said that it would send forty tents to the towns of the north. " * 3)


def test_lists_in_english() -> None:
    rows = "Denmark: surveillance aircraft\nEstonia: mine hunter\nPoland: two minehunters\n"
    require_english(rows * 4)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (FRENCH, "French"),
        (
            "Die Regierung von Togo hat am Montag angekündigt, dass sie vierzig Zelte und neun "
            "Ärzte in die überschwemmten Städte im Norden von Benin schicken will.",
            "German",
        ),
        ("Правительство Того объявило в понедельник, что отправит сорок палаток. " * 3, "Russian"),
    ],
)
def test_other_languages_are_named(text: str, name: str) -> None:
    with pytest.raises(DocumentError, match=f"is in {name}, not English"):
        require_english(text)


def test_short_texts_pass() -> None:
    require_english("Le Togo envoie des tentes")
    require_english("")


def test_english_that_quotes_another_language() -> None:
    require_english(f"The government of Togo said in a statement that was read out: “{FRENCH}”")

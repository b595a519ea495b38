"""The sentence in the README, the order of imports, the apps and the menu are one order."""

from __future__ import annotations

import configparser
import re

from django.conf import settings
from tests.house.tree import ROOMS, read

MENU = "src/camket/web/templates/camket/parts/menu.html"
VIETNAMESE = {
    "record": "Sổ ghi",
    "discipline": "Kỷ cương",
    "resources": "Nguồn lực",
    "results": "Kết quả",
    "oversight": "Giám sát",
    "review": "Tổng kết",
}


def order_in_sentence(text: str) -> list[str]:
    """The rooms in the order in which the first paragraph that names them all in bold sets them."""
    for paragraph in re.split(r"\n\s*\n", text):
        bold = [word.lower() for word in re.findall(r"\*\*(\w+)\*\*", paragraph)]
        if set(ROOMS) <= set(bold):
            return [word for word in bold if word in ROOMS]
    return []


def order_of_imports(contracts: str) -> list[str]:
    """The rooms in the order of the first import contract, lowest first."""
    parser = configparser.ConfigParser()
    parser.read_string(contracts)
    layers = parser["importlinter:contract:sentence"]["layers"].split("\n")
    found = [name.strip() for layer in reversed(layers) for name in layer.split("|")]
    return [name for name in found if name in ROOMS]


def order_of_menu(page: str) -> list[str]:
    """The rooms in the order in which the menu names them; the record may close it, for it lies under all."""
    found = {room: re.search(rf'[">]{word}["<]', page, re.IGNORECASE) for room, word in VIETNAMESE.items()}
    places = {room: match.start() for room, match in found.items() if match}
    return sorted(places, key=lambda room: places[room])


def test_the_readme_says_the_sentence_in_the_order_of_imports():
    assert order_in_sentence(read("README.md")) == list(ROOMS)


def test_imports_and_apps_are_in_the_order_of_the_sentence():
    assert order_of_imports(read(".importlinter")) == list(ROOMS)
    apps = [app.split(".")[1] for app in settings.INSTALLED_APPS if app.startswith("camket.")]
    assert [app for app in apps if app in ROOMS] == list(ROOMS)


def test_the_menu_is_the_sentence():
    menu = order_of_menu(read(MENU))
    assert sorted(menu) == sorted(ROOMS)
    assert [room for room in menu if room != "record"] == list(ROOMS[1:])


def test_planted_disorder_is_found():
    sentence = "Every act is in the **record**. **Discipline**, **resources**, **results**, **oversight**, **review**."
    assert order_in_sentence(sentence) == list(ROOMS)
    assert order_in_sentence(
        sentence.replace("**results**, **oversight**", "**oversight**, **results**")
    ) != list(ROOMS)
    assert order_in_sentence(sentence.replace("**results**", "results")) == []
    swapped = read(".importlinter").replace("    oversight\n    results\n", "    results\n    oversight\n", 1)
    assert order_of_imports(swapped) != list(ROOMS)
    assert order_of_menu("<a>Kết quả</a><a>Kỷ cương</a><a>Sổ ghi</a>") == ["results", "discipline", "record"]

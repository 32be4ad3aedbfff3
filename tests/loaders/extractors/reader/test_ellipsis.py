from __future__ import annotations

import pytest
from hearings import hearing_of, members_of

from disputes.loaders.extractors.reader.ellipsis import with_heads


def named(marked: str) -> list[str]:
    return [member.name for member in with_heads(hearing_of(marked).text, members_of(marked))]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        (
            "The [[Peruvian consulates in Port Vell|Property]], [[Sarn|Property]] and [[Olm|Property]] closed.",
            ["Peruvian consulate in Port Vell", "Peruvian consulate in Sarn", "Peruvian consulate in Olm"],
        ),
        (
            "The [[piers at Sarn|Property]] as well as [[Olm|Property]] closed.",
            ["pier at Sarn", "pier at Olm"],
        ),
        ("The [[piers in Sarn|Property]] and in [[Olm|Property]] closed.", ["pier in Sarn", "pier in Olm"]),
        ("The [[piers in Sarn|Property]] and [[Olm|Place]] closed.", ["pier in Sarn", "pier in Olm"]),
        ("The [[piers in Port Vell|Property]],\t[[Sarn|Property]] closed.", ["pier in Port Vell", "pier in Sarn"]),
    ],
)
def test_what_is_named_by_its_place_alone_gets_the_name_of_the_first(marked: str, wanted: list[str]) -> None:
    assert named(marked) == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The [[pier in Sarn|Property]] and [[Olm|Place]] saw snow.", ["pier in Sarn", "Olm"]),
        ("The [[pier in Sarn|Property]], [[Olm|Property]] and more.", ["pier in Sarn", "Olm"]),
        ("The [[headquarters in Sarn|Property]] and [[Olm|Place]] burnt.", ["headquarters in Sarn", "Olm"]),
        ("The [[piers in Sarn|Property]] and [[the Olm ferry|Property]] closed.", ["piers in Sarn", "Olm ferry"]),
        ("The [[piers in Sarn|Property]] closed, so [[Olm|Property]] left.", ["piers in Sarn", "Olm"]),
        ("The [[piers in Sarn|Property]],\n[[Olm|Property]] left.", ["piers in Sarn", "Olm"]),
        ("The [[Aurora|Property]] and [[Olm|Property]] left.", ["Aurora", "Olm"]),
    ],
)
def test_other_names_stay_as_they_are(marked: str, wanted: list[str]) -> None:
    assert named(marked) == wanted

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistants.api_keys import digest, is_well_formed, mint, prefix

KNOWN = "ak_000000000000000000000000000000000" + "26BYXP"


def test_a_minted_key_has_the_form_of_the_contract() -> None:
    key = mint()
    assert re.fullmatch(r"ak_[0-9A-Za-z]{39}", key)
    assert is_well_formed(key)


def test_no_two_minted_keys_are_alike() -> None:
    assert len({mint() for _ in range(200)}) == 200


def test_the_checksum_is_crc32_in_base62_and_stays_so() -> None:
    assert is_well_formed(KNOWN)


@given(st.integers(3, 41), st.sampled_from("0Aaz"))
def test_one_mistyped_character_is_noticed(position: int, character: str) -> None:
    mistyped = KNOWN[:position] + character + KNOWN[position + 1 :]
    assert is_well_formed(mistyped) == (mistyped == KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ak_",
        KNOWN[:-1],
        KNOWN + "0",
        KNOWN + "\n",
        " " + KNOWN,
        KNOWN.upper(),
        "AK_" + KNOWN[3:],
        "sk_" + KNOWN[3:],
        KNOWN.replace("0", "０", 1),  # noqa: RUF001 - a full-width digit
        KNOWN.replace("0", "-", 1),
        KNOWN.replace("0", "\ud800", 1),
        "é" * 42,
    ],
)
def test_anything_else_is_not_a_key(text: str) -> None:
    assert not is_well_formed(text)


@given(st.text())
def test_any_text_is_judged_and_digested(text: str) -> None:
    assert is_well_formed(text) is False
    assert re.fullmatch(r"[0-9a-f]{64}", digest(text))


def test_a_digest_is_sha256_and_a_prefix_eight_characters() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert prefix(KNOWN) == "ak_00000"

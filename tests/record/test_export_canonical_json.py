"""One value, one text: RFC 8785, with the standard library's speed where both agree."""

from __future__ import annotations

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from camket_verify.faults import FaultCode, Unsound
from camket_verify.jcs import canonical, parse_canonical

scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_every_value_comes_back_from_its_canonical_text(value: object):
    assert parse_canonical(canonical(value)) == value
    assert canonical(value) == rfc8785.dumps(value)


@given(values, st.data())
def test_a_text_is_taken_exactly_when_the_library_would_write_it_so(value: object, data: st.DataObject):
    text = canonical(value)
    place = data.draw(st.integers(0, len(text) - 1))
    changed = text[:place] + data.draw(st.binary(max_size=2)) + text[place + 1 :]
    try:
        parsed = parse_canonical(changed)
    except Unsound:
        return
    assert rfc8785.dumps(parsed) == changed


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b" 1",
        b"1 ",
        b"01",
        b"-0",
        b"1.0",
        b"1e3",
        b"9007199254740993",
        b"NaN",
        b"Infinity",
        b'"\\u00e9"',
        b'"\\/"',
        b'"\\ud800"',
        b'"\xff"',
        b'{"a":1,"a":1}',
        b'{"b":1,"a":1}',
        b'{"a": 1}',
        b"\xef\xbb\xbf1",
        b"[1,]",
        b"9" * 5000,
        b"[" * 100_000,
    ],
)
def test_any_other_spelling_is_refused(text: bytes):
    with pytest.raises(Unsound) as unsound:
        parse_canonical(text)
    assert unsound.value.code is FaultCode.NOT_CANONICAL


def test_keys_are_ordered_by_utf_16_units_as_the_rfc_asks():
    # U+1F600 sorts before U+FB33 by UTF-16 units, and after it by code points.
    assert canonical({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()
    assert parse_canonical('{"\U0001f600":2,"\ufb33":1}'.encode()) == {"\ufb33": 1, "\U0001f600": 2}
    with pytest.raises(Unsound):
        parse_canonical('{"\ufb33":1,"\U0001f600":2}'.encode())


@pytest.mark.parametrize("value", [float("nan"), 2**53, "\ud800", {1: 2}, object()])
def test_what_has_no_canonical_text_is_refused(value: object):
    with pytest.raises(Unsound):
        canonical(value)

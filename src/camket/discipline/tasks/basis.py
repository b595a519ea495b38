"""What a deadline was counted from, as it is kept beside its day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from camket.discipline.deadlines.rules import Basis

if TYPE_CHECKING:
    from camket.discipline.deadlines.rules import Reading

    from .models import Deadline


def basis_detail(reading: Reading) -> dict[str, Any]:
    """What a deadline keeps of a reading, so that another calendar can count it again."""
    return {"basis": reading.basis.as_table()} if reading.basis else {}


def basis_of(deadline: Deadline) -> Basis | None:
    """What a deadline was counted from; none when it was not counted, or when that was not kept."""
    kept = json.loads(deadline.detail).get("basis")
    return Basis.from_table(kept) if kept else None

"""A key points to its own room or a lower one, and leaves no way back up when it crosses rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps
from tests.house.tree import ROOMS

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDER = {room: place for place, room in enumerate(("jobs", *ROOMS))}


def faults(found: Iterable[type[models.Model]]) -> list[str]:
    """Keys that point up, keys across rooms that can be followed back, and keys that take rows away with them."""
    named = []
    for model in found:
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey) or field.model is not model:
                continue
            here, there = model._meta.app_label, field.related_model._meta.app_label
            name = f"{model.__name__}.{field.name}"
            if ORDER[there] > ORDER[here]:
                named.append(f"{name} points up to {there}")
            if there != here and not field.remote_field.hidden:
                named.append(f'{name} crosses to {there} without related_name="+"')
            if field.remote_field.on_delete is not models.PROTECT:
                named.append(f"{name} does not protect what it points to")
    return named


def test_every_key_points_down_and_leaves_no_way_back():
    assert faults(model for room in ORDER for model in apps.get_app_config(room).get_models()) == []


@isolate_apps("camket.record", "camket.discipline", "camket.review")
def test_planted_keys_are_found():
    class Task(models.Model):
        class Meta:
            app_label = "discipline"

    class Figure(models.Model):
        task = models.ForeignKey(Task, on_delete=models.PROTECT)
        entry = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "review"

    class Upward(models.Model):
        figure = models.ForeignKey(Figure, on_delete=models.PROTECT, related_name="+")

        class Meta:
            app_label = "discipline"

    assert faults([Task, Figure, Upward]) == [
        'Figure.task crosses to discipline without related_name="+"',
        "Figure.entry does not protect what it points to",
        "Upward.figure points up to review",
    ]

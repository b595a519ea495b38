"""The addresses of the pages, subject by subject."""

from . import agencies, doors, intake, meetings, papers, record, review, rooms, task, tasks

urlpatterns = [
    *review.urls,
    *tasks.urls,
    *task.urls,
    *agencies.urls,
    *meetings.urls,
    *papers.urls,
    *intake.urls,
    *record.urls,
    *rooms.urls,
    *doors.urls,
]

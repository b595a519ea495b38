"""Pages: posts and the people who hold them, as of a day; the forms that change them; files in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from camket.discipline.agencies import queries as agencies
from camket.discipline.agencies.roles import Role
from camket.discipline.catalogues import queries as catalogues
from camket.discipline.catalogues.post_file import PostFile, hold_posts
from camket.discipline.catalogues.post_rows import COLUMNS, PostRow
from camket.discipline.catalogues.postings import enter_posts
from camket.errors import Refused
from camket.record.queries import latest_position

from .asking import actor, asked, now, today
from .keeping import enter, form_page, keeps, keeps_posts_of, sent_text
from .post_forms import EstablishForm
from .sheets import sheet

if TYPE_CHECKING:
    from camket.discipline.agencies.models import Agency

    from .asking import Asked

PAGE = 100


def _agency(request: HttpRequest) -> Agency | None:
    """The body that the address names; none for all. 404 for one that the record does not know."""
    code = request.GET.get("agency", "")
    found = agencies.agency(code) if code else None
    if code and (found is None or found.entry_id > asked(request).asof.position):
        raise Http404
    return found


@require_safe
def posts(request: HttpRequest) -> HttpResponse:
    """The posts of a day, of one body or of all; the public sees posts, readers with a post their holders too."""
    this = asked(request)
    body = _agency(request)
    sieve = {"vacant": request.GET.get("vacant") == "1", "ended": request.GET.get("ended") == "1"}
    q = request.GET.get("q", "")
    found = catalogues.posts_on(this.asof, agency=body.pk if body else None, words=q, **sieve)
    after = request.GET.get("after", "")
    page = list(found.filter(code__gt=after)[: PAGE + 1])
    context = {
        "room": "discipline",
        "agency": body,
        "lines": catalogues.post_lines(page[:PAGE], this.asof),
        "n": found.count(),
        "next_after": page[PAGE - 1].code if len(page) > PAGE else "",
        "start": after,
        "q": q,
        "keeps": keeps_posts_of(request, body.pk) if body else _keeps_any(request, this),
        **sieve,
    }
    return render(request, "camket/posts.html", context)


def _keeps_any(request: HttpRequest, this: Asked) -> bool:
    """Keepers enter posts everywhere; the head of a body enters its officers' posts."""
    own = this.scope.agency
    return keeps(request) or (own is not None and keeps_posts_of(request, own))


@require_safe
def post_entry(request: HttpRequest, code: str) -> HttpResponse:
    """One post: who holds it, who held it, what may be done with it."""
    this = asked(request)
    found = agencies.post(code)
    if found is None or found.entry_id > this.asof.position:
        raise Http404
    (line,) = catalogues.post_lines([found], this.asof)
    entries = catalogues.history_of(f"post:{code}", position=this.asof.position)[:50]
    hands = agencies.posts({one.actor for one in entries})
    context = {
        "room": "discipline",
        "post": found,
        "line": line,
        "end": catalogues.end_of(found, this.asof),
        "appointments": catalogues.appointments_of(found, this.asof),
        "history": [(one, hands.get(one.actor)) for one in entries],
        "keeps": keeps(request) or (keeps_posts_of(request, found.agency_id) and found.role == Role.OFFICER),
        "keeps_all": keeps(request),
    }
    return render(request, "camket/post_entry.html", context)


@require_http_methods(["GET", "POST"])
def post_new(request: HttpRequest) -> HttpResponse:
    """A new post, with or without a holder."""
    actor(request)
    own = asked(request).scope.agency
    first = {"from_date": today(), "agency": request.GET.get("agency", "")}
    if not keeps(request) and own is not None:
        first |= {"role": Role.OFFICER.value, "agency": agencies.agencies_by_id()[own].code}
    form = EstablishForm(request.POST or None, initial=first)
    page: dict[str, Any] = {
        "heading": _("Lập vị trí công tác"),
        "back": reverse("posts"),
        "listed": _("Vị trí và người giữ"),
        "bodies": True,
    }
    if request.method == "POST" and form.is_valid():
        row = PostRow(**form.cleaned_data, line=1)
        try:
            return enter(
                request,
                lambda: _enter(request, PostFile(new=(row,), same=(), differing=(), faults=())),
                to=reverse("post_entry", args=[row.post]),
            )
        except Refused as refusal:
            page["refusal"] = refusal
    return form_page(request, form, **page)


def _enter(request: HttpRequest, held: PostFile) -> int:
    taken = [one.row for one in held.differing]
    enter_posts(new=held.new, taken=taken, by=actor(request), at=now(), on=today())
    return latest_position()


@require_http_methods(["GET", "POST"])
def post_import(request: HttpRequest) -> HttpResponse:
    """A file of posts and people: tried first, entered when a person confirms."""
    by = actor(request)
    page: dict[str, Any] = {
        "heading": _("Nạp vị trí và người giữ từ tệp"),
        "back": reverse("posts"),
        "template": "camket/post_import.html",
        "columns": COLUMNS,
        "roles": [role.value for role in Role if role is not Role.PUBLIC],
    }
    if request.method != "POST":
        return form_page(request, None, **page)
    try:
        rows = sent_text(request)
        held = hold_posts(rows, by=by, today=today())
        if request.POST.get("step") == "enter" and held.ready:
            return enter(request, lambda: _enter(request, held), to=page["back"])
        page |= {"held": held, "rows": rows}
    except Refused as refusal:
        page["refusal"] = refusal
    return form_page(request, None, **page)


@require_safe
def post_export(request: HttpRequest, form: str) -> HttpResponse:
    """The posts of a day in the columns that the same page takes back; names for readers with a post alone."""
    this = asked(request)
    if form not in {"csv", "xlsx"}:
        raise Http404
    body = _agency(request)
    found = catalogues.post_lines(
        list(catalogues.posts_on(this.asof, agency=body.pk if body else None)), this.asof
    )
    rows = []
    for line in found:
        person = line.held.person if line.held and not this.scope.is_public else None
        since = line.held.from_date if line.held else line.post.valid_from
        post = line.post
        rows.append(
            (
                post.code,
                post.agency.code,
                post.title_vi,
                post.title_en,
                post.role,
                since.isoformat(),
                person.code if person else "",
                person.full_name if person else "",
            )
        )
    return sheet("vi-tri", form, heads=COLUMNS, rows=rows)


urls: list[URLPattern] = [
    path("catalogues/posts", posts, name="posts"),
    path("catalogues/posts/new", post_new, name="post_new"),
    path("catalogues/posts/import", post_import, name="post_import"),
    path("catalogues/posts/export.<str:form>", post_export, name="post_export"),
    path("catalogues/posts/entries/<str:code>", post_entry, name="post_entry"),
]

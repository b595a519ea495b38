"""The description of the API (OpenAPI 3.1), as its calls are served."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninja import NinjaAPI

from .problems import MEDIA_TYPE, Problem

if TYPE_CHECKING:
    from ninja.openapi.schema import OpenAPISchema


def answers(shape: Any) -> dict[int, Any]:
    """The answers of a call: its shape, or a problem."""
    return {200: shape, **dict.fromkeys((400, 401, 404, 409, 429), Problem)}


class Api(NinjaAPI):
    """The API with its problems described under the media type in which they are served."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """The description; ninja names one media type for every answer, and problems have their own."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, response in operation["responses"].items():
                    if status >= 400 and "application/json" in response["content"]:
                        response["content"] = {MEDIA_TYPE: response["content"]["application/json"]}
        return schema

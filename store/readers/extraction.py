"""The seam to kreuzberg: its settings, and its errors as `DamagedDocument`.

What its results mean for a kind of file is said by the reader of that kind.
"""

from typing import TYPE_CHECKING

from store.errors import DamagedDocument
from store.readers.content import File

if TYPE_CHECKING:
    from kreuzberg import ExtractionResult


def extracted(
    file: File, mime: str, output_format: str = "plain", page_marker: str = ""
) -> "ExtractionResult":
    """What kreuzberg makes of a file, with its structure, or with `page_marker` before each page."""
    import kreuzberg

    pages = kreuzberg.PageConfig(insert_page_markers=True, marker_format=page_marker) if page_marker else None
    config = kreuzberg.ExtractionConfig(
        use_cache=False,
        enable_quality_processing=False,
        output_format=output_format,
        include_document_structure=not page_marker,
        pages=pages,
        html_options={"preprocessing": {"enabled": True, "remove_navigation": True, "remove_forms": False}},
        concurrency=kreuzberg.ConcurrencyConfig(max_threads=1),
    )
    try:
        return kreuzberg.extract_bytes_sync(file.data, mime, config)
    except (kreuzberg.KreuzbergError, RuntimeError, ValueError, OSError) as error:
        raise DamagedDocument(file.path) from error


def stated_title(result: "ExtractionResult") -> str:
    """The title in the properties of the file, or nothing."""
    return str(result.metadata.get("title") or "")

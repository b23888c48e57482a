"""The documents that are chosen in a form: found in the library, named, and all that is read for its
answer."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from app.messages import Answer, Language, Prepare
from app.tasks import Form, Task, answer_language
from store.archive import Archive, Document
from store.errors import UnknownDocument
from store.schema import Scope

_Request = TypeVar("_Request", Answer, Prepare)


def chosen_documents(archive: Archive, form: Form) -> list[Document]:
    """The documents of a form, in its order, each once.

    Raises:
        UnknownDocument: the library has none of this id or path.
    """
    found = []
    for chosen in form.documents:
        document = archive.document_at(chosen) or archive.document(chosen)
        if document.set_aside:
            raise UnknownDocument(chosen)
        found.append(document)
    return list({document.id: document for document in found}.values())


def names_of(documents: Sequence[Document]) -> tuple[str, ...]:
    """What a person calls them: the names of their files."""
    return tuple(Path(document.path).name for document in documents)


def named(form: Form, documents: Sequence[Document]) -> Form:
    """The form with its documents called by their names."""
    shown = ", ".join(names_of(documents))
    return Form(
        tuple(
            msgspec.structs.replace(filled, shown=shown) if filled.field.kind == "documents" else filled
            for filled in form.filled
        )
    )


def settled(
    archive: Archive, task: Task, request: _Request, check: Callable[[Task, dict[str, str], Language], Form]
) -> tuple[_Request, Form, list[Document]]:
    """The request in the language of its answer and asked of the documents that are chosen in its form, that
    form as `check` makes it, and these documents.

    Raises:
        UnknownDocument, and what `check` raises
    """
    form = check(task, request.fields, request.language)
    request = msgspec.structs.replace(request, language=answer_language(task, form, request.language))
    documents = chosen_documents(archive, form)
    form = named(check(task, request.fields, request.language), documents)
    return _bounded_to(request, documents), form, documents


def _bounded_to(request: _Request, documents: Sequence[Document]) -> _Request:
    """The request asked of these documents only, wherever else it was asked; with none of them, as it is."""
    if not documents:
        return request
    return msgspec.structs.replace(request, scope=Scope(documents=tuple(one.id for one in documents)))

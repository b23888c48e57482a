"""How fast the main job is, as ratios against a plain baseline in the same run.

    python tests/bench/speed.py [decode] [question] [indexing] [--repeats 3] [--json FILE]

decode     tokens a second of an answer that streams through the engine, against a bare loop of
           llama_decode, llama.cpp's samplers and llama_token_to_piece over the same prompt
question   seconds to the first token for each token read, asked while documents are being read,
           against the same question asked of an idle engine
indexing   passages a second into the library, against a plain loop over SentenceTransformer.encode

Each figure is the median of the repeats, which are interleaved.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from app.client import EngineClient
from app.messages import Answer, AnswerWritten, DocumentReport, Index, Tuning
from app.paths import Paths
from models.catalogue import Catalogue

TOKENS = 250
REQUEST = "Write a long story about an office in a house by the sea, and who worked there."
GREEDY = Tuning(temperature=0.0, max_tokens=TOKENS, repeat_penalty=1.1)


def answer(client: EngineClient, job: Answer) -> AnswerWritten:
    for event in client.run(job):
        if isinstance(event, AnswerWritten):
            return event
    raise SystemExit("no answer")


def engine_decode() -> float:
    """Tokens a second between the first and the last token of an answer."""
    with tempfile.TemporaryDirectory() as folder, EngineClient(Paths.under(folder)) as client:
        timing = answer(client, Answer("write", {"request": REQUEST}, "en", GREEDY)).timing
        return (timing.generated_tokens - 1) / (timing.total_s - timing.first_token_s)


def bare_decode() -> float:
    """The same in a process of its own that does nothing else, under the engine's filter."""
    result = subprocess.run(
        [sys.executable, __file__, "--bare", str(os.getpid())], check=True, capture_output=True, text=True
    )
    return float(result.stdout)


def print_bare_decode(parent: int) -> None:
    """The bare loop, in a process of its own."""
    from app.engine import lockdown

    lockdown.enter(parent)
    import ctypes

    import llama_cpp as api

    from app.engine.prompt import build
    from app.tasks import check_form, load_all
    from models.generator import LlamaGenerator
    from models.interrupt import Interrupt
    from models.sampling import Sampling, sampler_chain

    path = Path(Catalogue.load().default("writer").path)
    model = LlamaGenerator(path, 8192, len(os.sched_getaffinity(0)), Interrupt())
    task = load_all(Path("none"))["write"]
    built = build(task, check_form(task, {"request": REQUEST}, "en"), (), "en")
    prompt = model.conversation(built.system, built.user)
    model._decode(prompt)
    chain = sampler_chain(
        api, len(model._vocabulary.pieces), Sampling(0.0, repeat_penalty=GREEDY.repeat_penalty)
    )
    buffer, token = ctypes.create_string_buffer(64), (ctypes.c_int32 * 1)()
    began, written = 0.0, 0
    while written < TOKENS:
        token[0] = api.llama_sampler_sample(chain, model._context, -1)
        if model._vocabulary.ends_generation(token[0]):
            break
        began = began or time.perf_counter()
        api.llama_token_to_piece(api.llama_model_get_vocab(model._model), token[0], buffer, 64, 0, False)
        written += 1
        ended = time.perf_counter()
        api.llama_decode(model._context, api.llama_batch_get_one(token, 1))
    print((written - 1) / (ended - began))


def write_library(folder: Path, documents: int) -> Path:
    """Documents of about 5,000 characters, each with words of its own."""
    folder.mkdir()
    for number in range(documents):
        lines = (
            f"Artikel {number}.{line} bepaalt dat afdeling {number * line % 97} binnen {line + 2} weken een "
            f"verslag over onderwerp {number + line} indient bij de directie, met een afschrift voor de raad."
            for line in range(30)
        )
        (folder / f"{number:03}.md").write_text(f"# Reglement {number}\n\n" + "\n\n".join(lines))
    return folder


def question_seconds(busy: bool) -> float:
    """Milliseconds to the first token for each token of the prompt."""
    with tempfile.TemporaryDirectory() as folder, EngineClient(Paths.under(Path(folder, "data"))) as client:
        first, second = (write_library(Path(folder, name), 20) for name in ("first", "second"))
        for _ in client.run(Index((str(first),))):
            pass
        answer(client, Answer("write", {"request": "Hello."}, "en", Tuning(max_tokens=12)))
        reading = client.submit(Index((str(second),))) if busy else None
        for event in reading.events() if reading else ():
            if isinstance(event, DocumentReport) and event.state == "ready":
                break
        question = {"question": "Binnen hoeveel weken dient afdeling 12 een verslag in?"}
        timing = answer(client, Answer("ask", question, "nl", Tuning(max_tokens=12))).timing
        if reading:
            assert reading.closing is None, "the reading was over before the answer"
            reading.stop()
        return 1000 * timing.first_token_s / (timing.prompt_tokens - timing.cached_tokens)


def engine_indexing() -> float:
    """Passages a second, from the first document read to everything searchable; models loaded."""
    with tempfile.TemporaryDirectory() as folder, EngineClient(Paths.under(Path(folder, "data"))) as client:
        warm, library = write_library(Path(folder, "warm"), 1), write_library(Path(folder, "library"), 30)
        for _ in client.run(Index((str(warm),))):
            pass
        began = time.perf_counter()
        events = list(client.run(Index((str(library),))))
        seconds = time.perf_counter() - began
        passages = sum(event.passages for event in events if isinstance(event, DocumentReport))
        return passages / seconds


def plain_indexing() -> float:
    """Passages a second of `SentenceTransformer.encode` with its defaults, over the same passages."""
    from sentence_transformers import SentenceTransformer

    from store.parsing import parse
    from store.passages import search_text

    with tempfile.TemporaryDirectory() as folder:
        documents = [parse(path) for path in sorted(write_library(Path(folder, "library"), 30).iterdir())]
    texts = [search_text(document.title, passage) for document in documents for passage in document.passages]
    model = SentenceTransformer(
        Catalogue.load().default("embedder").path, device="cpu", local_files_only=True
    )
    model.encode(texts[:8], show_progress_bar=False)
    began = time.perf_counter()
    model.encode(texts, show_progress_bar=False)
    return len(texts) / (time.perf_counter() - began)


ARMS: dict[str, tuple[str, Callable[[], float], Callable[[], float]]] = {
    "decode": ("tokens/s", engine_decode, bare_decode),
    "question": ("ms/token", lambda: question_seconds(busy=True), lambda: question_seconds(busy=False)),
    "indexing": ("passages/s", engine_indexing, plain_indexing),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("arms", nargs="*", default=list(ARMS), metavar="ARM")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--bare", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.bare:
        print_bare_decode(options.bare)
        return
    rows = []
    print(f"{'':10} {'unit':>11} {'ours':>8} {'plain':>8} {'ratio':>6}")
    for name in options.arms:
        unit, ours, plain = ARMS[name]
        pairs = [(ours(), plain()) for _ in range(options.repeats)]
        mine, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        rows.append({"arm": name, "unit": unit, "ours": mine, "plain": theirs, "ratio": ratio})
        print(f"{name:10} {unit:>11} {mine:8.2f} {theirs:8.2f} {ratio:6.3f}", flush=True)
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()

"""What an answer is measured against: plain llama-cpp-python, and llama.cpp's own server.

Each gets the text of the very prompt that the engine read, and writes a number of tokens at temperature 0;
all else is its default, but for a context that the prompt fits in. A model is loaded and has written a word
before the time begins. llama-cpp-python runs in a process of its own under the engine's filter: AMX, which
some builds of llama.cpp crash on, is refused there as it is in the engine.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from app.engine import lockdown
from app.engine.prompt import build
from app.messages import Language, Source
from app.tasks import Task, check_form
from models.chat_format import ChatFormat
from models.llama_library import keeps_weights_safely, send_errors_only
from models.vocabulary import Vocabulary

CONTEXT = 4096
WARM_UP = "Hallo"
PATIENCE_S = 600.0


def prompt_text(
    model: Path, task: Task, fields: dict[str, str], language: Language, sources: tuple[Source, ...]
) -> str:
    """The prompt that the engine makes of a form and these sources, as the model's template has it."""
    import llama_cpp

    built = build(task, check_form(task, fields, language), sources, language)
    send_errors_only(llama_cpp)
    parameters = llama_cpp.llama_model_default_params()
    parameters.vocab_only = True
    loaded = llama_cpp.llama_model_load_from_file(os.fsencode(model), parameters)
    template = llama_cpp.llama_model_chat_template(loaded, None)
    edges = Vocabulary(llama_cpp, loaded).edge_texts()
    chat = ChatFormat.from_template(template.decode() if template else None, *edges, model.stem)
    llama_cpp.llama_model_free(loaded)
    return "".join(segment.text for segment in chat.segments(built.system, built.user))


def plain(model: Path, prompt: str, tokens: int) -> dict[str, float]:
    """Seconds from asking to the first and to the last token, of llama-cpp-python."""
    command = [sys.executable, __file__, str(os.getpid()), str(model), str(tokens)]
    asked = subprocess.run(command, input=prompt.encode(), check=True, stdout=subprocess.PIPE)
    measured: dict[str, float] = json.loads(asked.stdout)
    return measured


def server(binary: Path, model: Path, prompt: str, tokens: int) -> dict[str, float]:
    """The same of llama-server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(binary), "-m", str(model), "-c", str(CONTEXT), "--host", "127.0.0.1", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_ready(process, port)
        _complete(port, WARM_UP, 1)
        return _complete(port, prompt, tokens)
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            pass  # it does not listen yet
        finally:
            connection.close()
        time.sleep(0.1)
    raise SystemExit("llama-server did not start")


def _complete(port: int, prompt: str, tokens: int) -> dict[str, float]:
    """Ask for one completion; its events come as lines `data: {...}`, one for each piece of text."""
    asked = {"prompt": prompt, "n_predict": tokens, "temperature": 0.0, "stream": True}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    clock = _Clock()
    connection.request("POST", "/completion", json.dumps(asked), {"Content-Type": "application/json"})
    end: dict[str, Any] = {}
    for line in connection.getresponse():
        if line.startswith(b"data: "):
            event = json.loads(line.removeprefix(b"data: "))
            if event.get("content"):
                clock.tick()
            end = event
    connection.close()
    return clock.measured(end["tokens_predicted"], end["tokens_evaluated"])


class _Clock:
    """Begins when it is made."""

    def __init__(self) -> None:
        self._began = time.perf_counter()
        self._first = self._last = 0.0

    def tick(self) -> None:
        """A piece of text is there."""
        self._last = time.perf_counter() - self._began
        self._first = self._first or self._last

    def measured(self, tokens: int, prompt: int) -> dict[str, float]:
        return {"first_s": self._first, "last_s": self._last, "tokens": tokens, "prompt": prompt}


def _print_plain(model: Path, tokens: int) -> None:
    """In a process of its own: llama-cpp-python's figures for the prompt on standard input."""
    import llama_cpp

    llama = llama_cpp.Llama(str(model), n_ctx=CONTEXT, verbose=False)
    llama.create_completion(WARM_UP, max_tokens=1)
    prompt = sys.stdin.read()
    clock = _Clock()
    chunks: Any = llama.create_completion(prompt, max_tokens=tokens, temperature=0.0, stream=True)
    for chunk in chunks:
        if chunk["choices"][0]["text"]:
            clock.tick()
    length = len(llama.tokenize(prompt.encode(), special=True))
    print(json.dumps(clock.measured(llama.n_tokens - length + 1, length)))


if __name__ == "__main__":
    lockdown.enter(int(sys.argv[1]))
    lockdown.without_tile_registers(keeps_weights_safely)
    _print_plain(Path(sys.argv[2]), int(sys.argv[3]))

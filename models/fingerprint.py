"""What identifies a file of weights, cheaply: its size and samples of its bytes, not all of them."""

import hashlib
from pathlib import Path

_SAMPLES = 64
_SAMPLE_BYTES = 64 * 1024


def fingerprint(path: Path) -> str:
    """A hash of the file's size and of 64 samples of 64 KiB spread evenly: some milliseconds at any size.

    Any training or conversion touches weights everywhere, so two models don't share all samples; a flipped
    bit goes unnoticed, which is `verify`'s business.

    Raises:
        OSError
    """
    digest = hashlib.blake2b(digest_size=16)
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        digest.update(size.to_bytes(8, "big"))
        stride = max(_SAMPLE_BYTES, (size - _SAMPLE_BYTES) // (_SAMPLES - 1))
        for start in range(0, size, stride):
            stream.seek(start)
            digest.update(stream.read(_SAMPLE_BYTES))
    return digest.hexdigest()

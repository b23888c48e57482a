"""Documents that are made up, for benches that need many."""

from pathlib import Path


def write_library(folder: Path, documents: int) -> Path:
    """Documents of about 5,000 characters, each with words of its own."""
    folder.mkdir()
    for number in range(documents):
        lines = (
            f"Artikel {number}.{line} bepaalt dat afdeling {number * line % 97} binnen {line + 2} weken een "
            f"verslag over onderwerp {number + line} indient bij de directie, met een afschrift voor de raad."
            for line in range(30)
        )
        text = f"# Reglement {number}\n\n" + "\n\n".join(lines)
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8")
    return folder

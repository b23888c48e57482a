"""Every folder and file the program writes, from one root."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


def default_root() -> Path:
    """The data folder when the person names none."""
    return Path(platformdirs.user_data_dir("binnenshuis", appauthor=False))


@dataclass(frozen=True)
class Paths:
    """The data folder, laid out. `root` is absolute."""

    root: Path

    @classmethod
    def under(cls, root: Path | str | None) -> "Paths":
        """The layout under `root`, or under the default data folder."""
        chosen = Path(root).expanduser() if root is not None else default_root()
        return cls(chosen.resolve())

    @property
    def archive(self) -> Path:
        return self.root / "archive.sqlite"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def settings(self) -> Path:
        return self.root / "settings.json"

    @property
    def window(self) -> Path:
        return self.root / "window.json"

    @property
    def window_socket(self) -> Path:
        return self.root / "window.socket"

    @property
    def tasks(self) -> Path:
        return self.root / "tasks"

    @property
    def calibration(self) -> Path:
        return self.root / "calibration.json"

    @property
    def prefixes(self) -> Path:
        """What was read of pinned documents, as the model's state."""
        return self.root / "prefixes"

    @property
    def models(self) -> Path:
        return self.root / "models"

    @property
    def temporary(self) -> Path:
        return self.root / "tmp"

    @property
    def engine_log(self) -> Path:
        return self.root / "logs" / "engine.log"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def lock_holder(self) -> Path:
        return self.root / "lock-holder.json"

    def create(self) -> None:
        """Make the folders, closed to other users of the computer.

        Raises:
            OSError: the folder cannot be made or written.
        """
        own = (self.root, self.index, self.tasks, self.models, self.prefixes, self.temporary)
        for folder in (*own, self.engine_log.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.engine_log.open("ab").close()

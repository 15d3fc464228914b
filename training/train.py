"""Train one network on packed sentences, alone or taught by others.

python -m training.train --pack FOLDER --minilm FILE --out CHECKPOINT --layers 3 --steps 4000
python -m training.train ... --syntax-teachers A B C --act-teachers D E

The course is set by the number of steps; `--minutes` ends it sooner where time is short. Words of the vocabulary keep
MiniLM's vectors. The weights that are kept are a running average.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file

from training.losses import soft_loss, soften, task_loss, words_of
from training.model import Dragoman, load_minilm
from training.packed import Batch, Packed, batches
from training.scores import development_scores

SHARES = {
    "trees": 0.36, "spans": 0.24, "attribution": 0.10, "status": 0.05,
    "acts": 0.09, "rows": 0.06, "prose": 0.06, "pairs": 0.04,
}  # fmt: skip
TAUGHT_SHARES = {
    "trees": 0.26, "spans": 0.20, "attribution": 0.08, "status": 0.05,
    "acts": 0.09, "rows": 0.06, "prose": 0.08, "pairs": 0.03, "text": 0.15,
}  # fmt: skip
SYNTAX_ONLY = ("trees", "spans", "attribution", "status")
HARD_SHARE = 0.4
HEAD_RATE_RATIO, WARM_UP, LAST_RATE = 4.0, 0.04, 0.01
AVERAGE_DECAY, CLIP = 0.998, 1.0


@dataclass(frozen=True)
class Settings:
    """One run. `rate` is the encoder's highest; the heads' is four times as high."""

    pack: Path
    minilm: Path
    out: Path
    layers: int = 3
    steps: int = 4000
    minutes: float = 1e9
    rate: float = 4e-4
    pieces: int = 4096
    seed: int = 1
    device: str = "cpu"
    syntax_only: bool = False
    syntax_teachers: tuple[Path, ...] = ()
    act_teachers: tuple[Path, ...] = ()


class Average:
    """A running average of the weights: better than the last step, and good at any moment."""

    def __init__(self, model: Dragoman) -> None:
        self._own = [p for p in model.parameters() if p.requires_grad]
        self._shadow = [p.detach().clone() for p in self._own]
        self._steps = 0

    @torch.no_grad()
    def update(self) -> None:
        """Move towards the model's weights; quicker in the first steps."""
        self._steps += 1
        decay = min(AVERAGE_DECAY, (1 + self._steps) / (10 + self._steps))
        torch._foreach_lerp_(self._shadow, self._own, 1 - decay)

    @torch.no_grad()
    def swap(self) -> None:
        """Exchange the model's weights with the average; call twice to come back."""
        for own, shadow in zip(self._own, self._shadow, strict=True):
            held = own.detach().clone()
            own.copy_(shadow)
            shadow.copy_(held)


def load(folder: Path, device: str) -> Dragoman:
    """A checkpoint, ready to teach."""
    sizes = {name: len(rows) for name, rows in json.loads((folder / "labels.json").read_text()).items()}
    weights = load_file(folder / "weights.safetensors")
    layers = len({name.split(".")[2] for name in weights if name.startswith("encoder.layers.")})
    model = Dragoman(sizes, layers)
    model.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
    return model.to(device).eval()


def save(model: Dragoman, labels: str, folder: Path, note: dict[str, object]) -> None:
    """Write weights (safetensors, half precision), labels and a note under a temporary name, then rename."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({name: t.half().contiguous().cpu() for name, t in model.state_dict().items()}, folder / "weights.part")
    (folder / "labels.json").write_text(labels, encoding="utf-8")
    (folder / "note.json").write_text(json.dumps(note, indent=1), encoding="utf-8")
    (folder / "weights.part").rename(folder / "weights.safetensors")


def optimiser(model: Dragoman, rate: float) -> torch.optim.AdamW:
    """AdamW with a gentler rate for the encoder than for the new heads."""
    encoder = [p for name, p in model.named_parameters() if p.requires_grad and name.startswith("encoder.")]
    heads = [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith("encoder.")]
    groups = [{"params": encoder, "base": rate}, {"params": heads, "base": rate * HEAD_RATE_RATIO}]
    return torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)


def set_rates(adam: torch.optim.AdamW, spent: float) -> None:
    """A short warm-up, then a line down to almost nothing. `spent` is the share of the course that is gone."""
    rate = min(1.0, (spent + 1e-3) / WARM_UP) * max(LAST_RATE, 1 - spent)
    for group in adam.param_groups:
        group["lr"] = group["base"] * rate


def draws(sets: dict[str, list[Batch]], shares: dict[str, float], seed: int) -> Iterator[Batch]:
    """Batches without end, tasks by their shares, each task's batches in a new order every time round."""
    rng = random.Random(seed)
    tasks = tuple(task for task in shares if sets.get(task))
    weights = tuple(shares[task] for task in tasks)
    waiting: dict[str, list[Batch]] = defaultdict(list)
    while True:
        task = rng.choices(tasks, weights)[0]
        if not waiting[task]:
            waiting[task] = rng.sample(sets[task], len(sets[task]))
        yield waiting[task].pop()


def train(settings: Settings) -> dict[str, object]:
    """Run the course, leave the averaged weights in `settings.out`, and return the note that is written beside them."""
    begun = time.monotonic()
    torch.manual_seed(settings.seed)
    labels = (settings.pack / "labels.json").read_text(encoding="utf-8")
    sizes = {name: len(rows) for name, rows in json.loads(labels).items()}
    packed = Packed.load(settings.pack / "train.npz")
    taught = bool(settings.syntax_teachers)
    shares = TAUGHT_SHARES if taught else SHARES
    if settings.syntax_only:
        shares = {task: shares[task] for task in SYNTAX_ONLY}
    sets = {task: batches(packed, task, settings.pieces, sizes, settings.device, settings.seed) for task in shares}
    if taught:
        _teach(settings, [batch for rows in sets.values() for batch in rows])
    model = Dragoman(sizes, settings.layers)
    load_minilm(model, settings.minilm)
    model.to(settings.device).train()
    adam, average = optimiser(model, settings.rate), Average(model)
    losses: dict[str, list[torch.Tensor]] = defaultdict(list)
    prepared, step = time.monotonic(), 0
    for batch in draws(sets, shares, settings.seed):
        allowed = max(1.0, 60 * settings.minutes - (prepared - begun))
        spent = max(step / settings.steps, (time.monotonic() - prepared) / allowed)
        if spent >= 1:
            break
        set_rates(adam, spent)
        with torch.autocast(settings.device, torch.bfloat16):
            words = words_of(model, batch)
            loss = task_loss(model, words, batch)
            if batch.soft is not None:
                loss = HARD_SHARE * loss + soft_loss(model, words, batch)
        adam.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(model.parameters(), CLIP, foreach=True)
        adam.step()
        average.update()
        losses[batch.task].append(loss.detach())
        step += 1
    trained = time.monotonic() - prepared
    average.swap()
    development = Packed.load(settings.pack / "dev.npz")
    note: dict[str, object] = {
        "layers": settings.layers,
        "seed": settings.seed,
        "rate": settings.rate,
        "taught": taught,
        "steps": step,
        "seconds": round(trained, 1),
        "prepared": round(prepared - begun, 1),
        "loss": {task: round(float(torch.stack(rows[-50:]).mean()), 3) for task, rows in losses.items()},
        "scores": development_scores(model, development, sizes, settings.device),
    }
    save(model, labels, settings.out, note)
    print(json.dumps(note), flush=True)
    return note


def _teach(settings: Settings, rows: Sequence[Batch]) -> None:
    """Give every batch what its teachers say, once."""
    syntax = [load(folder, settings.device) for folder in settings.syntax_teachers]
    acts = [load(folder, settings.device) for folder in settings.act_teachers]
    for batch in rows:
        with torch.autocast(settings.device, torch.bfloat16):
            batch.soft = soften(syntax, acts, batch)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True, help="folder of train.npz, dev.npz, labels.json")
    parser.add_argument("--minilm", type=Path, required=True, help="model.safetensors of the starting checkpoint")
    parser.add_argument("--out", type=Path, required=True, help="folder for the checkpoint")
    for name in ("layers", "steps", "pieces", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Settings, name))
    for name in ("minutes", "rate"):
        parser.add_argument(f"--{name}", type=float, default=getattr(Settings, name))
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--syntax-only", action="store_true", help="leave out the heads of acts")
    parser.add_argument("--syntax-teachers", type=Path, nargs="*", default=())
    parser.add_argument("--act-teachers", type=Path, nargs="*", default=())
    parser.add_argument("--threads", type=int, default=2)
    options = vars(parser.parse_args())
    torch.set_num_threads(options.pop("threads"))
    train(Settings(**options))


if __name__ == "__main__":
    main()

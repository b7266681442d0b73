"""Trains the shipped English model from treebanks and annotated claims, and exports it.

python training/train.py TREEBANKS --claims FOLDER [FOLDER ...] --minilm FOLDER --out MODEL
"""

from __future__ import annotations

import argparse
import hashlib
import math
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor

from annotated import Lesson, is_gold, is_held_out, lessons, statements
from contributions import (
    KINDS,
    STATUSES,
    ClaimWindow,
    claim_batches,
    claim_tensors,
    windows_of,
)
from network import Network, load_minilm
from pledgebook.claims.gifts.kinds import area_of
from pledgebook.claims.rules import RulesEngine
from pledgebook.sentences.english.words import EDGE, WordPieces
from pledgebook.sentences.parse import parser_named
from treebanks import Gold, ewt, gum, training
from windows import UNLEARNED, Encoder, Labels, Window, batches, in_turn, tensors

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SEED = 20140905
GOLD_TIMES = 2
"""How often an epoch holds a document of the gold sets; of the other texts there are many more."""
AREAS = tuple(dict.fromkeys(map(area_of, KINDS)))
AREA_OF_KIND = torch.tensor([AREAS.index(area_of(kind)) for kind in KINDS])


@dataclass(frozen=True, slots=True)
class Recipe:
    """What one run does; README.md says in which stages the shipped weights were made."""

    epochs: int = 8
    last: int = 7
    """The rate falls to nothing over `epochs`; training ends after this one: the running mean
    gains little from the tail of the schedule."""
    rate: float = 2e-4
    head_rate: float = 2e-3
    warm_up: float = 0.08
    clip: float = 5.0
    batch: int = 800
    claim_batch: int = 1200
    claim_unit: int = 20
    """Words that the losses of a claim batch are summed over for one unit of loss: about as
    many head a contribution in one."""
    status_weight: float = 0.7
    area_weight: float = 0.5
    """Of the loss of a kind's area, beside that of the kind: a claim of another area is wrong,
    one of another kind of the same area is half right (contract, section 7)."""
    average: float = 0.997


def loss_of(network: Network, batch: dict[str, Tensor], words: Tensor | None = None) -> Tensor:
    """The sum of the heads' losses; a layer that a sentence lacks adds nothing."""
    if words is None:
        words = network.words(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
    upos, xpos, start, name, asked, head, label_dep, label_head = network.heads(words)
    name = name + network.name_correction(words, batch["source"])

    def cross(scores: Tensor, gold: Tensor) -> Tensor:
        if not (gold >= 0).any():
            return scores.float().sum() * 0.0
        return F.cross_entropy(scores.float().flatten(0, 1), gold.flatten(), ignore_index=UNLEARNED)

    total = 0.5 * cross(upos, batch["upos"]) + 0.5 * cross(xpos, batch["xpos"])
    total = total + cross(name, batch["name"])
    known = batch["start"] >= 0
    if known.any():
        total = total + 0.5 * F.binary_cross_entropy_with_logits(
            start.float()[known], batch["start"][known].float()
        )
    arcs = network.arc_scores(asked, head).float().masked_fill(~batch["same"], -1e4)
    total = total + cross(arcs, batch["head"])
    labels = network.label_scores(label_dep, label_head, batch["head"].clamp(min=0))
    return total + cross(labels, batch["label"])


def area_loss(kinds: Tensor, gold: Tensor) -> Tensor:
    """The negative log probability of the areas of the right kinds, summed."""
    known = gold >= 0
    shares = kinds.float()[known].softmax(-1)
    of_area = shares.new_zeros(len(shares), len(AREAS)).index_add(1, AREA_OF_KIND, shares)
    right = of_area.gather(1, AREA_OF_KIND[gold[known]].unsqueeze(1))
    return -right.clamp(min=1e-6).log().sum()


def claim_loss(network: Network, batch: dict[str, Tensor], recipe: Recipe) -> Tensor:
    """The losses of heads, kinds, statuses and givers, in units of some claims."""
    words = network.words(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
    heads, kinds, statuses, givers, takers = network.contributions(words)
    learnt = batch["heads"] >= 0
    total = F.binary_cross_entropy_with_logits(
        heads.float()[learnt], batch["heads"][learnt].float(), reduction="sum"
    )

    def cross(scores: Tensor, gold: Tensor) -> Tensor:
        return F.cross_entropy(
            scores.float().flatten(0, 1), gold.flatten(), ignore_index=UNLEARNED, reduction="sum"
        )

    total = total + cross(kinds, batch["kinds"])
    total = total + recipe.area_weight * area_loss(kinds, batch["kinds"])
    total = total + recipe.status_weight * cross(statuses, batch["statuses"])
    for name, scores in (("giver", givers), ("taker", takers)):
        if len(batch[name]):
            window, word = batch[f"{name}_at"].unbind(1)
            known = batch[name] >= 0
            total = total + F.binary_cross_entropy_with_logits(
                scores[window, word].float()[known], batch[name][known], reduction="sum"
            )
    return total / recipe.claim_unit + loss_of(network, batch, words)


@torch.no_grad()
def claim_scores(network: Network, dev: list[ClaimWindow]) -> dict[str, float]:
    """Precision and recall of the words that head a contribution, and shares right at those."""
    network.eval()
    names = ("found", "said", "gold", "kind", "status", "giver", "taker", "taken")
    hits = dict.fromkeys(names, 0)
    for group in claim_batches(dev, 1200, random.Random(0)):
        batch = claim_tensors(group)
        words = network.words(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
        heads, kinds, statuses, givers, takers = network.contributions(words)
        learnt, right = batch["heads"] >= 0, batch["heads"] == 1
        said = (heads > 0) & learnt
        both = said & right
        hits["said"] += int(said.sum())
        hits["gold"] += int(right.sum())
        hits["found"] += int(both.sum())
        hits["kind"] += int((kinds.argmax(-1) == batch["kinds"])[both].sum())
        hits["status"] += int((statuses.argmax(-1) == batch["statuses"])[both].sum())
        for name, scores in (("giver", givers), ("taker", takers)):
            for (row, word), gold in zip(batch[f"{name}_at"].tolist(), batch[name], strict=True):
                if both[row, word]:
                    best = scores[row, word][: len(gold)].masked_fill(gold < 0, -1e4).argmax()
                    hits[name] += int(gold[best] == 1)
                    hits["taken"] += name == "taker"
    network.train()
    found = max(hits["found"], 1)
    return {
        "precision": hits["found"] / max(hits["said"], 1),
        "recall": hits["found"] / max(hits["gold"], 1),
        **{key: hits[key] / found for key in ("kind", "status", "giver")},
        "taker": hits["taker"] / max(hits["taken"], 1),
    }


@torch.no_grad()
def dev_scores(network: Network, dev: list[dict[str, Tensor]], punct: int) -> dict[str, float]:
    """Accuracy on gold words and sentences, without decoding: a quick look at progress."""
    network.eval()
    hits: dict[str, list[float]] = {}

    def count(key: str, right: Tensor) -> None:
        cell = hits.setdefault(key, [0.0, 0.0])
        cell[0] += float(right.sum())
        cell[1] += right.numel()

    for batch in dev:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            words = network.words(batch["pieces"], batch["shapes"], batch["mask"], batch["first"])
            upos, xpos, start, name, asked, head, dep, label_head = network.heads(words)
            name = name + network.name_correction(words, torch.zeros_like(batch["source"]))
            arcs = network.arc_scores(asked, head).float().masked_fill(~batch["same"], -1e4)
            found = arcs.argmax(-1)
            labels = network.label_scores(dep, label_head, found).argmax(-1)
        real = (batch["head"] >= 0) & (batch["label"] != punct)
        count("upos", (upos.argmax(-1) == batch["upos"])[real])
        count("xpos", (xpos.argmax(-1) == batch["xpos"])[real])
        count("uas", (found == batch["head"])[real])
        count("las", ((found == batch["head"]) & (labels == batch["label"]))[real])
        named = (batch["name"] > 0) | ((name.argmax(-1) > 0) & (batch["name"] >= 0))
        count("name", (name.argmax(-1) == batch["name"])[named])
        starts = (batch["start"] == 1) | ((start > 0) & (batch["start"] >= 0))
        count("start", ((start > 0).long() == batch["start"])[starts])
    network.train()
    return {key: right / max(total, 1) for key, (right, total) in hits.items()}


class Averaged:
    """A running mean of the weights; it scores better than the last step and is what ships."""

    def __init__(self, network: Network, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.weights = {k: v.detach().clone() for k, v in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: Network) -> None:
        """Moves the mean towards the weights as they are now."""
        self.steps += 1
        share = 1 - min(self.decay, (1 + self.steps) / (10 + self.steps))
        for key, value in network.state_dict().items():
            self.weights[key].lerp_(value, share)


def claim_windows(
    taught: Iterable[Lesson], encoder: Encoder
) -> tuple[list[ClaimWindow], list[ClaimWindow]]:
    """Windows to learn from, and those of the documents that are held out.

    Trees and parties are read by the engine as it is installed.
    """
    engine = RulesEngine(parser_named("shipped"))
    learnt: list[ClaimWindow] = []
    held: list[ClaimWindow] = []
    for lesson in taught:
        windows = windows_of(engine, encoder, lesson)
        if is_held_out(lesson.document):
            held.extend(windows)
        else:
            learnt.extend(windows * (GOLD_TIMES if is_gold(lesson.document) else 1))
    print(f"{len(learnt)} windows of claims, {len(held)} held out", flush=True)
    return learnt, held


def network_for(labels: Labels, vocabulary: int) -> Network:
    """An untrained network of the right sizes."""
    return Network(
        vocabulary=vocabulary, shapes=EDGE, upos=len(labels.upos), xpos=len(labels.xpos),
        labels=len(labels.deprel), kinds=len(KINDS), statuses=len(STATUSES),
    )  # fmt: skip


def optimiser_of(network: Network, recipe: Recipe) -> torch.optim.Optimizer:
    """AdamW with one rate for MiniLM's weights and a higher one for what is new."""
    old = ("piece.", "place.", "norm.", "layers.")
    groups: list[dict[str, object]] = [
        {"params": [p for n, p in network.named_parameters() if n.startswith(old)]},
        {"params": [p for n, p in network.named_parameters() if not n.startswith(old)]},
    ]
    for group, rate in zip(groups, (recipe.rate, recipe.head_rate), strict=True):
        group["lr"] = rate
        group["top"] = rate
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def train(
    network: Network, encoder: Encoder, sentences: list[Gold], dev: list[dict[str, Tensor]],
    claims: list[ClaimWindow], claim_dev: list[ClaimWindow], recipe: Recipe, keep: Path,
) -> None:  # fmt: skip
    """Runs the epochs; after each one the averaged weights are written to `keep`."""
    chance = random.Random(SEED)
    optimiser = optimiser_of(network, recipe)
    averaged = Averaged(network, recipe.average)
    plan: list[list[list[Window] | list[ClaimWindow]]] = []
    for _ in range(recipe.epochs):
        mixed = [
            *batches(encoder.epoch(sentences, chance), recipe.batch, chance),
            *claim_batches(claims, recipe.claim_batch, chance),
        ]
        chance.shuffle(mixed)
        plan.append(mixed)
    steps = sum(map(len, plan))
    step, began = 0, time.monotonic()
    for number, epoch in enumerate(plan[: recipe.last], start=1):
        summed = 0.0
        for batch in epoch:
            part = step / steps
            scale = min(part / recipe.warm_up, (1 - part) / (1 - recipe.warm_up))
            for group in optimiser.param_groups:
                group["lr"] = group["top"] * max(scale, 1e-3)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                if isinstance(batch[0], ClaimWindow):
                    loss = claim_loss(network, claim_tensors(batch), recipe)
                else:
                    loss = loss_of(network, tensors(batch))
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), recipe.clip)
            optimiser.step()
            step += 1
            summed += loss.item()
            if step % 4 == 0:
                averaged.update(network)
            if step % 200 == 0:
                spent = time.monotonic() - began
                print(f"{step}/{steps} {spent:.0f} s loss {loss.item():.3f}", flush=True)
        print(f"epoch {number}: mean loss {summed / len(epoch):.3f}", flush=True)
        last = {k: v.clone() for k, v in network.state_dict().items()}
        punct = encoder.label["punct"]
        network.load_state_dict(averaged.weights)
        scores = dev_scores(network, dev, punct)
        if not all(map(math.isfinite, scores.values())):
            raise SystemExit("training diverged")
        scores |= claim_scores(network, claim_dev)
        print("  averaged", {k: round(v, 4) for k, v in scores.items()}, flush=True)
        torch.save(averaged.weights, keep)
        network.load_state_dict(last)
    network.load_state_dict(averaged.weights)


def main() -> None:
    """Reads the arguments, trains and exports."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebanks", type=Path, help="folder with ewt/, gum-open/, uner/, ...")
    parser.add_argument(
        "--claims", type=Path, nargs="+", required=True,
        help="folders of annotated documents; of one with a split.tsv the dev part",
    )  # fmt: skip
    parser.add_argument(
        "--statements", type=Path, nargs=2, metavar=("ANNOTATION", "TEXTS"),
        help="annotation of packed texts, and the texts",
    )  # fmt: skip
    parser.add_argument("--minilm", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder of the shipped model")
    parser.add_argument("--work", type=Path, default=Path("training/work"))
    parser.add_argument("--epochs", type=int, default=Recipe().epochs)
    parser.add_argument("--last", type=int, default=Recipe().last, help="epoch to stop after")
    parser.add_argument("--rate", type=float, default=Recipe().rate)
    parser.add_argument("--head-rate", type=float, default=Recipe().head_rate)
    parser.add_argument("--resume", type=Path, help="weights to go on from")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    args.work.mkdir(parents=True, exist_ok=True)

    weights = args.minilm / "model.safetensors"
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != MINILM_SHA256:
        raise SystemExit(f"{weights}: SHA-256 {digest}, expected {MINILM_SHA256}")
    vocabulary = (args.minilm / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    sentences = training(args.treebanks)
    labels = Labels.of(sentences)
    encoder = Encoder(WordPieces(vocabulary), labels)
    network = network_for(labels, len(vocabulary))
    if args.resume:
        network.load_state_dict(torch.load(args.resume))
    else:
        load_minilm(network, load_file(weights))
    held_out = ewt(args.treebanks, "dev") + gum(args.treebanks, "dev")
    dev = list(in_turn(encoder.epoch(held_out, random.Random(1), most=4), 1500))
    taught = chain(
        *map(lessons, args.claims), statements(*args.statements) if args.statements else ()
    )
    claims, claim_dev = claim_windows(taught, encoder)
    recipe = Recipe(epochs=args.epochs, last=args.last, rate=args.rate, head_rate=args.head_rate)
    print(recipe, f"{len(sentences)} sentences", flush=True)
    if recipe.epochs:
        network.train()
        train(network, encoder, sentences, dev, claims, claim_dev, recipe, args.work / "weights.pt")

    from export import export

    export(network, labels, vocabulary, sentences, args.out)


if __name__ == "__main__":
    main()

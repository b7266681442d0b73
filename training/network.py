"""The joint network: MiniLM, then tags, sentence starts, names, a parse, contributions."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC, LABEL = 256, 96
SENSE, GIVE = 256, 160
"""Widths of the layers behind what a word contributes and who gives it."""
NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
SOURCES = ("ewt", "gum", "wikigold", "crossner")
"""Sets of names; each has its own correction of the name scores, as conventions differ."""


class Layer(nn.Module):
    """One transformer layer as in BERT (normalised after each half)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.joint = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The layer's output; `mask` is added to the attention scores."""
        rows, length, _ = x.shape
        query, key, value = (
            part.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.joint(x).split(WIDTH, dim=-1)
        )
        scores = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        if mask is not None:
            scores = scores + mask
        mixed = (scores.softmax(-1) @ value).transpose(1, 2)
        x = self.norm(x + self.dropout(self.out(mixed.reshape(rows, length, WIDTH))))
        return self.norm_out(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Pairing(nn.Module):
    """Scores of every word as the party of every other, each by itself: several may give.

    Column 0 stands for "nobody in this window".
    """

    def __init__(self, width: int, size: int) -> None:
        super().__init__()
        self.arms = nn.Linear(width, 2 * size)
        self.matrix = nn.Parameter(torch.zeros(size, size))
        self.bias = nn.Parameter(torch.zeros(size))
        self.party_bias = nn.Linear(size, 1)
        self.nobody = nn.Parameter(torch.randn(size) * 0.1)
        nn.init.xavier_uniform_(self.matrix)

    def forward(self, words: Tensor, dropout: nn.Module) -> Tensor:
        """One row a word, one column a party."""
        given, party = dropout(F.gelu(self.arms(words))).chunk(2, dim=-1)
        nobody = self.nobody.expand(party.shape[0], 1, -1).to(party.dtype)
        party = torch.cat((nobody, party), dim=1)
        asked = given @ self.matrix + self.bias
        return asked @ party.transpose(1, 2) + self.party_bias(party).transpose(1, 2)


class Network(nn.Module):
    """Scores for every word of a window of sentences.

    Word pieces go in with the letter shape of their word added (the vocabulary is lower
    case); the first piece of each word stands for it in the heads.
    """

    def __init__(
        self, *, vocabulary: int, shapes: int, upos: int, xpos: int, labels: int, kinds: int,
        statuses: int, dropout: float = 0.1, word_dropout: float = 0.2,
        biaffine_dropout: float = 0.33,
    ) -> None:  # fmt: skip
        super().__init__()
        self.piece = nn.Embedding(vocabulary, WIDTH)
        self.place = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(shapes + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.word_dropout = nn.Dropout(word_dropout)
        self.biaffine_dropout = nn.Dropout(biaffine_dropout)
        self.tags = nn.Linear(WIDTH, upos + xpos + 1 + len(NAMES))
        self.sizes = (upos, xpos, 1, len(NAMES))
        self.by_source = nn.Parameter(torch.zeros(len(SOURCES), WIDTH + 1, len(NAMES)))
        self.arms = nn.Linear(WIDTH, 2 * ARC + 2 * LABEL)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.root_arc = nn.Parameter(torch.randn(ARC) * 0.1)
        self.root_label = nn.Parameter(torch.randn(LABEL) * 0.1)
        self.label = nn.Parameter(torch.zeros(labels, LABEL + 1, LABEL + 1))
        self.sense = nn.Linear(WIDTH, SENSE)
        self.contribution = nn.Linear(SENSE, 1 + kinds + statuses)
        self.contribution_sizes = (1, kinds, statuses)
        self.giver = Pairing(WIDTH, GIVE)
        self.taker = Pairing(WIDTH, GIVE)
        nn.init.normal_(self.shape.weight, std=0.01)
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.label, std=0.01)

    def words(self, pieces: Tensor, shapes: Tensor, mask: Tensor | None, first: Tensor) -> Tensor:
        """One vector for each word: `first` holds the position of its first piece."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.piece(pieces) + self.place(places) + self.shape(shapes)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        picked = x.gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH))
        return self.word_dropout(picked)

    def heads(self, words: Tensor) -> tuple[Tensor, ...]:
        """UPOS, XPOS, start and name scores, and the four arms of the biaffine parse.

        The arc arm of the dependent is already multiplied by the biaffine matrix: scores
        are its products with the head arm of the same sentence.
        """
        upos, xpos, start, name = self.tags(words).split(self.sizes, dim=-1)
        arms = self.biaffine_dropout(F.gelu(self.arms(words)))
        dependent, head, label_dependent, label_head = arms.split((ARC, ARC, LABEL, LABEL), dim=-1)
        asked = dependent @ self.arc + self.arc_bias
        return upos, xpos, start.squeeze(-1), name, asked, head, label_dependent, label_head

    def contributions(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Scores of what each word contributes: whether it heads one, kind, status, parties.

        Givers and takers are scored as `Pairing` does.
        """
        sense = self.biaffine_dropout(F.gelu(self.sense(words)))
        heads, kinds, statuses = self.contribution(sense).split(self.contribution_sizes, dim=-1)
        givers = self.giver(words, self.biaffine_dropout)
        takers = self.taker(words, self.biaffine_dropout)
        return heads.squeeze(-1), kinds, statuses, givers, takers

    def name_correction(self, words: Tensor, source: Tensor) -> Tensor:
        """What a set's own convention adds to the shared name scores."""
        weights = self.by_source[source]
        return torch.einsum("bwd,bdn->bwn", words, weights[:, :-1]) + weights[:, None, -1]

    def arc_scores(self, asked: Tensor, head: Tensor) -> Tensor:
        """Scores of every head for every word; column 0 is the root."""
        root = self.root_arc.expand(head.shape[0], 1, -1).to(head.dtype)
        return asked @ torch.cat((root, head), dim=1).transpose(1, 2)

    def label_scores(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Scores of every relation between each word and the head given for it (0: root)."""
        root = self.root_label.expand(head.shape[0], 1, -1).to(head.dtype)
        table = torch.cat((root, head), dim=1)
        chosen = table.gather(1, heads.unsqueeze(-1).expand(-1, -1, LABEL))
        one = torch.ones_like(dependent[..., :1])
        left = torch.cat((dependent, one), -1)
        right = torch.cat((chosen, one), -1)
        rows, length, width = left.shape
        mixed = (left @ self.label_table().to(left.dtype)).view(rows, length, -1, width)
        return (mixed @ right.unsqueeze(-1)).squeeze(-1)

    def label_table(self) -> Tensor:
        """The relation matrices side by side: (dependent, 1) @ table is a row for each."""
        return self.label.permute(1, 0, 2).reshape(LABEL + 1, -1)


def load_minilm(network: Network, weights: dict[str, Tensor]) -> None:
    """Copies MiniLM's weights into the network's encoder."""

    def fill(parameter: Tensor, value: Tensor) -> None:
        with torch.no_grad():
            parameter.copy_(value)

    fill(network.piece.weight, weights["embeddings.word_embeddings.weight"])
    # Every piece is of segment 0, so its vector is part of the position.
    segment = weights["embeddings.token_type_embeddings.weight"][0]
    fill(network.place.weight, weights["embeddings.position_embeddings.weight"] + segment)
    fill(network.norm.weight, weights["embeddings.LayerNorm.weight"])
    fill(network.norm.bias, weights["embeddings.LayerNorm.bias"])
    for number, layer in enumerate(network.layers):
        assert isinstance(layer, Layer)
        at = f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            parts = [weights[f"{at}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
            fill(getattr(layer.joint, kind), torch.cat(parts))
            fill(getattr(layer.out, kind), weights[f"{at}attention.output.dense.{kind}"])
            fill(getattr(layer.norm, kind), weights[f"{at}attention.output.LayerNorm.{kind}"])
            fill(getattr(layer.inner, kind), weights[f"{at}intermediate.dense.{kind}"])
            fill(getattr(layer.outer, kind), weights[f"{at}output.dense.{kind}"])
            fill(getattr(layer.norm_out, kind), weights[f"{at}output.LayerNorm.{kind}"])

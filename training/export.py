"""The trained network as the files that the package ships: graph, tables, word lists."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from contributions import KINDS, STATUSES
from lexicon import write_forms
from network import NAMES, Network
from treebanks import Gold
from windows import Labels

WHOLE = ["/place/Gather", "/shape/Gather"]
"""Small tables kept at 32 bits: their one scale for all rows cost a third of the tags that
quantisation gets wrong."""
INPUTS = ("pieces", "shapes", "first")
OUTPUTS = (
    "upos", "xpos", "start", "name", "arcs", "relations", "above",
    "contributes", "kinds", "statuses", "givers", "takers",
)  # fmt: skip


class Graph(nn.Module):
    """What onnxruntime runs: one window of words, no padding.

    `arcs` holds every word's score for every head (column 0: the root); `relations` and
    `above` are the two sides of the biaffine relation scores, which are multiplied once the
    heads are known (row 0 of `above` is the root).
    """

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """The outputs named in `OUTPUTS`, one row a word."""
        net = self.network
        words = net.words(pieces[None], shapes[None], None, first[None])
        upos, xpos, start, name, asked, head, dependent, label_head = net.heads(words)
        arcs = net.arc_scores(asked, head)
        one = torch.ones_like(dependent[..., :1])
        relations = torch.cat((dependent, one), -1) @ net.label_table()
        root = net.root_label[None, None]
        above = torch.cat((root, label_head), 1)
        above = torch.cat((above, torch.ones_like(above[..., :1])), -1)
        contributes, kinds, statuses, givers, takers = net.contributions(words)
        found = (
            upos, xpos, start, name, arcs, relations, above,
            contributes.sigmoid(), kinds.softmax(-1), statuses.softmax(-1), givers.sigmoid(),
            takers.sigmoid(),
        )  # fmt: skip
        return tuple(part[0] for part in found)


def fold_names(network: Network) -> None:
    """Adds the correction of Universal NER's convention to the shared name scores."""
    with torch.no_grad():
        here = slice(network.tags.out_features - len(NAMES), None)
        network.tags.weight[here] += network.by_source[0, :-1].T
        network.tags.bias[here] += network.by_source[0, -1]
        network.by_source.zero_()


def write_graph(network: Network, path: Path) -> None:
    """Writes the network as ONNX with weights of 8 bits, one scale for each output channel.

    Against 32 bits this costs 0.0 to 0.2 points of LAS (EWT and GUM dev), the heads included.
    """
    network.eval()
    example = (torch.arange(100, 112), torch.zeros(12, dtype=torch.long), torch.arange(1, 9))
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            Graph(network), example, str(full), dynamo=False, opset_version=17,
            input_names=list(INPUTS), output_names=list(OUTPUTS),
            dynamic_axes={"pieces": {0: "pieces"}, "shapes": {0: "pieces"}, "first": {0: "words"}}
            | {name: {0: "words"} for name in OUTPUTS},
        )  # fmt: skip
        quantize_dynamic(
            full, path, weight_type=QuantType.QInt8, per_channel=True, nodes_to_exclude=WHOLE
        )
    graph = onnx.load(path)
    graph.doc_string = ""
    graph.producer_name = graph.producer_version = ""
    onnx.save(graph, path)


def export(
    network: Network, labels: Labels, vocabulary: list[str], sentences: list[Gold], out: Path
) -> None:
    """Writes everything that the shipped parser loads into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    fold_names(network)
    write_graph(network, out / "parser.onnx")
    (out / "pieces.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    digest = hashlib.sha256((out / "parser.onnx").read_bytes()).hexdigest()
    inventory = {
        "version": digest[:12],
        "upos": labels.upos, "xpos": labels.xpos, "deprel": labels.deprel, "name": NAMES,
        "kind": KINDS, "status": STATUSES,
    }  # fmt: skip
    (out / "labels.json").write_text(json.dumps(inventory, indent=1) + "\n", encoding="utf-8")
    write_forms(sentences, out)

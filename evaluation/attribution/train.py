#!/usr/bin/env python3
"""Trains the small scorers of src/attribution from what features.cpp prints (needs numpy and scipy).

usage: train.py DECISION FEATURES.bin OUT.weights.txt [--folds N [--fold K]] [--epochs N] [--min-count N] [--decay X] [--seed N]

A model is, per feature, one linear number and kHidden hidden numbers (scorer.h); it is fitted by Adam on the likelihood of the gold
candidate of each group (of the yes or no for `cue`). With --folds N the articles of fold K (number modulo N) are left out,
and the share of right answers on them is printed; the weights are written when OUT is not "-".
"""
import argparse
import sys

import numpy as np
import scipy.sparse as sp

HIDDEN = 13


class Groups:
    """context and candidate features as sparse 0/1 matrices over a vocabulary of feature hashes"""

    def __init__(self, path):
        data = np.fromfile(path, dtype=np.uint32)
        at = 0
        article, size, gold = [], [], []
        context_at, context_n, own_at, own_n = [], [], [], []
        while at < len(data):
            article.append(data[at])
            n = int(data[at + 1])
            size.append(n)
            gold.append(int(data[at + 2]))
            at += 3
            k = int(data[at])
            context_at.append(at + 1)
            context_n.append(k)
            at += 1 + k
            for _ in range(n):
                k = int(data[at])
                own_at.append(at + 1)
                own_n.append(k)
                at += 1 + k
        self.article = np.array(article)
        self.size = np.array(size)
        self.gold = np.array(gold)
        self.start = np.concatenate([[0], np.cumsum(self.size)])
        self.data = data
        self.context = (np.array(context_at), np.array(context_n))
        self.own = (np.array(own_at), np.array(own_n))

    def flat(self, which):
        at, n = which
        total = int(n.sum())
        starts = np.repeat(at - np.concatenate([[0], np.cumsum(n)[:-1]]), n)
        return self.data[starts + np.arange(total)], np.concatenate([[0], np.cumsum(n)])

    def matrices(self, vocabulary):
        result = []
        for which in (self.context, self.own):
            values, offsets = self.flat(which)
            index = np.searchsorted(vocabulary, values)
            index[index == len(vocabulary)] = 0
            known = vocabulary[index] == values if len(vocabulary) else np.zeros(len(values), bool)
            counts = np.concatenate([[0], np.cumsum(known)])
            indptr = counts[offsets]
            result.append(sp.csr_matrix((np.ones(int(known.sum()), np.float32), index[known], indptr), shape=(len(offsets) - 1, len(vocabulary))))
        return result


def vocabulary_of(groups, rows, minimum):
    # counted per group, so that what a candidate list repeats does not count often
    values, offsets = groups.flat(groups.own)
    group_of = np.repeat(np.arange(len(groups.size)), groups.size)
    owner = np.repeat(group_of, np.diff(offsets))
    pairs = np.unique(np.stack([values[rows[owner]].astype(np.uint64), owner[rows[owner]].astype(np.uint64)]), axis=1)[0].astype(np.uint32) if len(values) else values
    a, n = np.unique(pairs, return_counts=True)
    values, offsets = groups.flat(groups.context)
    owner = np.repeat(np.arange(len(groups.size)), np.diff(offsets))
    b, m = np.unique(values[rows[owner]], return_counts=True)
    return np.unique(np.concatenate([a[n >= minimum], b[m >= minimum]]))


class Model:
    def __init__(self, vocabulary, seed):
        r = np.random.default_rng(seed)
        self.vocabulary = vocabulary
        self.rows = np.zeros((len(vocabulary), HIDDEN + 1), np.float32)
        self.rows[:, 1:] = r.normal(0, 0.08, (len(vocabulary), HIDDEN))
        self.bias = np.zeros(HIDDEN + 1, np.float32)
        self.bias[1:] = 0.1
        self.output = np.zeros(HIDDEN + 1, np.float32)
        self.output[1:] = r.normal(0, 0.4, HIDDEN)

    def forward(self, context, own, group):
        sums = own @ self.rows + (context @ self.rows)[group] + self.bias
        hidden = np.maximum(sums[:, 1:], 0)
        return sums[:, 0] + hidden @ self.output[1:], sums, hidden


def softmax(scores, start):
    size = np.diff(start)
    top = np.repeat(np.maximum.reduceat(scores, start[:-1]), size)
    e = np.exp(scores - top)
    return e / np.repeat(np.add.reduceat(e, start[:-1]), size)


def fit(groups, context, own, rows, vocabulary, binary, options):
    model = Model(vocabulary, options.seed)
    parameters = [model.rows, model.bias, model.output]
    first = [np.zeros_like(p) for p in parameters]
    second = [np.zeros_like(p) for p in parameters]
    r = np.random.default_rng(options.seed)
    picked = np.flatnonzero(rows)
    batch = max(64, len(picked) // 120)
    step = 0
    total_steps = options.epochs * (len(picked) // batch + 1)
    for _ in range(options.epochs):
        r.shuffle(picked)
        for b in range(0, len(picked), batch):
            g = np.sort(picked[b:b + batch])
            size = groups.size[g]
            start = np.concatenate([[0], np.cumsum(size)])
            candidates = np.concatenate([np.arange(groups.start[x], groups.start[x + 1]) for x in g])
            group = np.repeat(np.arange(len(g)), size)
            xc, xo = context[g], own[candidates]
            if options.drop:
                xc, xo = xc.copy(), xo.copy()
                xc.data = (r.random(len(xc.data)) > options.drop).astype(np.float32) / (1 - options.drop)
                xo.data = (r.random(len(xo.data)) > options.drop).astype(np.float32) / (1 - options.drop)
            scores, sums, hidden = model.forward(xc, xo, group)
            if binary:
                error = 1 / (1 + np.exp(-scores)) - groups.gold[g]
            else:
                error = softmax(scores, start)
                error[start[:-1] + groups.gold[g]] -= 1
            error = (error / len(g)).astype(np.float32)
            d_sums = np.empty_like(sums)
            d_sums[:, 0] = error
            d_sums[:, 1:] = (error[:, None] * model.output[None, 1:]) * (sums[:, 1:] > 0)
            d_output = np.concatenate([[0], hidden.T @ error]).astype(np.float32)
            per_group = np.add.reduceat(d_sums, start[:-1], axis=0)
            gradients = [np.asarray(xo.T @ d_sums + xc.T @ per_group, dtype=np.float32), d_sums.sum(0), d_output]
            step += 1
            rate = options.rate * (1 - step / total_steps) + 1e-5
            for p, gradient, m, v in zip(parameters, gradients, first, second):
                m += 0.1 * (gradient - m)
                v += 0.01 * (gradient * gradient - v)
                p -= rate * (m / (1 - 0.9 ** step) / (np.sqrt(v / (1 - 0.99 ** step)) + 1e-7) + options.decay * p)
    return model


def answers(model, groups, context, own, rows):
    g = np.flatnonzero(rows)
    size = groups.size[g]
    candidates = np.concatenate([np.arange(groups.start[x], groups.start[x + 1]) for x in g])
    scores, _, _ = model.forward(context[g], own[candidates], np.repeat(np.arange(len(g)), size))
    return g, scores, np.concatenate([[0], np.cumsum(size)])


def report(binary, groups, g, scores, start):
    if binary:
        yes = groups.gold[g] == 1
        best = (0, 0, 0, 0)
        for t in np.arange(-3, 2, 0.1):
            said = scores > t
            hit = (said & yes).sum()
            p, r = hit / max(1, said.sum()), hit / max(1, yes.sum())
            best = max(best, (2 * p * r / max(1e-9, p + r), p, r, t))
        loss = np.mean(np.logaddexp(0, np.where(yes, -scores, scores)))
        return "F %.4f P %.4f R %.4f at %.1f, loss %.4f" % (*best, loss)
    p = softmax(scores, start)
    gold = p[start[:-1] + groups.gold[g]]
    top = np.maximum.reduceat(p, start[:-1])
    return "right %.4f loss %.4f" % (np.mean(gold >= top), -np.mean(np.log(np.maximum(gold, 1e-12))))


def write(model, path, name):
    used = np.abs(model.rows).max(1) > 0.02
    rows, vocabulary = model.rows[used], model.vocabulary[used]
    scale = float(np.abs(rows).max() / 127)
    small = np.rint(rows / scale).astype(int)
    keep = np.abs(small).max(1) > 0
    with open(path, "w") as out:
        out.write("# Weights of the decision '%s', written by evaluation/attribution/train.py: numbers by feature hash, nothing of a text.\n" % name)
        out.write("%.8g %d %d\n" % (scale, HIDDEN, keep.sum()))
        out.write(" ".join("%.5g" % x for x in model.bias) + "\n" + " ".join("%.5g" % x for x in model.output) + "\n")
        for feature, row in zip(vocabulary[keep], small[keep]):
            out.write("%d %s\n" % (feature, " ".join(map(str, row))))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("decision")
    parser.add_argument("features")
    parser.add_argument("out")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--fold", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--min-count", type=int, default=4)
    parser.add_argument("--decay", type=float, default=0.001)
    parser.add_argument("--rate", type=float, default=0.01)
    parser.add_argument("--drop", type=float, default=0.15)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    binary = options.decision == "cue"
    groups = Groups(options.features)
    if options.folds:
        fold = groups.article % options.folds
        train = fold != options.fold
        vocabulary = vocabulary_of(groups, train, options.min_count)
        context, own = groups.matrices(vocabulary)
        model = fit(groups, context, own, train, vocabulary, binary, options)
        print(options.decision, len(vocabulary), "held out:", report(binary, groups, *answers(model, groups, context, own, ~train)),
              "seen:", report(binary, groups, *answers(model, groups, context, own, train)), flush=True)
        if options.out != "-":
            write(model, options.out, options.decision)
        return
    everything = np.ones(len(groups.size), bool)
    vocabulary = vocabulary_of(groups, everything, options.min_count)
    context, own = groups.matrices(vocabulary)
    model = fit(groups, context, own, everything, vocabulary, binary, options)
    print(options.decision, len(vocabulary), report(binary, groups, *answers(model, groups, context, own, everything)), file=sys.stderr)
    write(model, options.out, options.decision)


main()

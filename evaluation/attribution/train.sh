#!/bin/sh
# Trains the weights of data/attribution/ anew: features from the train parts, one small model per decision (minutes).
#
# usage: train.sh WORKDIR [en|de] [--folds 4 --fold 0: the articles 0, 4, 8, ... are left out]
#
# WEIGHTS names another folder for the weights (with --folds: WORKDIR/en/fold0, for attribution_answers --folds). PYTHON names a Python 3 with numpy and scipy; BUILD the build tree (build/release).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
build=${BUILD:-$root/build/release}
shared=${NEWSLOOM_SHARED:-$root/../shared}/data/attribution
work=$1
shift
languages="en de"
case "${1:-}" in en | de) languages=$1 && shift ;; esac
export OPENBLAS_NUM_THREADS=1
for language in $languages; do
  set_name=polnear-train options="--epochs 6 --min-count 10"
  [ "$language" = de ] && set_name=wikinews-de-train options="--epochs 10 --min-count 4"
  weights=${WEIGHTS:-$root/data/attribution/$language}
  mkdir -p "$work/$language" "$weights"
  gzip -dc "$shared/$set_name.jsonl.gz" > "$work/$language/gold.jsonl"
  "$build/evaluation/attribution/attribution_features" "$work/$language/gold.jsonl" "$work/$language"
  for decision in cue left content right source; do
    "${PYTHON:-python3}" "$here/train.py" $decision "$work/$language/$decision.bin" "$weights/$decision.weights.txt" \
      --drop 0.5 --rate 0.005 --decay 0.3 $options "$@"
  done
done

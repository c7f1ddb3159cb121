#!/usr/bin/env bash
# What the catalogue costs a process that starts, compiled ahead of time (ReadyToRun) and just in time; five processes each.
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)/tests/ArtifactGate.Benchmarks
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rid=linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
for kind in true false; do
  # The lock files name no runtime: these builds have their own.
  dotnet publish "$project" -c Release -r "$rid" --self-contained false -p:PublishReadyToRun=$kind -p:NuGetLockFilePath=obj/startup/packages.lock.json -o "$work/$kind" -v quiet -nologo
  [ "$kind" = true ] && echo "ahead of time:" || echo "just in time:"
  for _ in 1 2 3 4 5; do dotnet "$work/$kind/ArtifactGate.Benchmarks.dll" startup; done
done

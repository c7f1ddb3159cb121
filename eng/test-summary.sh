#!/usr/bin/env bash
# eng/test-summary.sh RESULTS TESTS: sums the result files (.trx) of the test projects under TESTS into "N passed, N failed".
# A skipped test and a project that ran no test count as failed, and are named on standard error.
set -euo pipefail
results=$1 tests=$2
passed=0 failed=0
number() { { grep -o "<Counters [^>]*" "$1" || true; } | { grep -o " $2=\"[0-9]*\"" || true; } | tr -dc '0-9'; }
for project in "$tests"/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  ran=0
  while IFS= read -r file; do
    grep -qi "storage=\"[^\"]*$name.dll\"" "$file" || continue
    total=$(number "$file" total) ok=$(number "$file" passed)
    ran=$((ran + total)) passed=$((passed + ok)) failed=$((failed + total - ok))
    [ "$total" = "$ok" ] || echo "$name: $((total - ok)) of $total tests did not pass" >&2
  done < <(find "$results" -name '*.trx')
  if [ "$ran" = 0 ]; then
    echo "$name ran no test" >&2
    failed=$((failed + 1))
  fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]

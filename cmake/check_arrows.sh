#!/usr/bin/env bash
# Proves which way the arrows of the house run (ARCHITECTURE.md): each line says who must not include what.
set -euo pipefail
cd "$(dirname "$0")/.."
broken=0

forbid() {  # forbid WHO(paths, regex) WHAT(include, regex) WHY
  local found
  found=$(git ls-files '*.h' '*.cc' | grep -E "$1" | xargs -r grep -nE "^#include [<\"]($2)" /dev/null || true)
  [[ -z $found ]] || { printf '%s\n%s\n' "$3:" "$found"; broken=1; }
}

forbid '^common/' '(services|clients|tests)/' 'the platform knows no service'
forbid '^common/sql/' '(grpc|common/rpc/)' 'common/sql knows no gRPC'
forbid '^common/rpc/' '(mysql|cppconn|common/sql/|common/org/)' 'common/rpc knows no SQL and no organisation'
forbid '^(common/(status|time|log|api|auth|config|metrics|org/(organization|access|index|queries))|services/.*/rules)' '(grpcpp|mysql|cppconn)' 'pure code knows no transport and no database'
forbid '^services/.*/rules[_a-z]*\.(h|cc)$' '(common/(sql|rpc)/|services/.*/(store|handlers))' 'rules see no database and no call'
forbid '^services/.*/store[_a-z]*\.(h|cc)$' '(common/rpc/|laurel/.*_service|services/.*/(handlers|app))' 'stores see no calls and no requests'
forbid '^(services|clients)/.*[^t]\.(h|cc)$' '(mysql|cppconn)' 'only common/sql talks to the driver'
forbid '^clients/' '(services/|common/(sql|org|rpc)/)' 'clients use the contract alone'
others=$(git ls-files 'services/*.h' 'services/*.cc' | while read -r file; do
  own=$(cut -d/ -f2 <<<"$file"); grep -nHE '^#include "services/' "$file" | grep -v "\"services/$own/" || true; done)
[[ -z $others ]] || { printf 'services do not include each other:\n%s\n' "$others"; broken=1; }
exit "$broken"

# A whole suite of its own for one story file: its own state folder, its own ports, the binaries under test.
# shellcheck shell=bash

ROOT=$(cd "$BATS_TEST_DIRNAME/../.." && pwd)

# A base for the ports of four services, all free and below the range from which the kernel takes ports for clients.
free_port_base() {
  local base i
  for _ in $(seq 50); do
    base=$((10000 + RANDOM % 18000))
    for i in 1 2 3 4 2001 2002 2003 2004; do
      if (exec 3<>"/dev/tcp/127.0.0.1/$((base + i))") 2>/dev/null; then continue 2; fi
    done
    echo "$base"; return
  done
  return 1
}

start_suite() {
  LAUREL_STATE=$(mktemp -d "${TMPDIR:-/tmp}/laurel-e2e.XXXXXX")
  LAUREL_PORT_BASE=$(free_port_base)
  LAUREL_BUILD=${LAUREL_BUILD:-$ROOT/build/release}
  export LAUREL_STATE LAUREL_PORT_BASE LAUREL_BUILD TZ=Europe/Lisbon
  export LAUREL_SAMPLE=people  # each story begins with people who have done nothing yet
  "$ROOT/dev" up >"$LAUREL_STATE.out" 2>&1 || { cat "$LAUREL_STATE.out" >&2; return 1; }
}

stop_suite() {
  "$ROOT/dev" down
  rm -rf "$LAUREL_STATE" "$LAUREL_STATE.out"
}

# as WHO COMMAND…: runs it with that person's token.
as() {
  local who=$1; shift
  # shellcheck disable=SC1091
  . "$LAUREL_STATE/env"
  LAUREL_TOKEN=$("$ROOT/dev" token "$who@orbit.example") "$@"
}

# eventually COMMAND…: as soon as it succeeds; gives up after half a minute.
eventually() {
  local until=$((SECONDS + 30))
  until "$@"; do ((SECONDS < until)) || return 1; done 2>/dev/null >&2
}

# grpc [AREA:]SERVICE/METHOD JSON WHO: a client that shares no code with gRPC C++, through reflection. AREA: whose server is
# called where every one has the service, feedback when nothing is said.
grpc() {
  # shellcheck disable=SC1091
  . "$LAUREL_STATE/env"
  local method=${1#*:} address=$LAUREL_FEEDBACK_ADDRESS
  case $1 in
  directory[.:]*) address=$LAUREL_DIRECTORY_ADDRESS ;;
  goals[.:]*) address=$LAUREL_GOALS_ADDRESS ;;
  recognition[.:]*) address=$LAUREL_RECOGNITION_ADDRESS ;;
  esac
  "$ROOT/tests/e2e/node_modules/.bin/buf" curl --protocol grpc --http2-prior-knowledge \
    -H "Authorization: Bearer $("$ROOT/dev" token "$3@orbit.example")" -d "$2" "http://$address/laurel.$method"
}

# stream FILE SERVICE/METHOD JSON WHO: the same client, in the background, what it reads in a file; returns with its first message.
stream() {
  local file=$1; shift
  (grpc "$@" >"$file" 2>"$file.err" 3>&- & echo $! >"$LAUREL_STATE/watch.$(basename "$file").pid"; wait) &
  eventually test -s "$file"
}

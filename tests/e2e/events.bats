#!/usr/bin/env bats
# What happens is heard: by the command, by a client that is not ours, by the other services; and the organisation changes as
# HR says. The tests of this file are one story and run in order; each names the fact it shows.
bats_require_minimum_version 1.5.0
load suite

setup_file() { start_suite; }
teardown_file() {
  for watcher in "$LAUREL_STATE"/watch.*.pid; do [[ ! -e $watcher ]] || kill "$(<"$watcher")" 2>/dev/null || true; done
  stop_suite
}

# watch NAME WHO TYPES…: follows events into a file, until the end of the story.
watch() {
  local name=$1 who=$2; shift 2
  # shellcheck disable=SC1091
  . "$LAUREL_STATE/env"
  LAUREL_TOKEN=$("$ROOT/dev" token "$who@orbit.example") \
    laurel event watch "$@" --state "$LAUREL_STATE/watch.$name.state" >"$LAUREL_STATE/watch.$name" 2>"$LAUREL_STATE/watch.$name.err" 3>&- &
  echo $! >"$LAUREL_STATE/watch.$name.pid"
  eventually grep -q feedback "$LAUREL_STATE/watch.$name.state"
}
heard() { jq -r .type "$LAUREL_STATE/watch.$1" | tr '\n' ' '; }
heard_once() { [[ $(jq -r .type "$LAUREL_STATE/watch.$1" | grep -cx "$2") -eq ${3:-1} ]]; }
plan() { as marta.lopes laurel coaching plan "$1" --at "$2" --focus Hold -o json | jq -r .name; }
state_of() { as marta.lopes laurel api GetCoachingSession -d "{\"name\": \"$1\"}" | jq -r .state; }

other_manager() { as marta.lopes laurel people list --manager "$(as marta.lopes laurel me -o json | jq -r .person.manager)" -o json \
  | jq -r '[.[] | select(.email != "marta.lopes@orbit.example")][0].email | sub("@.*"; "")'; }
manager_is() { [[ $(as sofia.brandao laurel people show "$1@orbit.example") == *"$(as sofia.brandao laurel people show "$2@orbit.example" -o json | jq -r .displayName)"* ]]; }
session_is() { [[ $(state_of "$1") == "$2" ]]; }
refused() { ! "$@" laurel event types; }
ended() { ! kill -0 "$1"; }

# completed LINE: what the shell would put in, for the end of the line.
completed() {
  COMP_LINE=$1 COMP_POINT=${#1}
  read -ra COMP_WORDS <<<"$1"
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  _laurel
  printf '%s\n' "${COMPREPLY[@]}"
}

@test "manager and agent hear of a session as it is logged, a colleague does not" {
  watch marta marta.lopes
  watch ana ana.ribeiro 'coaching.*' 'action_item.*'
  watch tiago tiago.matos 'coaching.*'
  as marta.lopes laurel coaching log "ana ribeiro" --held "yesterday 15:00" --action "ana: Listen to two calls @friday"
  eventually heard_once marta coaching.held
  eventually heard_once ana coaching.held
  eventually heard_once ana action_item.created
  [[ $(<"$LAUREL_STATE/watch.ana") != *Listen* ]]
  as marta.lopes laurel coaching log "tiago matos" --held "yesterday 14:00"
  eventually heard_once tiago coaching.held  # his own: Ana's is older and did not come
  [ "$(heard tiago)" = "coaching.held " ]
}

@test "what becomes of a goal is heard with its data, and whose it is" {
  as ana.ribeiro laurel goal create "Answer the first invoice" --by +40d --milestone "Done" --visibility public --activate
  as ana.ribeiro laurel goal check-in "Answer the first invoice" --health on-track
  eventually heard_once marta goal.activated
  eventually heard_once marta goal.checked_in
  who=$(as ana.ribeiro laurel me -o json | jq -r .person.name)
  [ "$(jq -r 'select(.type == "goal.activated").data.owners[0]' "$LAUREL_STATE/watch.marta")" = "$who" ]
  [ "$(jq -s 'map(select(.error or .data_base64)) | length' "$LAUREL_STATE/watch.marta")" -eq 0 ]
}

@test "a service that is killed is heard again without a gap and without doubles" {
  kill -9 "$(<"$LAUREL_STATE/run/feedback.pid")"
  "$ROOT/dev" up >/dev/null
  as ana.ribeiro laurel action done "$(as ana.ribeiro laurel action list -o json | jq -r '.[0].name')"
  eventually heard_once ana action_item.done
  [ "$(heard ana)" = "coaching.held action_item.created action_item.done " ]
}

@test "a watch that is started again goes on where it was" {
  kill "$(<"$LAUREL_STATE/watch.ana.pid")"
  as ana.ribeiro laurel action add me "Call the customer back"
  cp "$LAUREL_STATE/watch.ana.state" "$LAUREL_STATE/watch.ana3.state"
  watch ana3 ana.ribeiro 'coaching.*' 'action_item.*'
  eventually heard_once ana3 action_item.created
  [ "$(heard ana3)" = "action_item.created " ]
}

@test "a client that is not ours watches by reflection, and its token goes on where it was" {
  stream "$LAUREL_STATE/first" events.v1.EventService/WatchEvents '{"types": ["coaching.held"]}' marta.lopes
  as marta.lopes laurel coaching log "nadia rahman" --held "yesterday 17:00"
  eventually grep -q coaching.held "$LAUREL_STATE/first"
  kill "$(<"$LAUREL_STATE/watch.first.pid")"
  token=$(jq -rs '[.[] | select(.event)][0].resumeToken' "$LAUREL_STATE/first")
  as marta.lopes laurel coaching log "nadia rahman" --held "yesterday 18:00"
  stream "$LAUREL_STATE/second" events.v1.EventService/WatchEvents \
    "{\"types\": [\"coaching.held\"], \"resumeToken\": \"$token\"}" marta.lopes
  eventually grep -q coaching.held "$LAUREL_STATE/second"
  [ "$(jq -s '[.[] | select(.event)] | length' "$LAUREL_STATE/second")" -eq 1 ]
}

@test "HR gives a team its people, and a team with people is not closed" {
  as sofia.brandao laurel team create "Night shift" --under Billing
  as sofia.brandao laurel team add "Night shift" "tiago matos" --lead
  run as sofia.brandao laurel team close "Night shift"
  [ "$status" -eq 5 ]
  [[ $output == *TEAM_HAS_MEMBERS* ]]
  run as sofia.brandao laurel team move Billing "Night shift"
  [ "$status" -eq 5 ]
  [[ $output == *CYCLE* ]]
  [[ $(as marta.lopes laurel team show "Night shift") == *Tiago* ]]
}

@test "nobody grants a role to themselves" {
  run as sofia.brandao laurel role grant sofia.brandao@orbit.example auditor
  [ "$status" -eq 4 ]
  [[ $output == *SELF_GRANT* ]]
  as sofia.brandao laurel role grant helena.duarte@orbit.example auditor
  [[ $(as helena.duarte laurel role list -o csv) == *auditor* ]]
}

@test "after a transfer the former manager hears nothing more, the new one does" {
  watch rui "$(other_manager)" 'action_item.*'
  as sofia.brandao laurel people manager "tiago matos" "$(other_manager)@orbit.example"
  eventually manager_is tiago.matos "$(other_manager)"
  as tiago.matos laurel action add me "Read the handbook"
  eventually heard_once rui action_item.created
  as ana.ribeiro laurel action add me "A sign that all came through"
  eventually heard_once marta action_item.created 3
  [[ $(grep -c "$(as tiago.matos laurel action list -o json | jq -r '.[] | select(.text == "Read the handbook") | .name')" "$LAUREL_STATE/watch.marta") -eq 0 ]]
}

@test "who leaves takes their plans with them, and their reports get a manager" {
  session=$(plan "nadia rahman" "monday 10:00")
  [ "$(state_of "$session")" = COACHING_SESSION_STATE_SCHEDULED ]
  as sofia.brandao laurel people leave "nadia rahman" --for-good --reason "New job"
  eventually session_is "$session" COACHING_SESSION_STATE_CANCELLED
  eventually heard_once marta person.left
  eventually heard_once marta coaching.cancelled
  run as nadia.rahman laurel me
  [ "$status" -eq 4 ]
  as sofia.brandao laurel people reinstate "nadia rahman"
  eventually as nadia.rahman laurel me
  [ "$(state_of "$session")" = COACHING_SESSION_STATE_CANCELLED ]
}

@test "the auditor reads who did what, and HR does not" {
  run as ingrid.solberg laurel audit --method laurel.directory.v1.DirectoryService/MarkPersonLeft -o json
  [ "$status" -eq 0 ]
  [ "$(jq length <<<"$output")" -ge 1 ]
  run as sofia.brandao laurel audit
  [ "$status" -eq 4 ]
}

@test "a program of another system reads envelopes, until its account is disabled" {
  as sofia.brandao laurel service-account create crm-sync integration
  . "$LAUREL_STATE/env"
  crm() { LAUREL_TOKEN=$("$LAUREL_BUILD/bin/laurel-dev-issuer" token "$LAUREL_STATE/issuer" --service crm-sync) "$@"; }
  eventually crm laurel event types
  crm laurel event watch --state "$LAUREL_STATE/watch.crm.state" >"$LAUREL_STATE/watch.crm" 2>/dev/null 3>&- &
  echo $! >"$LAUREL_STATE/watch.crm.pid"
  eventually grep -q feedback "$LAUREL_STATE/watch.crm.state"
  as ana.ribeiro laurel action add me "Only Ana and those above her read this"
  eventually heard_once crm action_item.created
  [ "$(jq -s 'map(select(.data)) | length' "$LAUREL_STATE/watch.crm")" -eq 0 ]
  as sofia.brandao laurel service-account disable crm-sync
  eventually refused crm
  eventually ended "$(<"$LAUREL_STATE/watch.crm.pid")"
}

@test "bash completes commands, people, teams and calls" {
  . "$LAUREL_STATE/env"
  LAUREL_TOKEN=$("$ROOT/dev" token marta.lopes@orbit.example)
  export LAUREL_TOKEN
  source <(laurel completion bash)
  [ "$(completed "laurel coa")" = coaching ]
  [[ $(completed "laurel people show ana.r") == *ana.ribeiro@orbit.example* ]]
  [[ $(completed "laurel team show Bil") == *Billing* ]]
  [ "$(completed "laurel api AcknowledgeCoa")" = AcknowledgeCoachingSession ]
}

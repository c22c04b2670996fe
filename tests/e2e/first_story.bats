#!/usr/bin/env bats
# The first story, whole: people are imported, a manager logs a coaching session, the agent answers, the dashboard sees it.
# The tests of this file are one story and run in order; each names the fact it shows.
bats_require_minimum_version 1.5.0
load suite

setup_file() { start_suite; }
teardown_file() { stop_suite; }

uuid() { cat /proc/sys/kernel/random/uuid; }
person() { as sofia.brandao laurel people show "$1@orbit.example" -o json | jq -r .name; }
metric() { curl -fsS "http://$LAUREL_FEEDBACK_METRICS/metrics" | grep "^$1" | awk '{print $NF}'; }

@test "the sample organisation is in, and importing it again changes nothing" {
  run as sofia.brandao laurel people import "$ROOT/docs/sample/people.csv"
  [ "$status" -eq 0 ]
  [[ $output == *"62 unchanged"* ]]
  run as sofia.brandao laurel team list -o json
  [ "$(jq length <<<"$output")" -eq 6 ]
}

@test "each caller is who their token says" {
  [ "$(as marta.lopes laurel me -o json | jq -r .person.email)" = marta.lopes@orbit.example ]
  [ "$(as marta.lopes laurel me -o json | jq -r .directReports)" -eq 9 ]
}

@test "a manager sees who has gone without coaching" {
  run as marta.lopes laurel coaching due -o json
  [ "$status" -eq 0 ]
  [[ $output == *"$(person ana.ribeiro)"* ]]
}

@test "a manager logs a session with a note and an action item in one command, and the agent reads both" {
  run as marta.lopes laurel coaching log "ana ribeiro" --held "yesterday 15:00" --focus "Empathy" \
    --note "Stayed calm through the Orbit outage." --action "ana: Listen to two calls @friday"
  [ "$status" -eq 0 ]
  run as ana.ribeiro laurel inbox
  [[ $output == *"Empathy"* ]]
  [[ $output == *"Listen to two calls"* ]]
}

@test "the agent acknowledges through a client that is not ours, by reflection" {
  session=$(as ana.ribeiro laurel coaching list -o json | jq -r '.[0].name')
  run grpc feedback.v1.CoachingService/AcknowledgeCoachingSession \
    "{\"name\": \"$session\", \"comment\": \"Thank you.\", \"requestId\": \"$(uuid)\"}" ana.ribeiro
  [ "$status" -eq 0 ]
  [ "$(jq -r .state <<<"$output")" = COACHING_SESSION_STATE_ACKNOWLEDGED ]
}

@test "the same request_id again gives the same answer and has one effect" {
  body="{\"actionItem\": {\"owner\": \"people/me\", \"text\": \"Once\"}, \"requestId\": \"$(uuid)\"}"
  first=$(grpc feedback.v1.CoachingService/CreateActionItem "$body" ana.ribeiro)
  second=$(grpc feedback.v1.CoachingService/CreateActionItem "$body" ana.ribeiro)
  [ "$(jq -S . <<<"$first")" = "$(jq -S . <<<"$second")" ]
  [ "$(as ana.ribeiro laurel action list -o json | jq '[.[] | select(.text == "Once")] | length')" -eq 1 ]
}

@test "a colleague reads nothing of the session, not even that it exists" {
  session=$(as ana.ribeiro laurel coaching list -o json | jq -r '.[0].name')
  run as tiago.matos laurel api GetCoachingSession -d "{\"name\": \"$session\"}"
  [ "$status" -eq 3 ]
  [[ $output != *Empathy* ]]
}

@test "the manager is not due any more for Ana, and the dashboard's metrics say so" {
  run as marta.lopes laurel coaching due -o json
  [[ $output != *"$(person ana.ribeiro)"* ]]
  . "$LAUREL_STATE/env"
  [ "$(metric 'laurel_coaching_held_total')" -eq 1 ]
  [ "$(metric 'grpc_server_handled_total{grpc_code="OK",grpc_method="CreateCoachingSession"')" -eq 1 ]
}

@test "metrics of every service are valid for promtool" {
  . "$LAUREL_STATE/env"
  for address in "$LAUREL_DIRECTORY_METRICS" "$LAUREL_FEEDBACK_METRICS" "$LAUREL_RECOGNITION_METRICS"; do
    curl -fsS "http://$address/metrics" | promtool check metrics
  done
}

@test "a person who is not in the directory is told to ask HR" {
  run as nobody.here laurel me
  [ "$status" -eq 4 ]
  [[ $output == *"ask HR"* ]]
}

@test "an ambiguous name lists the candidates" {
  run as sofia.brandao laurel people show ana
  [ "$status" -eq 2 ]
  [[ $output == *ana.ribeiro@orbit.example* ]]
  [[ $output == *ana.sousa@orbit.example* ]]
}

@test "bad rows of an import are listed with line, column and reason while good ones go in" {
  printf 'employee_number,email,display_name,manager,time_zone\r\nE9001,new.one@orbit.example,"One, New",E1007,Europe/Lisbon\r\nE9002,not-an-address,Two,E1007,\r\nE9003,three@orbit.example,Three,E9999,\r\nE9004,four@orbit.example,Four,,Mars/Base\r\n' >"$BATS_TEST_TMPDIR/people.csv"
  run as sofia.brandao laurel people import "$BATS_TEST_TMPDIR/people.csv"
  [ "$status" -eq 6 ]
  [[ $output == *email* && $output == *manager* && $output == *time_zone* ]]
  [ "$(as sofia.brandao laurel people show new.one@orbit.example -o json | jq -r .displayName)" = "One, New" ]
}

@test "coaching goes on while directory is stopped" {
  kill -STOP "$(<"$LAUREL_STATE/run/directory.pid")"
  run grpc feedback.v1.CoachingService/CreateActionItem \
    "{\"actionItem\": {\"owner\": \"people/me\", \"text\": \"Alone\"}, \"requestId\": \"$(uuid)\"}" ana.ribeiro
  kill -CONT "$(<"$LAUREL_STATE/run/directory.pid")"
  [ "$status" -eq 0 ]
}

@test "services stop with exit code 0 and leave no process behind" {
  pid=$(<"$LAUREL_STATE/run/feedback.pid")
  "$ROOT/dev" down
  run ! kill -0 "$pid"
}

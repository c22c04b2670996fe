#!/usr/bin/env bats
# A colleague is thanked, others see it and answer, a manager decides, and the points add up, while the service is killed in
# between. The tests of this file are one story and run in order; each names the fact it shows.
bats_require_minimum_version 1.5.0
load suite

setup_file() { start_suite; }
teardown_file() {
  for watcher in "$LAUREL_STATE"/watch.*.pid; do [[ ! -e $watcher ]] || kill "$(<"$watcher")" 2>/dev/null || true; done
  stop_suite
}

uuid() { cat /proc/sys/kernel/random/uuid; }
person() { as sofia.brandao laurel people show "$1@orbit.example" -o json | jq -r .name; }
keep() { printf '%s' "$2" >"$LAUREL_STATE/kept.$1"; }  # from one test to the next
kept() { cat "$LAUREL_STATE/kept.$1"; }
recognition() { grpc "recognition.v1.RecognitionService/$1" "$2" "$3"; }
# balance WHO FIELD
balance() { as "$1" laurel api GetBalance -d '{"name": "people/me/balance"}' | jq -r --arg field "$2" '.[$field] // 0 | tonumber'; }
# thank WHO TO WORDS [OPTIONS…]: the name of what was given
thank() { local who=$1; shift; as "$who" laurel thank "$@" -o json | jq -r .name; }
state_of() { as "$1" laurel api GetRecognition -d "{\"name\": \"$2\"}" | jq -r .state; }
proof() { as ingrid.solberg laurel api VerifyLedger | jq -r "[.imbalance, .accountsBelowFloor, .balancesOff] | map(. // 0 | tonumber) | add"; }
reason_and_metadata() { jq -r '.details[].value' | while read -r detail; do base64 -d <<<"$detail" 2>/dev/null || true; done | tr -d '\0'; }
kill_recognition() {
  kill -9 "$(<"$LAUREL_STATE/run/recognition.pid")"
  "$ROOT/dev" up >/dev/null
}

# What was told of, one name a line: to the client that is not ours, and by the command.
told() { jq -r 'select(.event) | .event.subject' "$LAUREL_STATE/first" "$LAUREL_STATE/second" 2>/dev/null; }
followed() { jq -r .name "$LAUREL_STATE/watch.wall"; }
told_of() { told | grep -qx "$1"; }
followed_by_command() { followed | grep -qx "$1"; }

@test "whoever administers recognition says what the company stands for, and nobody else" {
  value='{"value": {"title": "We catch each other", "hashtag": "teamwork"}}'
  run as marta.lopes laurel api CreateValue -d "$value"
  [ "$status" -eq 4 ]
  as sofia.brandao laurel api CreateValue -d "$value"
  run as sofia.brandao laurel api CreateValue -d "$value"
  [ "$status" -ne 0 ]
  [[ $output == *HASHTAG_TAKEN* ]]
}

@test "a colleague is thanked in one command, and what remains is in the answer" {
  run as tiago.matos laurel thank "ana ribeiro" "stayed two hours to calm the Orbit outage" --value teamwork --points 10
  [ "$status" -eq 0 ]
  [[ $output == *"Ana Ribeiro"* && $output == *90* ]]
  [ "$(balance tiago.matos remaining)" -eq 90 ]
  [ "$(balance ana.ribeiro earned)" -eq 10 ]
}

@test "what is missing or taken for a name is said in the words of the command" {
  run as tiago.matos laurel thank "ana ribeiro" nadia
  [ "$status" -eq 2 ]
  [[ $output == *"\"nadia\" is taken for somebody's name"*"laurel thank WHO... \"message\""*"--message \"nadia\""* ]]
  run as tiago.matos laurel thank "$(printf 'a message without anybody, %0300d' 0)"
  [ "$status" -eq 2 ]
  [[ $output == *"say whom you thank"* && $output != *query* ]]
  run as tiago.matos laurel thank "ana ribeiro" "$(printf '%02001d' 0)"
  [ "$status" -eq 2 ]
  [[ $output == *"error: "* && $output != *recognition.message* ]]
}

@test "everybody sees it on the wall" {
  run as pedro.antunes laurel wall
  [ "$status" -eq 0 ]
  [[ $output == *"Tiago Matos"* && $output == *"Ana Ribeiro"* && $output == *"calm the Orbit outage"* && $output == *teamwork* ]]
  keep thanks "$(as pedro.antunes laurel wall -o json | jq -r '.[0].name')"
}

@test "others react and comment, and Ana sees it" {
  as pedro.antunes laurel recognition react "$(kept thanks)" clap
  as nadia.rahman laurel recognition react "$(kept thanks)" "👏"
  as nadia.rahman laurel recognition comment "$(kept thanks)" "The whole floor heard it."
  run recognition GetRecognition "{\"name\": \"$(kept thanks)\"}" ana.ribeiro
  [ "$(jq -r '.reactions[0].count' <<<"$output")" -eq 2 ]
  [ "$(jq -r .commentCount <<<"$output")" -eq 1 ]
  [[ $(as ana.ribeiro laurel recognition show "$(kept thanks)") == *"The whole floor heard it."* ]]
}

@test "a gift over the allowance is refused with what remains and when the next comes" {
  run as tiago.matos laurel thank "ana ribeiro" "nadia rahman" "both" --points 50
  [ "$status" -eq 5 ]
  [[ $output == *ALLOWANCE_EXCEEDED* && $output == *90* ]]
  run recognition GiveRecognition "{\"recognition\": {\"recipients\": [\"$(person ana.ribeiro)\", \"$(person nadia.rahman)\"], \"message\": \"both\", \"pointsEach\": 50}}" tiago.matos
  [ "$status" -ne 0 ]
  [[ $(reason_and_metadata <<<"$output") == *ALLOWANCE_EXCEEDED* ]]
  [[ $(reason_and_metadata <<<"$output") == *reset_time* ]]
  [ "$(balance tiago.matos remaining)" -eq 90 ]
}

@test "nobody thanks themselves, and not more than the programme lets them" {
  run as tiago.matos laurel thank me "for being me"
  [ "$status" -eq 2 ]
  [[ $output == *SELF_RECOGNITION* ]]
  run as tiago.matos laurel thank "ana ribeiro" "much" --points 51
  [ "$status" -eq 5 ]
  [[ $output == *MAX_EACH_EXCEEDED* && $output == *50* ]]
}

@test "a service that is killed gives the first answer to the same request_id, and takes the points once" {
  body="{\"recognition\": {\"recipients\": [\"$(person ana.ribeiro)\"], \"message\": \"Once\", \"pointsEach\": 5}, \"requestId\": \"$(uuid)\"}"
  first=$(recognition GiveRecognition "$body" tiago.matos)
  kill_recognition
  second=$(recognition GiveRecognition "$body" tiago.matos)
  [ "$(jq -S . <<<"$first")" = "$(jq -S . <<<"$second")" ]
  [ "$(balance tiago.matos remaining)" -eq 85 ]
  [ "$(balance ana.ribeiro earned)" -eq 15 ]
}

@test "what was meant for somebody else is taken back, and its points come back" {
  wrong=$(thank tiago.matos "ana sousa" "Meant for the other Ana" --points 20)
  [ "$(balance tiago.matos remaining)" -eq 65 ]
  as tiago.matos laurel recognition revoke "$wrong"
  [ "$(balance tiago.matos remaining)" -eq 85 ]
  [ "$(balance ana.sousa earned)" -eq 0 ]
  [[ $(as pedro.antunes laurel wall) != *"Meant for the other"* ]]
}

@test "what was added to thanks that are taken back says so, and leads nowhere" {
  first=$(thank lars.holm "ines carvalho" "the calmest handover")
  joined=$(thank carla.mendes --add-on-to "$first" "so it was")
  [[ $(as pedro.antunes laurel wall) == *"adds to ${first: -6}"* ]]
  as lars.holm laurel recognition revoke "$first"
  for who in pedro.antunes lars.holm; do
    run as "$who" laurel wall
    [[ $output == *"${joined: -6} · added to thanks that have been withdrawn"* && $output != *"${first: -6}"* ]]
  done
  [[ $(as pedro.antunes laurel recognition show "$joined") == *"thanks that have been withdrawn"* ]]
}

@test "many points wait for the sender's manager, and until then for nobody else" {
  as sofia.brandao laurel api UpdateProgram -d '{"program": {"name": "program", "approvalThreshold": 40}, "updateMask": "approvalThreshold"}'
  pending=$(thank tiago.matos "ana ribeiro" "nadia rahman" "Found all double payments of the month" --points 25)
  keep pending "$pending"
  [ "$(state_of tiago.matos "$pending")" = RECOGNITION_STATE_PENDING_APPROVAL ]
  [ "$(balance tiago.matos held)" -eq 50 ]
  [ "$(balance ana.ribeiro earned)" -eq 15 ]
  run as ana.ribeiro laurel recognition show "$pending"
  [ "$status" -eq 3 ]
  [[ $(as pedro.antunes laurel wall) != *"double payments"* ]]
  run as tiago.matos laurel recognition approve "$pending"
  [ "$status" -eq 4 ]
  [[ $output == *SENDER_CANNOT_DECIDE* ]]
}

@test "she finds it in her inbox and approves it, and everybody sees it" {
  [[ $(as marta.lopes laurel inbox) == *"double payments"* ]]
  as marta.lopes laurel recognition approve "$(kept pending)"
  [[ $(as marta.lopes laurel inbox) != *"double payments"* ]]
  [[ $(as pedro.antunes laurel wall) == *"double payments"* ]]
  [ "$(balance tiago.matos held)" -eq 0 ]
  [ "$(balance ana.ribeiro earned)" -eq 40 ]
  [ "$(balance nadia.rahman earned)" -eq 25 ]
}

@test "the wall is followed through a kill of the service, by the command and by a client that is not ours" {
  . "$LAUREL_STATE/env"
  stream "$LAUREL_STATE/first" recognition:events.v1.EventService/WatchEvents '{"types": ["recognition.given"]}' pedro.antunes
  LAUREL_TOKEN=$("$ROOT/dev" token pedro.antunes@orbit.example) \
    laurel wall --follow --limit 1 -o json >"$LAUREL_STATE/watch.wall" 2>"$LAUREL_STATE/watch.wall.err" 3>&- &
  echo $! >"$LAUREL_STATE/watch.wall.pid"
  eventually followed_by_command "$(kept pending)"  # the newest, which was there already
  one=$(thank lars.holm "ines carvalho" "one")
  eventually told_of "$one"
  eventually followed_by_command "$one"
  two=$(thank carla.mendes "lars holm" "two")  # who knows whether it was heard of before
  kill_recognition
  three=$(thank ines.carvalho "carla mendes" "three")
  token=$(jq -rs 'last.resumeToken' "$LAUREL_STATE/first")
  stream "$LAUREL_STATE/second" recognition:events.v1.EventService/WatchEvents \
    "{\"types\": [\"recognition.given\"], \"resumeToken\": \"$token\"}" pedro.antunes
  eventually told_of "$three"
  eventually followed_by_command "$three"
  [ "$(told)" = "$(printf '%s\n' "$one" "$two" "$three")" ]
  [ "$(followed)" = "$(printf '%s\n' "$(kept pending)" "$one" "$two" "$three")" ]
}

@test "what it was told of is read by the client that is not ours" {
  names=$(told | jq -Rs 'split("\n") | map(select(. != ""))')
  run recognition BatchGetRecognitions "{\"names\": $names}" pedro.antunes
  [ "$status" -eq 0 ]
  [ "$(jq -r '[.recognitions[].message] | join(" ")' <<<"$output")" = "one two three" ]
}

@test "after all of it every point is where the entries say" {
  [ "$(proof)" -eq 0 ]
  as ingrid.solberg laurel ledger verify
  . "$LAUREL_STATE/env"
  metrics() { curl -fsS "http://$LAUREL_RECOGNITION_METRICS/metrics"; }
  verified() { [[ $(metrics | grep "^laurel_ledger_$1 ") == "laurel_ledger_$1 0" ]]; }
  for figure in imbalance accounts_below_floor balances_off; do eventually verified "$figure"; done
  run as tiago.matos laurel api VerifyLedger
  [ "$status" -eq 4 ]
}

#!/usr/bin/env bats
# Feedback is given, read and answered, and a talk is planned, prepared, moved and cancelled, while the service is killed in
# between. The tests of this file are one story and run in order; each names the fact it shows.
bats_require_minimum_version 1.5.0
load suite

setup_file() { start_suite; }
teardown_file() { stop_suite; }

uuid() { cat /proc/sys/kernel/random/uuid; }
person() { as sofia.brandao laurel people show "$1@orbit.example" -o json | jq -r .name; }
keep() { printf '%s' "$2" >"$LAUREL_STATE/kept.$1"; }  # from one test to the next
kept() { cat "$LAUREL_STATE/kept.$1"; }
in_days() { date -d "+$1 days" +%F; }
feedback() { grpc "feedback.v1.FeedbackService/$1" "$2" "$3"; }
coaching() { grpc "feedback.v1.CoachingService/$1" "$2" "$3"; }
kill_feedback() {
  kill -9 "$(<"$LAUREL_STATE/run/feedback.pid")"
  "$ROOT/dev" up >/dev/null
}

@test "who will read it is named before it is given, by the real lines" {
  run feedback PreviewAudience "{\"feedback\": {\"subject\": \"$(person ana.ribeiro)\", \"kind\": \"FEEDBACK_KIND_MIXED\"}}" marta.lopes
  [ "$status" -eq 0 ]
  readers() { jq -r --arg who "$1" '[.readers[] | select(.person == $who) | .relations[] | sub("AUDIENCE_RELATION_"; "")] | sort | join(" ")' <<<"$output"; }
  [ "$(readers "$(person ana.ribeiro)")" = SUBJECT ]
  [ "$(readers "$(person marta.lopes)")" = "AUTHOR LINE_MANAGER" ]
  [ "$(readers "$(person sofia.brandao)")" = HR_ADMIN ]
  [ "$(readers "$(person bootstrap)")" = HR_ADMIN ]  # who set the suite up
  [ "$(readers "$(person ingrid.solberg)")" = AUDITOR ]
  [ "$(jq '.readers | length' <<<"$output")" -eq 5 ]
}

@test "the command shows the same readers, and gives nothing on a dry run" {
  run as marta.lopes laurel feedback give "ana ribeiro" --strength "Warm opening" --dry-run
  [ "$status" -eq 0 ]
  [[ $output == *"Ana Ribeiro"* && $output == *"Sofia Brandão"* && $output != *Tiago* ]]
  [ "$(as marta.lopes laurel feedback list -o json | jq length)" -eq 0 ]
}

@test "a manager gives feedback in one command" {
  run as marta.lopes laurel feedback give "ana ribeiro" --strength "Calms callers down" --growth "Asks for the order number late" \
    --next "Ask first on the next ten calls" --evidence zendesk:48213 -o json
  [ "$status" -eq 0 ]
  keep feedback "$(jq -r .name <<<"$output")"
  [ "$(jq -r .state <<<"$output")" = FEEDBACK_STATE_SUBMITTED ]
  [ "$(jq -r '.evidence[0].externalId' <<<"$output")" = 48213 ]
}

@test "the agent finds it in her inbox, reads it and answers" {
  run as ana.ribeiro laurel inbox
  [[ $output == *"Marta Lopes"* && $output == *"Calms callers down"* ]]
  [[ $(as ana.ribeiro laurel feedback show "$(kept feedback)") == *"Ask first on the next ten calls"* ]]
  run as ana.ribeiro laurel feedback ack "$(kept feedback)" --comment "Makes sense."
  [ "$status" -eq 0 ]
  [[ $(as ana.ribeiro laurel inbox) != *"Calms callers down"* ]]
  [[ $(as marta.lopes laurel feedback show "$(kept feedback)") == *"Makes sense."* ]]
}

@test "a colleague learns nothing of it, not even that it exists" {
  run as tiago.matos laurel feedback show "$(kept feedback)"
  [ "$status" -eq 3 ]
  [[ $output != *Calms* ]]
  run as tiago.matos laurel feedback list --about "ana ribeiro" -o json
  [ "$(jq length <<<"$output")" -eq 0 ]
  run as tiago.matos laurel api BatchGetFeedback -d "{\"names\": [\"$(kept feedback)\"]}"
  [ "$(jq -r '.missing[0]' <<<"$output")" = "$(kept feedback)" ]
}

@test "what was answered is not taken back, what was not is" {
  run as marta.lopes laurel feedback retract "$(kept feedback)"
  [ "$status" -eq 5 ]
  [[ $output == *ALREADY_ACKNOWLEDGED* ]]
  second=$(as marta.lopes laurel feedback give "ana ribeiro" --strength "Meant for Ana Sousa" -o json | jq -r .name)
  as marta.lopes laurel feedback retract "$second"
  run as ana.ribeiro laurel feedback show "$second"
  [[ $output != *"Meant for"* ]]
}

@test "a draft is its author's alone until it is given" {
  draft=$(as marta.lopes laurel feedback give "ana ribeiro" --growth "Not sure how to say it" --draft -o json | jq -r .name)
  [[ $(as marta.lopes laurel feedback drafts) == *"Ana Ribeiro"* ]]
  run as ana.ribeiro laurel feedback show "$draft"
  [ "$status" -eq 3 ]
  as marta.lopes laurel feedback submit "$draft"
  [[ $(as ana.ribeiro laurel feedback show "$draft") == *"Not sure how to say it"* ]]
}

@test "criticism is not shown to a team" {
  run as marta.lopes laurel feedback give "ana ribeiro" --growth "Long hold times" --visibility team
  [ "$status" -eq 2 ]
  [[ $output == *VISIBILITY_NOT_ALLOWED* ]]
  as tiago.matos laurel feedback give "ana ribeiro" --strength "Took my last call" --visibility team
  [[ $(as nadia.rahman laurel feedback list --about "ana ribeiro") == *"Took my last call"* ]]
  [[ $(as pedro.antunes laurel feedback list --about "ana ribeiro") != *"Took my last call"* ]]
}

@test "a service that is killed gives the first answer to the same request_id, and one piece" {
  body="{\"feedback\": {\"subject\": \"$(person ana.ribeiro)\", \"kind\": \"FEEDBACK_KIND_PRAISE\", \"strengths\": \"Once\"}, \"submit\": true, \"requestId\": \"$(uuid)\"}"
  first=$(feedback CreateFeedback "$body" nadia.rahman)
  kill_feedback
  second=$(feedback CreateFeedback "$body" nadia.rahman)
  [ "$(jq -S . <<<"$first")" = "$(jq -S . <<<"$second")" ]
  [ "$(as nadia.rahman laurel feedback list --by me -o json | jq '[.[] | select(.strengths == "Once")] | length')" -eq 1 ]
}

@test "a weekly one-to-one is planned in one call" {
  run as marta.lopes laurel coaching plan "ana ribeiro" --at "$(in_days 7) 10:00" --repeat weekly --times 4 --focus "Hold times" -o json
  [ "$status" -eq 0 ]
  keep session "$(jq -r 'if type == "array" then .[0].name else .name end' <<<"$output")"
  run coaching ListCoachingSessions "{\"series\": \"$(kept session)\"}" ana.ribeiro
  [ "$(jq '.coachingSessions | length' <<<"$output")" -eq 4 ]
  [ "$(jq -r '[.coachingSessions[].series] | unique | join(" ")' <<<"$output")" = "$(kept session)" ]
  keep second "$(jq -r '.coachingSessions[2].name' <<<"$output")"
}

@test "a plan of the same hour is refused, and the busy hour told to who may coach" {
  run as marta.lopes laurel coaching plan "tiago matos" --at "$(in_days 7) 10:15"
  [ "$status" -eq 5 ]
  [[ $output == *OVERLAP* ]]
  told() { jq -r '.details[].value' <<<"$output" | while read -r detail; do base64 -d <<<"$detail" 2>/dev/null || true; done | tr -d '\0'; }
  time=$(date -u -d "$(in_days 7) 10:15" +%FT%TZ)
  plan="{\"coachingSession\": {\"kind\": \"COACHING_SESSION_KIND_SHADOWING\", \"attendees\": [\"$(person ana.ribeiro)\"], \"scheduledTime\": \"$time\"}}"
  run coaching CreateCoachingSession "$plan" rafael.nunes
  [ "$status" -ne 0 ]
  [[ $(told) == *OVERLAP* && $(told) == *"$(person ana.ribeiro)"* && $(told) == *start_time* ]]
  run coaching CreateCoachingSession "$plan" tiago.matos
  [ "$status" -ne 0 ]
  [[ $(told) == *OVERLAP* && $(told) != *people/* && $(told) != *start_time* ]]
}

@test "one of the row is moved, the others stay" {
  run as marta.lopes laurel coaching move "$(kept session)" "$(in_days 8) 11:30" --reason "Shift swap"
  [ "$status" -eq 0 ]
  run coaching ListStatusChanges "{\"parent\": \"$(kept session)\"}" ana.ribeiro
  [[ $output == *"Shift swap"* && $output == *formerScheduledTime* ]]
  [ "$(coaching GetCoachingSession "{\"name\": \"$(kept second)\"}" ana.ribeiro | jq -r .scheduledTime)" = "$(date -u -d "$(in_days 14) 10:00" +%FT%TZ)" ]
  as marta.lopes laurel coaching plan "tiago matos" --at "$(in_days 7) 10:15"  # free now
}

@test "one of the row is cancelled with a reason" {
  as marta.lopes laurel coaching cancel "$(kept second)" --reason "Public holiday"
  [ "$(coaching GetCoachingSession "{\"name\": \"$(kept second)\"}" ana.ribeiro | jq -r .state)" = COACHING_SESSION_STATE_CANCELLED ]
  run as marta.lopes laurel coaching history "$(kept second)"
  [[ $output == *"Public holiday"* ]]
}

@test "the agent says what she wants to talk about, across a kill, once" {
  as ana.ribeiro laurel coaching point "$(kept session)" "My shifts in the holidays"
  body="{\"parent\": \"$(kept session)\", \"talkingPoint\": {\"text\": \"The new invoice\", \"position\": 1}, \"requestId\": \"$(uuid)\"}"
  coaching AddTalkingPoint "$body" ana.ribeiro
  kill_feedback
  coaching AddTalkingPoint "$body" ana.ribeiro
  run coaching ListTalkingPoints "{\"parent\": \"$(kept session)\"}" marta.lopes
  [ "$(jq -r '[.talkingPoints[].text] | join("; ")' <<<"$output")" = "The new invoice; My shifts in the holidays" ]
}

@test "one page prepares the talk: what is open, what to talk about, what was said" {
  as ana.ribeiro laurel action add me "Private to do"
  as marta.lopes laurel coaching log "ana ribeiro" --held "yesterday 15:00" --focus "Empathy" --action "ana: Listen to two calls @friday"
  run as marta.lopes laurel coaching prepare "ana ribeiro"
  [ "$status" -eq 0 ]
  [[ $output == *"Listen to two calls"* && $output == *"My shifts in the holidays"* && $output == *"The new invoice"* ]]
  [[ $output == *"Calms callers down"* && $output == *Empathy* && $output != *"Private to do"* ]]
}

@test "what was talked about is ticked off, and closed when the talk has been held" {
  as marta.lopes laurel coaching points "$(kept session)" --done 1
  as marta.lopes laurel coaching hold "$(kept session)" --note "Good talk."
  run as ana.ribeiro laurel coaching point "$(kept session)" "Too late"
  [ "$status" -eq 5 ]
  [[ $output == *TALKING_POINTS_CLOSED* ]]
  run coaching ListActionItems "{\"session\": \"$(kept session)\"}" ana.ribeiro
  [[ $output == *"Listen to two calls"* ]]
}

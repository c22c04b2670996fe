#!/usr/bin/env bats
# A team agrees what it wants to reach, an agent makes her part of it, and what she measures counts above her. The tests of this
# file are one story and run in order; each names the fact it shows.
bats_require_minimum_version 1.5.0
load suite

setup_file() { start_suite; }
teardown_file() { stop_suite; }

keep() { printf '%s' "$2" >"$LAUREL_STATE/kept.$1"; }  # from one test to the next
kept() { cat "$LAUREL_STATE/kept.$1"; }
goals() { grpc "goals.v1.GoalService/$1" "$2" "$3"; }
day() { date -d "$1" +%F; }
uuid() { cat /proc/sys/kernel/random/uuid; }
# progress_of WHO GOAL: as the client that is not ours reads it, which leaves a 0 out as any other
progress_of() { goals GetGoal "{\"name\": \"$2\"}" "$1" | jq -r '.progress // "0"'; }
kill_goals() {
  kill -9 "$(<"$LAUREL_STATE/run/goals.pid")"
  "$ROOT/dev" up >/dev/null
}
check_ins_of() { as ana.ribeiro laurel goal check-ins "$1" --limit 0 -o json | jq length; }

@test "whoever leads a team sets its goal, and nobody else does" {
  run as tiago.matos laurel goal create "Happier callers" --team Billing --by "$(day +60days)" --metric csat --from 80 --to 90
  [ "$status" -eq 4 ]
  run as marta.lopes laurel goal create "Happier callers" --team Billing --by "$(day +60days)" \
    --metric csat --from 80 --to 90 --activate -o json
  [ "$status" -eq 0 ]
  keep team "$(jq -r .name <<<"$output")"
  [ "$(jq -r .lifecycle <<<"$output")" = GOAL_LIFECYCLE_ACTIVE ]
}

@test "an agent makes her own part of it" {
  run as ana.ribeiro laurel goal create "Explain the first invoice in one go" --by "$(day +50days)" --parent "$(kept team)" \
    --visibility team --metric fcr --from 60 --to 80 --milestone "The page is written" --weight 0.5 --activate -o json
  [ "$status" -eq 0 ]
  keep own "$(jq -r .name <<<"$output")"
  [ "$(jq -r .parent <<<"$output")" = "$(kept team)" ]
  [ "$(jq -r '.depth' <<<"$output")" -eq 1 ]
}

@test "a goal is no part of itself" {
  run as marta.lopes laurel goal update "$(kept team)" --parent "$(kept own)"
  [ "$status" -eq 2 ]
  [[ $output == *GOAL_CYCLE* ]]
}

@test "a value is refused by the name that was typed for it" {
  run as marta.lopes laurel goal create "Backwards" --by 2020-01-01 --start 2026-01-01 --metric csat --from 80 --to 80
  [ "$status" -eq 2 ]
  [[ $output == *"error: --by: is before --start"* && $output != *end_date* ]]
  [[ $output != *key_results* ]]
  run as marta.lopes laurel goal list --health green
  [ "$status" -eq 2 ]
  [[ $output == *not-updated* ]]
}

@test "what she measures counts in hers at once, and by weight in the team's" {
  as ana.ribeiro laurel goal check-in fcr 75 --health on-track --confidence 7 "first the two months, then the amount"
  as ana.ribeiro laurel goal check-in "the page" 45 --health on-track
  # 0.75 x 1 and 0.45 x 0.5 of 1.5: 0.65. In the team's beside 0 of its own key result, 1 each.
  [ "$(progress_of ana.ribeiro "$(kept own)")" = 0.65 ]
  [ "$(progress_of marta.lopes "$(kept team)")" = 0.325 ]
  as marta.lopes laurel goal check-in csat 84 --health at-risk "the end of the month"
  [ "$(progress_of marta.lopes "$(kept team)")" = 0.525 ]
}

@test "only who owns it checks in, and who is in the team reads it" {
  key_result=$(as ana.ribeiro laurel api GetGoal -d "{\"name\": \"$(kept own)\"}" | jq -r '.keyResults[0].name')
  run as marta.lopes laurel api RecordCheckIn \
    -d "{\"parent\": \"$(kept own)\", \"checkIn\": {\"keyResult\": \"$key_result\", \"value\": \"79\", \"health\": \"GOAL_HEALTH_ON_TRACK\"}}"
  [ "$status" -eq 4 ]
  [[ $(as tiago.matos laurel goal show "$(kept own)") == *"first invoice"* ]]
  run as pedro.antunes laurel goal show "$(kept own)"
  [ "$status" -eq 3 ]
}

@test "the tree shows both, and of what is private its progress alone" {
  run as tiago.matos laurel goal create "Quieter" --by "$(day +50days)" --parent "$(kept team)" --milestone "Done" --activate -o json
  [ "$status" -eq 0 ]
  keep private "$(jq -r .name <<<"$output")"
  run as ana.ribeiro laurel goal tree "$(kept team)"
  [ "$status" -eq 0 ]
  [[ $output == *"Happier callers"* && $output == *"first invoice"* ]]
  [[ $output != *Quieter* ]]
  [[ $(as tiago.matos laurel goal tree "$(kept team)") == *Quieter* ]]
  run goals GetGoalTree "{\"name\": \"$(kept team)\"}" ana.ribeiro
  [ "$(jq '.nodes | length' <<<"$output")" -eq 3 ]
  [ "$(jq '[.nodes[] | select(.title == null)] | length' <<<"$output")" -eq 1 ]
}

@test "nobody puts more weight into the company's goal than its owner lets them" {
  run as sofia.brandao laurel goal create "Every caller is helped" --level company --by "$(day +60days)" \
    --metric csat --from 80 --to 90 --activate -o json
  [ "$status" -eq 0 ]
  keep company "$(jq -r .name <<<"$output")"
  run as tiago.matos laurel goal create "For myself" --by "$(day +50days)" --parent "$(kept company)" --weight 5 \
    --milestone "Done" --activate
  [ "$status" -eq 2 ]
  [[ $output == *"error: --weight: is at most 1 here"*"(laurel goal part)"* ]]
  run as tiago.matos laurel goal create "For myself" --by "$(day +50days)" --parent "$(kept company)" --weight 1 \
    --milestone "Done" --activate -o json
  [ "$status" -eq 0 ]
  keep hidden "$(jq -r .name <<<"$output")"
  run as tiago.matos laurel goal update "$(kept hidden)" --weight 5
  [ "$status" -eq 2 ]
  as tiago.matos laurel goal check-in "$(kept hidden)" 50 --health on-track
  [ "$(progress_of pedro.antunes "$(kept company)")" = 0.25 ]
}

@test "the owner of a goal weighs a part that they cannot read, takes it out, and is told how" {
  company=$(kept company) hidden=$(kept hidden)
  run as sofia.brandao laurel goal tree "$company"
  [[ $output == *"(not for you to read)"*"${hidden: -6}"*"laurel goal part GOAL ID --remove takes it out"* ]]
  [[ $(as pedro.antunes laurel goal tree "$company") != *"${hidden: -6}"* ]]
  run as pedro.antunes laurel goal part "$company" "$hidden" --remove
  [ "$status" -eq 3 ]
  run as sofia.brandao laurel goal show "${hidden: -6}"
  [ "$status" -eq 3 ]
  run as sofia.brandao laurel goal update "$hidden" --parent none
  [ "$status" -eq 3 ]
  run as sofia.brandao laurel goal part "every caller" "${hidden: -6}" --weight 0
  [ "$status" -eq 0 ]
  [ "$output" = "${hidden: -6} (not for you to read) counts 0 in \"Every caller is helped\" now." ]
  [ "$(progress_of pedro.antunes "$company")" = 0 ]
  run as sofia.brandao laurel goal part "$company" "$hidden" --remove
  [ "$status" -eq 0 ]
  [[ $output == *"is no part of \"Every caller is helped\" any more." ]]
  [ "$(as tiago.matos laurel api GetGoal -d "{\"name\": \"$hidden\"}" | jq -r '.parent // ""')" = "" ]
  [ "$(as sofia.brandao laurel goal tree "$company" -o json | jq length)" -eq 1 ]
}

@test "a slip is superseded, stays on record and no longer counts" {
  as ana.ribeiro laurel goal check-in fcr 57 --health on-track
  [ "$(progress_of ana.ribeiro "$(kept own)")" = 0.15 ]
  as ana.ribeiro laurel goal check-in fcr 75 --supersedes last "the other way round"
  [ "$(progress_of ana.ribeiro "$(kept own)")" = 0.65 ]
  [ "$(check_ins_of fcr)" -eq 3 ]
}

@test "a file is imported at once, and the same file again changes nothing" {
  cat >"$LAUREL_STATE/metrics.csv" <<CSV
date,metric,value,health,comment
$(day -3days),fcr,66,at-risk,the end of the month
$(day -2days),fcr,68,at-risk,
$(day -1day),fcr,71.5,on-track,better
$(day -1day),fcr,many,on-track,no number
$(day -1day),fcr,710,on-track,a slip of the finger
$(day -1day),fcr,72,on-track,once more
CSV
  run as ana.ribeiro laurel goal check-in --from "$LAUREL_STATE/metrics.csv"
  [ "$status" -eq 6 ]
  [[ $output == *"3 recorded, 0 corrected, 0 unchanged, 3 refused"* ]]
  first=$(grep refused <<<"$output" | head -3)
  [[ $first == *"must lie between 0 and 100"* && $first == *"says something else of the same time as line 4"* ]]
  run as ana.ribeiro laurel goal check-in --from "$LAUREL_STATE/metrics.csv"
  [ "$(grep refused <<<"$output" | head -3)" = "$first" ]
  sed -i '5,$d; s/^\(....\)-\(..\)-\(..\),/\3.\2.\1,/' "$LAUREL_STATE/metrics.csv"  # as a spreadsheet saves it
  for _ in 1 2; do
    run as ana.ribeiro laurel goal check-in --from "$LAUREL_STATE/metrics.csv"
    [ "$status" -eq 0 ]
    [[ $output == *"Nothing was changed: all 3 stand there already."* ]]
  done
  [ "$(check_ins_of fcr)" -eq 6 ]
  # What was measured before leaves as it is what was measured since.
  [ "$(progress_of ana.ribeiro "$(kept own)")" = 0.65 ]
}

@test "a service that is killed gives the first answer to the same request_id, and one check-in" {
  body="{\"parent\": \"$(kept own)\", \"checkIn\": {\"health\": \"GOAL_HEALTH_ON_TRACK\", \"comment\": \"Once\"}, \"requestId\": \"$(uuid)\"}"
  first=$(goals RecordCheckIn "$body" ana.ribeiro)
  kill_goals
  second=$(goals RecordCheckIn "$body" ana.ribeiro)
  [ "$(jq -S . <<<"$first")" = "$(jq -S . <<<"$second")" ]
  run goals ListCheckIns "{\"parent\": \"$(kept own)\", \"pageSize\": 100}" ana.ribeiro
  [ "$(jq '[.checkIns[] | select(.comment == "Once")] | length' <<<"$output")" -eq 1 ]
}

@test "the command and the client that is not ours read the same progress" {
  for goal in own team; do
    ours=$(as marta.lopes laurel api GetGoal -d "{\"name\": \"$(kept "$goal")\"}" | jq -r .progress)
    [ "$(progress_of marta.lopes "$(kept "$goal")")" = "$ours" ]
  done
  tree() { jq -S 'if type == "array" then . else .nodes end | map({name, progress})'; }
  ours=$(as marta.lopes laurel goal tree "$(kept team)" -o json | tree)
  [ "$(goals GetGoalTree "{\"name\": \"$(kept team)\"}" marta.lopes | tree)" = "$ours" ]
}

@test "a goal is proposed, accepted and becomes a goal of hers" {
  run as marta.lopes laurel goal propose "ana ribeiro" "Show the page to Onboarding" --by "$(day +40days)" -o json
  [ "$status" -eq 0 ]
  proposed=$(jq -r .name <<<"$output")
  run as tiago.matos laurel goal accept "$proposed"
  [ "$status" -eq 3 ]
  run as ana.ribeiro laurel inbox
  [[ $output == *"Goals proposed to you (laurel goal show ID, laurel goal accept ID"*"Show the page to Onboarding"* ]]
  [ "$(as ana.ribeiro laurel inbox -o json | jq -r '.proposedGoals[].name')" = "$proposed" ]
  run as ana.ribeiro laurel goal accept "$proposed"
  [ "$status" -eq 0 ]
  [[ $output == *"It is a draft until you activate it: laurel goal activate ${proposed: -6}"* ]]
  [ "$(as ana.ribeiro laurel inbox -o json | jq '.proposedGoals | length')" -eq 0 ]
  as ana.ribeiro laurel goal activate "$proposed"
  [[ $(as ana.ribeiro laurel goal list) == *"Show the page to Onboarding"* ]]
}

@test "one page prepares the talk with her goals on it" {
  run as marta.lopes laurel coaching prepare "ana ribeiro"
  [ "$status" -eq 0 ]
  [[ $output == *"Goals of Ana Ribeiro"* && $output == *"first invoice"* && $output == *"65 %"* ]]
  [[ $output != *Withheld* ]]
}

@test "with goals stopped the inbox says what is withheld, and shows the rest" {
  kill -9 "$(<"$LAUREL_STATE/run/goals.pid")"
  run as ana.ribeiro laurel inbox
  [ "$status" -eq 0 ]
  [[ $output == *"could not be read: goals proposed to you"* ]]
  "$ROOT/dev" up >/dev/null
}

@test "with recognition stopped the page says what is withheld, and shows the rest" {
  kill -9 "$(<"$LAUREL_STATE/run/recognition.pid")"
  run as marta.lopes laurel coaching prepare "ana ribeiro"
  [[ $output == *"Goals of Ana Ribeiro"* && $output == *"first invoice"* ]]
  [[ $output == *"Recognition of Ana Ribeiro"*"Withheld: "* ]]
  [ "$(as marta.lopes laurel coaching prepare "ana ribeiro" -o json 2>/dev/null | jq '.goals | length')" -ge 1 ]
  "$ROOT/dev" up >/dev/null
}

@test "a goal that is closed takes no more check-ins, and is reopened with a reason" {
  run as ana.ribeiro laurel goal create "A draft of it" --by "$(day +40days)" --parent "$(kept own)" --milestone "Done" -o json
  draft=$(jq -r .name <<<"$output")
  as ana.ribeiro laurel goal close "$(kept own)" achieved
  run as ana.ribeiro laurel goal activate "${draft: -6}"
  [ "$status" -eq 5 ]
  [[ $output == *"error: the goal that it is a part of is over"*"laurel goal update ${draft: -6} --parent none"* ]]
  as ana.ribeiro laurel goal update "${draft: -6}" --parent none
  as ana.ribeiro laurel goal activate "${draft: -6}"
  run as ana.ribeiro laurel goal create "Part of it" --by "$(day +40days)" --parent "$(kept own)" --milestone "Done"
  [ "$status" -eq 5 ]
  [[ $output == *"error: --parent \"$(kept own)\": it is achieved, so you cannot make a goal a part of it"* ]]
  run as ana.ribeiro laurel api RecordCheckIn -d "{\"parent\": \"$(kept own)\", \"checkIn\": {\"health\": \"GOAL_HEALTH_ON_TRACK\"}}"
  [ "$status" -eq 5 ]
  [[ $output == *WRONG_STATE* ]]
  as ana.ribeiro laurel goal reopen "$(kept own)" --reason "Closed too early"
  [[ $(as marta.lopes laurel goal history "$(kept own)") == *"Closed too early"* ]]
}

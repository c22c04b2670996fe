#!/usr/bin/env bash
# Proves which way the arrows of the house run (ARCHITECTURE.md, "Which way the arrows run"). A source file belongs
# to the first room whose pattern it matches, and includes only what that room's line allows: of the project, of the
# contract, and of the libraries that are one room's own matter. A file without a room fails, and so does a room
# without files.
#   cmake/check_arrows.sh               checks the tree
#   cmake/check_arrows.sh --self-test   plants one bad include in each room and expects that it is found
set -euo pipefail
cd "$(dirname "$0")/.."

# All other includes are free.
judged='^((common|services|clients|tests|schema|messages|requests|stubs)/|grpc|prometheus|mysql|cppconn)'
names=() patterns=() allowed=() planted=()

# room NAME FILES ALLOWED BAD: extended regular expressions; ALLOWED is a list of beginnings. Generated headers of the
# contract are called messages/<area>/…, requests/<area>/… (*_service.pb.h) and stubs/<area>/… (*.grpc.pb.h). @ is the
# first group of FILES, a service's area. BAD is what --self-test plants.
room() { names+=("$1") patterns+=("$2") allowed+=("^(${3// /|})") planted+=("$4"); }

# What tests, and what they share.
room 'fault tests'         '^tests/' 'tests/ common/ messages/ requests/ stubs/ grpcpp/' 'services/directory/env.h'
room 'tests of clients'    '^clients/.*(_test\.|/testing/)' 'clients/ common/(api|rpc|status|testing|time)/ messages/ requests/ stubs/ grpcpp/' 'common/sql/database.h'
room 'tests of a service'  '^services/([a-z]+)/(.*_(test|fixture)\.|(.*/)?(testing|tests)/)' 'services/@/ common/ schema/@_ messages/ requests/ stubs/ grpcpp/' 'services/another/env.h'
room 'tests of common/org' '^common/org/(.*_test\.|testing/)' 'common/(api|auth|metrics|org|rpc|status|testing|time)/ messages/directory/ requests/directory/ stubs/directory/ grpcpp/' 'common/sql/database.h'
room 'tests of common/sql' '^common/sql/(.*_test\.|testing/)' 'common/(api|sql|status|testing|time)/ cppconn/ mysql' 'messages/feedback/note.pb.h'
room 'tests of common/events' '^common/events/(.*_test\.|(.*/)?testing/)' 'common/ schema/common_ messages/(common|directory|events|feedback)/ requests/events/ stubs/events/ grpcpp/' 'services/directory/env.h'
room 'tests of common'     '^common/(testing/|.*(_test\.|/testing/))' 'common/ schema/common_ messages/common/ grpcpp/ prometheus/' 'messages/feedback/note.pb.h'

# The platform, from the ground up.
room 'common/log'     '^common/log/'     'common/log/' 'common/status/error.h'
room 'common/time'    '^common/time/'    'common/time/' 'common/log/log.h'
room 'common/status'  '^common/status/'  'common/(status|log)/' 'grpcpp/grpcpp.h'
room 'common/config'  '^common/config/'  'common/(config|log)/' 'common/sql/connection.h'
room 'common/metrics' '^common/metrics/' 'common/(metrics|log)/ prometheus/' 'grpcpp/grpcpp.h'
room 'common/api'     '^common/api/'     'common/(api|status|time)/ messages/common/' 'common/sql/value.h'
room 'common/auth'    '^common/auth/'    'common/(api|auth|log|status|time)/ messages/common/' 'common/rpc/call.h'
room 'sql driver'     '^common/sql/driver/' 'common/(log|sql|status|time)/ cppconn/ mysql' 'common/rpc/call.h'
room 'common/sql'     '^common/sql/'     'common/(api|log|sql|status|time)/ schema/common_sql_' 'cppconn/driver.h'
room 'common/rpc'     '^common/rpc/'     'common/(api|auth|log|metrics|rpc|status|time)/ messages/common/ grpc' 'common/sql/database.h'
room 'org: the feed'  '^common/org/(mirror|replica)\.' 'common/(log|org|rpc|status|time)/ messages/directory/ requests/directory/ stubs/directory/ grpcpp/' 'common/sql/database.h'
room 'org: the edge'  '^common/org/(metrics|resolver)\.' 'common/(auth|metrics|org|status|time)/' 'common/rpc/call.h'
room 'common/org'     '^common/org/'     'common/(api|log|org|status|time)/ messages/directory/' 'grpcpp/grpcpp.h'
room 'common/summary' '^common/summary/' 'common/(org|status|summary|time)/ messages/directory/' 'common/sql/database.h'
room 'events: the edge' '^common/events/(watch/(event_service|watcher)|consumer/)' 'common/(api|auth|events|log|metrics|org|rpc|sql|status|time)/ messages/(common|events)/ requests/events/ stubs/events/ grpcpp/' 'services/directory/env.h'
room 'common/events' '^common/events/' 'common/(api|auth|events|log|metrics|org|sql|status|time)/ messages/(common|events)/' 'grpcpp/grpcpp.h'
room 'common/audit' '^common/audit/' 'common/(api|audit|rpc|sql|status|time)/ common/auth/principal messages/audit/ requests/audit/ stubs/audit/ grpcpp/' 'services/directory/env.h'
room 'common/history' '^common/history/' 'common/(api|events|history|org|rpc|sql|status|time)/ messages/common/' 'grpcpp/grpcpp.h'
room 'common/service' '^common/service/' 'common/(api|audit|auth|events|config|log|metrics|org|rpc|service|sql|status|time)/ messages/(directory|events)/ grpcpp/' 'services/directory/env.h'

# A service, from its words and rules up to main.
room 'words of a service' '^services/([a-z]+)/(names|errors|people|period/(period|day))\.' 'common/(api|org|status|time)/ services/@/(names|errors|people)\.h' 'common/sql/connection.h'
room 'events that a service tells' '^services/([a-z]+)/events\.' 'common/(api|events|sql|time)/ messages/ services/@/(events|names|audience/rules)\.h' 'common/rpc/call.h'
room 'rules'    '^services/([a-z]+)/[a-z_]+/rules\.' 'common/(api|auth/principal|org|status|summary|time) messages/ services/@/([a-z_]+/rules|names|errors|people|transitions|period/period)\.h' 'common/sql/connection.h'
room 'stores'   '^services/([a-z]+)/(sql_values|[a-z_]+/([a-z_]*store|stored))\.' 'common/(api|events|org|sql|status|summary|time)/ messages/ services/@/([a-z_]+/(rules|[a-z_]*store|stored)|names|errors|events|period/(period|day)|sql_values)\.h' 'common/rpc/call.h'
room 'face'     '^services/([a-z]+)/[a-z]+_service\.' 'common/rpc/ requests/@/ stubs/@/ services/@/(env|[a-z]+_service|[a-z_]+/handlers)\.h' 'common/sql/database.h'
room 'main'     '^services/([a-z]+)/(main|config)\.' 'common/(api|config|log|rpc|service|status)/ services/@/(app|config)\.h' 'common/sql/database.h'
room 'app'      '^services/([a-z]+)/(app|env|preparation|[a-z]+_metrics)\.' 'common/(api|auth|config|events|log|metrics|org|rpc|service|sql|status|time)/ schema/@_ messages/@/ services/@/' 'services/another/env.h'

# The steps of handlers; where a resource has several rooms, which of them knows which.
steps='common/(api|auth|events|history|log|org|rpc|service|sql|status|summary|time)/ messages/ requests/@/ services/@/(env|names|errors|events|people)\.'
room 'a recognition itself'    '^services/(recognition)/recognition/' "$steps services/@/(audience|recognition)/" 'services/recognition/payment/payment.h'
room 'a recognition: payment'  '^services/(recognition)/payment/' "$steps services/@/(allowance|ledger|payment|recognition)/" 'services/recognition/giving/add_on.h'
room 'a recognition: giving'   '^services/(recognition)/giving/' "$steps services/@/(allowance|company_value|giving|payment|program|recognition)/" 'services/recognition/outcome/write.h'
room 'a recognition: reading'  '^services/(recognition)/reading/' "$steps services/@/(audience|comment|company_value|reaction|reading|recognition)/" 'services/recognition/payment/payment.h'
room 'a recognition: outcome'  '^services/(recognition)/outcome/' "$steps services/@/(outcome|payment|program|reading|recognition)/" 'services/recognition/giving/add_on.h'
room 'handlers' '^services/([a-z]+)/[a-z_]+/' "$steps services/@/[a-z_]+/" 'grpcpp/grpcpp.h'

room 'clients'  '^clients/' 'clients/ common/(api|status|time)/ messages/ requests/ stubs/ grpcpp/' 'common/sql/database.h'

sources() { git ls-files --cached --others --exclude-standard '*.h' '*.cc' | while read -r file; do [[ ! -e $file ]] || echo "$file"; done; }

# FILE LINE:INCLUDE for each include of the files on standard input.
includes() { xargs grep -nHoE '^#include ["<][^">]+' /dev/null | sed -E 's/:([0-9]+):#include ["<]/ \1:/'; }

# The number of the file's room, and in `area` what @ stands for; 1 when there is none.
find_room() {
  local i
  for i in "${!names[@]}"; do
    [[ $1 =~ ${patterns[i]} ]] || continue
    number=$i area=${BASH_REMATCH[1]:-}
    return 0
  done
  return 1
}

# The contract's headers by what they hold.
shown() {
  case $1 in
    laurel/*.grpc.pb.h) echo "stubs/${1#laurel/}" ;;
    laurel/*_service.pb.h) echo "requests/${1#laurel/}" ;;
    laurel/*) echo "messages/${1#laurel/}" ;;
    *) echo "$1" ;;
  esac
}

# Reads FILES, then an empty line, then what includes() writes; prints what is wrong.
judge() {
  local file line include number area
  local -A room_of=() area_of=() used=()
  while read -r file && [[ -n $file ]]; do
    if ! find_room "$file"; then echo "$file: belongs to no room"; continue; fi
    room_of[$file]=$number area_of[$file]=$area used[$number]=1
  done
  for number in "${!names[@]}"; do
    [[ -n ${used[$number]:-} ]] || echo "room \"${names[number]}\": has no file"
  done
  while read -r file line; do
    include=${line#*:}
    [[ $include != laurel/* ]] || include=$(shown "$include")
    number=${room_of[$file]:-}
    [[ -n $number && $include =~ $judged ]] || continue
    [[ $include =~ ${allowed[number]//@/${area_of[$file]}} ]] ||
      echo "$file:${line%%:*}: ${names[number]} must not include $include"
  done
}

self_test() {
  local i file found missed=0 files lines
  files=$(sources; echo stray/file.cc) lines=$(sources | includes)
  for i in "${!names[@]}"; do
    file=$(while read -r one; do find_room "$one" && ((number == i)) && echo "$one" && break; done <<<"$files" || true)
    lines+=$'\n'"$file 99999:${planted[i]}"
  done
  found=$(judge <<<"$files"$'\n\n'"$lines")
  for i in "${!names[@]}"; do
    grep -qF ":99999: ${names[i]} must not include" <<<"$found" || { echo "not found: ${planted[i]} in ${names[i]}"; missed=1; }
  done
  grep -q '^stray/file.cc: belongs to no room' <<<"$found" || { echo 'not found: a file without a room'; missed=1; }
  return "$missed"
}

if [[ ${1:-} == --self-test ]]; then self_test; exit; fi
found=$(judge < <(sources; echo; sources | includes))
[[ -z $found ]] || { printf '%s\n' "$found"; exit 1; }

// What became of a call that was tried, and what should have, in letters: Full, Summary, Ok of what has no
// views, Denied, Relation denied (NOT_YOUR_REPORT), Not found, Invalid, 0 for what a list does not hold, ?
// anything else. Pure functions.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/testing/permission_table/table.h"
#include "common/testing/permission_table/trial.h"

namespace laurel::testing {

char Refusal(const absl::Status& status);

// The target among the items of a page or batch; null: it is not there.
const google::protobuf::Message* Find(const google::protobuf::Message& answer, const std::string& target);

char OutcomeOf(const Trial& call, const std::string& target, const Reply& answer);

char Expected(const PermissionTable& table, const Trial& call, const Relation& relation);
// Of the same call on an id that was guessed.
char ExpectedOfGuess(const PermissionTable& table, const Trial& call, const std::string& target,
                     const Relation& relation);

}  // namespace laurel::testing

// What became of a call that was tried, and what should have, by the rows of the table: in the letters of
// Outcome (permissions.h), and 0 for what a list does not hold. Pure functions.
#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "services/feedback/tests/permission_table/calls.h"
#include "services/feedback/tests/permission_table/table.h"

namespace laurel::feedback::testing {

using Answer = absl::StatusOr<std::unique_ptr<google::protobuf::Message>>;

// The target among the items of a page or batch; null: it is not there.
const google::protobuf::Message* Find(const google::protobuf::Message& answer, const std::string& target);

char OutcomeOf(const Try& call, const std::string& target, const Answer& answer);

// How much of an object they read: F, S or -.
char ViewOf(const std::string& object, const Relation& relation);

char Expected(const Try& call, const Relation& relation);

}  // namespace laurel::feedback::testing

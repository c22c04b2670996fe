// What a key result has to be, what of it follows from the rest, and where a value puts it. Decimals have
// passed field rules. Pure functions; thread-safe.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/status/error.h"
#include "google/protobuf/repeated_field.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::key_result {

using KeyResults = google::protobuf::RepeatedPtrField<v1::KeyResult>;

inline constexpr int kMost = 10;  // of one goal; CreateGoal has it as a field rule

// Fills in what is unset (kind, weight, unit and direction, and the numbers of a MILESTONE or BINARY one)
// and, from the rest, current and progress; one without measure_time stands at its baseline. Decimals become
// canonical. What is wrong is added to `violations`, at `path` ("key_result") and below; then the key result
// is of no use.
void Complete(v1::KeyResult& key_result, std::string_view path, FieldViolations& violations);
// INVALID_ARGUMENT: all that is wrong.
absl::StatusOr<v1::KeyResult> Completed(const v1::KeyResult& asked, std::string_view path);
// All that a new goal has, and their weights. `path`: "goal.key_results".
absl::Status CompleteAll(KeyResults& key_results, std::string_view path);

// Key results of a goal, complete, must not all have weight 0; none at all is fine. INVALID_ARGUMENT on
// `path`.
absl::Status CheckWeights(const KeyResults& key_results, std::string_view path);

// A value of this key result (complete) lies within the bounds of its metric; of a BINARY one it is 0 or 1.
// INVALID_ARGUMENT on `path`, naming the bounds.
absl::Status CheckValue(const v1::KeyResult& key_result, std::string_view value, std::string_view path);

// Where this value (canonical) puts it: current and progress.
void SetCurrent(v1::KeyResult& key_result, std::string_view value);

// nullptr: there is none of this name.
const v1::KeyResult* FindIn(const v1::Goal& goal, std::string_view name);

}  // namespace laurel::goals::key_result

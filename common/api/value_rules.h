// What is wrong with one value, told as what to do instead; nullopt when nothing is. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/api/field_plan.h"
#include "google/protobuf/message.h"

namespace laurel::api {

using Violation = std::optional<std::string>;

// `value` is trimmed, valid UTF-8 and not empty.
Violation CheckText(const FieldPlan& plan, std::string_view value);
Violation CheckInteger(const FieldPlan& plan, std::int64_t value);
Violation CheckEnum(const FieldPlan& plan, int number);
// kTimestamp, kDuration, kDate: `value` is of the type that the kind says.
Violation CheckTime(const FieldPlan& plan, const google::protobuf::Message& value);

}  // namespace laurel::api

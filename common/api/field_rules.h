// Enforces laurel.common.v1.FieldRules on a request by reflection: trims strings, cuts timestamps to the
// microsecond, clears output-only fields, replaces `people/me`, and answers every violation at once.
//
// Besides, without any rule being declared: timestamps, durations and dates must be valid, an item of a list
// is not an empty string, and page_size is not negative wherever a field of that name occurs.
//
// Rules of nested messages hold wherever the message occurs. In a request that has an `update_mask`,
// `required` of the resource's fields is checked only for fields that the mask names (or that are set, when
// the mask is empty), and its `name` must be set unless there is only one. Thread-safe: rules are read once
// for each message type and kept. Only for generated messages.
#pragma once

#include <string_view>

#include "absl/status/status.h"
#include "google/protobuf/message.h"

namespace laurel::api {

// `caller_name`: what `people/me` stands for; empty for a service account, to which `people/me` is a
// violation.
absl::Status ApplyFieldRules(std::string_view caller_name, google::protobuf::Message& request);

// The rules of one message type are consistent (e.g. max_length stands on a string). Called at start-up for
// every request.
absl::Status CheckRuleDeclarations(const google::protobuf::Descriptor& request);

}  // namespace laurel::api

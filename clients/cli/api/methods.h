// Every RPC that the contract has, by name. The descriptors are linked in; nothing is asked of a service.
// Thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace laurel::cli {

using Method = google::protobuf::MethodDescriptor;

// By service and as declared.
std::vector<const Method*> AllMethods();

// "laurel.feedback.v1.CoachingService/GetCoachingSession", "CoachingService/GetCoachingSession" or
// "GetCoachingSession", with a dot instead of the slash as well; of several calls of that name the one of
// `service`. USAGE with what it may be otherwise.
absl::StatusOr<const Method*> FindMethod(std::string_view call, std::string_view service = "");

// "/laurel.feedback.v1.CoachingService/GetCoachingSession"
std::string PathOf(const Method& method);
// The service that answers it: "directory", "feedback"; empty for what every service has (events, audit).
std::string ServiceOf(const Method& method);

// A message of this type from JSON; an empty `request_id` is filled, so that a retry has one effect. USAGE
// for bad JSON.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> RequestFromJson(const Method& method,
                                                                           std::string_view json);

}  // namespace laurel::cli

// What is known of an RPC before it is called: its policy, its request_id and its metrics. Immutable once
// loaded.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "common/metrics/registry.h"
#include "google/protobuf/descriptor.h"
#include "laurel/common/v1/rules.pb.h"

namespace laurel::rpc {

// The names that existing gRPC dashboards know. Thread-safe; series are fetched once, all codes present from
// the start.
class MethodMetrics {
 public:
  MethodMetrics(const google::protobuf::MethodDescriptor& method, metrics::Registry& registry);
  void Started();
  void Handled(absl::StatusCode code, double seconds);

 private:
  static constexpr std::size_t kCodes = 17;
  metrics::Counter* started_;
  std::array<metrics::Counter*, kCodes> handled_;
  metrics::Histogram* seconds_;
};

// "NotFound": what the label grpc_code says.
std::string_view CodeName(absl::StatusCode code);

struct Method {
  std::string full_name;  // "laurel.feedback.v1.CoachingService/AddNote"
  std::vector<common::v1::Caller> callers;
  bool audited = false;
  const google::protobuf::FieldDescriptor* request_id = nullptr;  // nullptr: the request has none
  std::unique_ptr<MethodMetrics> metrics;
};

class MethodTable {
 public:
  // The methods of a service that is linked in. What is wrong is added to `mistakes`, one sentence each.
  MethodTable(std::string_view service, metrics::Registry& registry, std::vector<std::string>& mistakes);

  // Throws std::out_of_range for a name that is no method of the service: a mistake in the program.
  const Method& Find(std::string_view name) const;

 private:
  absl::flat_hash_map<std::string, std::unique_ptr<Method>> methods_;
};

}  // namespace laurel::rpc

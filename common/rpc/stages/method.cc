#include "common/rpc/stages/method.h"

#include <stdexcept>

#include "common/api/field_rules.h"
#include "fmt/format.h"

namespace laurel::rpc {
namespace {

constexpr std::string_view kCodeNames[] = {
    "OK",       "Canceled",       "Unknown",          "InvalidArgument",   "DeadlineExceeded",
    "NotFound", "AlreadyExists",  "PermissionDenied", "ResourceExhausted", "FailedPrecondition",
    "Aborted",  "OutOfRange",     "Unimplemented",    "Internal",          "Unavailable",
    "DataLoss", "Unauthenticated"};

std::string_view KindOf(const google::protobuf::MethodDescriptor& method) {
  if (method.client_streaming()) return method.server_streaming() ? "bidi_stream" : "client_stream";
  return method.server_streaming() ? "server_stream" : "unary";
}

void CheckDeclarations(const google::protobuf::MethodDescriptor& method, std::vector<std::string>& mistakes) {
  const common::v1::MethodPolicy& policy = method.options().GetExtension(common::v1::policy);
  if (policy.callers().empty()) {
    mistakes.push_back(fmt::format("{} has no policy: say in its proto who may call it", method.full_name()));
  }
  for (const int caller : policy.callers()) {
    if (caller == common::v1::CALLER_UNSPECIFIED) {
      mistakes.push_back(fmt::format("{} has CALLER_UNSPECIFIED in its policy", method.full_name()));
    }
  }
  if (absl::Status rules = api::CheckRuleDeclarations(*method.input_type()); !rules.ok()) {
    mistakes.push_back(fmt::format("{}: {}", method.full_name(), std::string(rules.message())));
  }
}

const google::protobuf::FieldDescriptor* RequestIdOf(const google::protobuf::Descriptor& request) {
  const auto* field = request.FindFieldByName("request_id");
  const bool is_text = field != nullptr && !field->is_repeated() && field->containing_oneof() == nullptr &&
                       field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING;
  return is_text ? field : nullptr;
}

}  // namespace

std::string_view CodeName(absl::StatusCode code) {
  const auto index = static_cast<std::size_t>(code);
  return index < std::size(kCodeNames) ? kCodeNames[index] : "Unknown";
}

MethodMetrics::MethodMetrics(const google::protobuf::MethodDescriptor& method, metrics::Registry& registry) {
  const metrics::LabelNames labels{"grpc_type", "grpc_service", "grpc_method"};
  metrics::LabelNames labels_and_code = labels;
  labels_and_code.emplace_back("grpc_code");
  const std::string_view kind = KindOf(method);
  const std::string& service = method.service()->full_name();
  const auto started = registry.Counters("grpc_server_started_total",
                                         "RPCs that arrived at a handler of this server.", labels);
  const auto handled =
      registry.Counters("grpc_server_handled_total", "RPCs that ended, by code.", labels_and_code);
  const auto seconds = registry.Histograms(
      "grpc_server_handling_seconds", "From an RPC's arrival to its end.", labels, metrics::CallSeconds());
  started_ = &started.With({kind, service, method.name()});
  for (std::size_t code = 0; code < kCodes; ++code) {
    handled_[code] = &handled.With({kind, service, method.name(), kCodeNames[code]});
  }
  seconds_ = &seconds.With({kind, service, method.name()});
}

void MethodMetrics::Started() { started_->Increment(); }

void MethodMetrics::Handled(absl::StatusCode code, double seconds) {
  const auto index = static_cast<std::size_t>(code);
  handled_[index < kCodes ? index : static_cast<std::size_t>(absl::StatusCode::kUnknown)]->Increment();
  seconds_->Observe(seconds);
}

MethodTable::MethodTable(std::string_view service, metrics::Registry& registry,
                         std::vector<std::string>& mistakes) {
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string(service));
  if (descriptor == nullptr) {
    mistakes.push_back(fmt::format("the service {} is not linked in", service));
    return;
  }
  for (int i = 0; i < descriptor->method_count(); ++i) {
    const google::protobuf::MethodDescriptor& method = *descriptor->method(i);
    CheckDeclarations(method, mistakes);
    const common::v1::MethodPolicy& policy = method.options().GetExtension(common::v1::policy);
    auto entry = std::make_unique<Method>();
    entry->full_name = fmt::format("{}/{}", descriptor->full_name(), method.name());
    for (const int caller : policy.callers())
      entry->callers.push_back(static_cast<common::v1::Caller>(caller));
    entry->audited = policy.audited();
    entry->request_id = RequestIdOf(*method.input_type());
    entry->metrics = std::make_unique<MethodMetrics>(method, registry);
    methods_.emplace(method.name(), std::move(entry));
  }
}

const Method& MethodTable::Find(std::string_view name) const {
  const auto method = methods_.find(std::string(name));
  if (method == methods_.end()) throw std::out_of_range(fmt::format("{} is no method of this service", name));
  return *method->second;
}

}  // namespace laurel::rpc

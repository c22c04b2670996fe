#include "clients/cli/api/methods.h"

#include <algorithm>
#include <iterator>

#include "clients/cli/connection/failure.h"
#include "clients/cli/connection/request_id.h"
#include "common/api/text.h"
#include "fmt/format.h"
#include "google/protobuf/util/json_util.h"
#include "laurel/audit/v1/audit_service.pb.h"
#include "laurel/directory/v1/directory_service.pb.h"
#include "laurel/events/v1/event_service.pb.h"
#include "laurel/feedback/v1/coaching_service.pb.h"
#include "laurel/feedback/v1/feedback_service.pb.h"
#include "laurel/goals/v1/goal_service.pb.h"
#include "laurel/recognition/v1/recognition_service.pb.h"

namespace laurel::cli {
namespace {

using google::protobuf::Message;

std::string NameOf(const Method& method) {
  return fmt::format("{}/{}", method.service()->name(), method.name());
}

std::string NamesOf(const std::vector<const Method*>& methods, std::string_view between) {
  std::string all;
  for (const Method* method : methods) all += (all.empty() ? "" : std::string(between)) + NameOf(*method);
  return all;
}

void FillRequestId(Message& message) {
  const auto* field = message.GetDescriptor()->FindFieldByName("request_id");
  if (field == nullptr || field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_STRING) return;
  if (message.GetReflection()->GetString(message, field).empty()) {
    message.GetReflection()->SetString(&message, field, NewRequestId());
  }
}

}  // namespace

std::vector<const Method*> AllMethods() {
  std::vector<const Method*> methods;
  for (const auto* file : {directory::v1::GetMeRequest::descriptor()->file(),
                           feedback::v1::GetCoachingSessionRequest::descriptor()->file(),
                           feedback::v1::GetFeedbackRequest::descriptor()->file(),
                           goals::v1::GetGoalRequest::descriptor()->file(),
                           recognition::v1::GetRecognitionRequest::descriptor()->file(),
                           events::v1::WatchEventsRequest::descriptor()->file(),
                           audit::v1::ListAuditRecordsRequest::descriptor()->file()}) {
    for (int s = 0; s < file->service_count(); ++s) {
      for (int m = 0; m < file->service(s)->method_count(); ++m)
        methods.push_back(file->service(s)->method(m));
    }
  }
  return methods;
}

absl::StatusOr<const Method*> FindMethod(std::string_view call, std::string_view service) {
  std::string wanted = api::LowerAscii(call);
  if (const auto slash = wanted.rfind('/'); slash != std::string::npos) wanted[slash] = '.';
  const std::string last = wanted.substr(wanted.rfind('.') + 1);
  std::vector<const Method*> found;
  std::vector<const Method*> near;
  for (const Method* method : AllMethods()) {
    const std::string full = "." + api::LowerAscii(method->full_name());
    if (full.ends_with("." + wanted)) found.push_back(method);
    if (!last.empty() && full.find(last) != std::string::npos) near.push_back(method);
  }
  if (found.empty()) {
    return UsageError(fmt::format("there is no call \"{}\"{}; `laurel api --list` shows all", call,
                                  near.empty() ? "" : ": did you mean " + NamesOf(near, ", ")));
  }
  if (found.size() == 1) return found.front();
  std::vector<const Method*> meant;
  std::ranges::copy_if(found, std::back_inserter(meant),
                       [service](const Method* method) { return ServiceOf(*method) == service; });
  if (meant.size() == 1) return meant.front();
  return UsageError(
      fmt::format("\"{}\" may be {}: say which", call, NamesOf(meant.empty() ? found : meant, " or ")));
}

std::string PathOf(const Method& method) {
  return fmt::format("/{}/{}", method.service()->full_name(), method.name());
}

std::string ServiceOf(const Method& method) {
  const std::string& package = method.service()->file()->package();  // "laurel.feedback.v1"
  const std::size_t begin = package.find('.') + 1;
  const std::string area = package.substr(begin, package.rfind('.') - begin);
  return area == "events" || area == "audit" ? "" : area;
}

absl::StatusOr<std::unique_ptr<Message>> RequestFromJson(const Method& method, std::string_view json) {
  const Message* prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(method.input_type());
  std::unique_ptr<Message> message(prototype->New());
  const std::string_view text = api::Trim(json);
  const auto status = google::protobuf::util::JsonStringToMessage({text.data(), text.size()}, message.get());
  if (!status.ok()) {
    return UsageError(
        fmt::format("-d: this is no {}: {}", method.input_type()->name(), status.message().ToString()));
  }
  FillRequestId(*message);
  return message;
}

}  // namespace laurel::cli

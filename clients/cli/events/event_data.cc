#include "clients/cli/events/event_data.h"

#include <algorithm>
#include <memory>

#include "absl/strings/escaping.h"
#include "clients/cli/output/records.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "laurel/directory/v1/events.pb.h"
#include "laurel/directory/v1/organization.pb.h"
#include "laurel/feedback/v1/events.pb.h"
#include "laurel/goals/v1/events.pb.h"
#include "laurel/recognition/v1/events.pb.h"
#include "nlohmann/json.hpp"

namespace laurel::cli {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Null: of another version of Laurel.
const Descriptor* TypeOf(const google::protobuf::Any& data) {
  // A file's messages are linked in because one of them is named here.
  feedback::v1::CoachingEvent::descriptor();
  directory::v1::PersonEvent::descriptor();
  directory::v1::OrganizationRecords::descriptor();
  goals::v1::GoalEvent::descriptor();
  recognition::v1::RecognitionEvent::descriptor();
  return google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
      data.type_url().substr(data.type_url().rfind('/') + 1));
}

// Null: it cannot be read.
std::unique_ptr<Message> DataOf(const events::v1::Event& event) {
  const Descriptor* type = TypeOf(event.data());
  if (type == nullptr) return nullptr;
  std::unique_ptr<Message> data(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  return event.data().UnpackTo(data.get()) ? std::move(data) : nullptr;
}

}  // namespace

bool KnowsData(const events::v1::Event& event) {
  return !event.has_data() || TypeOf(event.data()) != nullptr;
}

std::string EventLine(const events::v1::Event& event) {
  if (!event.has_data() || DataOf(event) != nullptr) return JsonLine(event);
  events::v1::Event envelope = event;
  envelope.clear_data();
  auto line = nlohmann::ordered_json::parse(JsonLine(envelope));
  line["dataschema"] = event.data().type_url();
  line["data_base64"] = absl::Base64Escape(event.data().value());
  return line.dump() + "\n";
}

std::vector<std::string> PeopleIn(const events::v1::Event& event) {
  const std::unique_ptr<Message> data = DataOf(event);
  if (data == nullptr) return {};
  std::vector<std::string> people;
  const auto add = [&people](const std::string& value) {
    if (value.starts_with("people/") && std::ranges::find(people, value) == people.end())
      people.push_back(value);
  };
  const auto& reflection = *data->GetReflection();
  for (int i = 0; i < data->GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = data->GetDescriptor()->field(i);
    if (field->cpp_type() != FieldDescriptor::CPPTYPE_STRING) continue;
    if (!field->is_repeated()) add(reflection.GetString(*data, field));
    for (int n = 0; field->is_repeated() && n < reflection.FieldSize(*data, field); ++n) {
      add(reflection.GetRepeatedString(*data, field, n));
    }
  }
  return people;
}

}  // namespace laurel::cli

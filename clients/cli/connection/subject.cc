#include "clients/cli/connection/subject.h"

#include <vector>

#include "fmt/format.h"
#include "google/protobuf/descriptor.h"
#include "google/rpc/error_details.pb.h"

namespace laurel::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// Of this command alone: it never travels.
constexpr char kPayload[] = "laurel.cli/subject";

// Every text of a message, by its path.
struct Text {
  std::string path;
  std::string value;
};

void Collect(const Message& message, const std::string& before, std::vector<Text>& texts) {
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const int size = field->is_repeated() ? reflection.FieldSize(message, field) : 1;
    for (int i = 0; i < size; ++i) {
      const std::string path =
          field->is_repeated() ? fmt::format("{}{}[{}]", before, field->name(), i) : before + field->name();
      if (field->cpp_type() == FieldDescriptor::CPPTYPE_STRING) {
        texts.push_back({path, field->is_repeated() ? reflection.GetRepeatedString(message, field, i)
                                                    : reflection.GetString(message, field)});
      } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
        Collect(field->is_repeated() ? reflection.GetRepeatedMessage(message, field, i)
                                     : reflection.GetMessage(message, field),
                path + ".", texts);
      }
    }
  }
}

std::string SubjectOf(const absl::Status& status) {
  const std::string type = google::rpc::PreconditionFailure::descriptor()->full_name();
  const auto payload = status.GetPayload("type.googleapis.com/" + type);
  google::rpc::PreconditionFailure failure;
  if (!payload || !failure.ParseFromString(std::string(*payload)) || failure.violations_size() != 1)
    return "";
  return failure.violations(0).subject();
}

// "name", "goal.name", "parent": what a request is about.
bool IsItself(const Text& text, const std::string& subject) {
  const bool names = text.path == "parent" || text.path == "name" ||
                     (text.path.ends_with(".name") && text.path.find('.') == text.path.rfind('.'));
  return names && (text.value == subject || text.value.starts_with(subject + "/"));
}

}  // namespace

absl::Status WithSubject(const absl::Status& status, const Message& request) {
  const std::string subject = SubjectOf(status);
  if (subject.empty()) return status;
  std::vector<Text> texts;
  Collect(request, "", texts);
  std::string field;
  for (const Text& text : texts) {
    if (IsItself(text, subject)) return status;
    if (field.empty() && text.value == subject) field = text.path;
  }
  absl::Status marked = status;
  marked.SetPayload(kPayload, absl::Cord(fmt::format("{}\n{}", subject, field)));
  return marked;
}

std::optional<Subject> OtherSubject(const absl::Status& status) {
  const auto payload = status.GetPayload(kPayload);
  if (!payload) return std::nullopt;
  const std::string text(*payload);
  const std::size_t newline = text.find('\n');
  return Subject{text.substr(0, newline), text.substr(newline + 1)};
}

}  // namespace laurel::cli

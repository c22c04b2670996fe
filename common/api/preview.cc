#include "common/api/preview.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace laurel::api {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor* OneString(const Message& message, const char* name) {
  const FieldDescriptor* field = message.GetDescriptor()->FindFieldByName(name);
  const bool is_one =
      field != nullptr && !field->is_repeated() && field->type() == FieldDescriptor::TYPE_STRING;
  return is_one ? field : nullptr;
}

bool IsOrIsBelow(std::string_view text, std::string_view name) {
  return text.starts_with(name) && (text.size() == name.size() || text[name.size()] == '/');
}

void ForgetItems(std::string_view name, const FieldDescriptor& texts, Message& message) {
  const auto& reflection = *message.GetReflection();
  std::vector<std::string> kept;
  for (int i = 0; i < reflection.FieldSize(message, &texts); ++i) {
    std::string text = reflection.GetRepeatedString(message, &texts, i);
    if (!IsOrIsBelow(text, name)) kept.push_back(std::move(text));
  }
  reflection.ClearField(&message, &texts);
  for (std::string& text : kept) reflection.AddString(&message, &texts, std::move(text));
}

void Forget(std::string_view name, Message& message) {
  const auto& reflection = *message.GetReflection();
  std::vector<const FieldDescriptor*> set;
  reflection.ListFields(message, &set);
  for (const FieldDescriptor* field : set) {
    const bool repeated = field->is_repeated();
    if (field->type() == FieldDescriptor::TYPE_STRING && !repeated) {
      if (IsOrIsBelow(reflection.GetString(message, field), name)) reflection.ClearField(&message, field);
    } else if (field->type() == FieldDescriptor::TYPE_STRING) {
      ForgetItems(name, *field, message);
    } else if (field->type() == FieldDescriptor::TYPE_MESSAGE && !repeated) {
      Forget(name, *reflection.MutableMessage(&message, field));
    } else if (field->type() == FieldDescriptor::TYPE_MESSAGE) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i)
        Forget(name, *reflection.MutableRepeatedMessage(&message, field, i));
    }
  }
}

}  // namespace

void MakePreview(Message& answer) {
  if (const FieldDescriptor* etag = OneString(answer, "etag"); etag != nullptr)
    answer.GetReflection()->ClearField(&answer, etag);
  const FieldDescriptor* field = OneString(answer, "name");
  if (field == nullptr) return;
  const std::string name = answer.GetReflection()->GetString(answer, field);
  if (!name.empty()) Forget(name, answer);
}

}  // namespace laurel::api

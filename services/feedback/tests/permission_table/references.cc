#include "services/feedback/tests/permission_table/references.h"

#include <algorithm>
#include <array>

#include "laurel/common/v1/rules.pb.h"

namespace laurel::feedback::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

bool IsReference(const FieldDescriptor& field, bool in_update) {
  constexpr std::array<std::string_view, 3> kTargets = {"name", "names", "parent"};
  const auto& rules = field.options().GetExtension(common::v1::field);
  if (rules.output_only() || (in_update && rules.immutable())) return false;
  if (std::ranges::count(kTargets, field.name()) > 0) return false;
  return std::ranges::any_of(rules.resource(), [](const std::string& pattern) {
    return pattern.starts_with("coachingSessions/") || pattern.starts_with("feedback/") ||
           pattern.starts_with("actionItems/");
  });
}

void Collect(const Descriptor& message, const std::string& prefix, bool in_update,
             std::set<std::string>& paths) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor& field = *message.field(i);
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
      if (IsReference(field, in_update)) paths.insert(prefix + field.name());
      continue;
    }
    const bool ours = field.message_type()->file()->package() == message.file()->package();
    if (ours) Collect(*field.message_type(), prefix + field.name() + ".", in_update, paths);
  }
}

}  // namespace

std::set<std::string> ReferencesIn(const Descriptor& request) {
  std::set<std::string> paths;
  Collect(request, "", request.FindFieldByName("update_mask") != nullptr, paths);
  return paths;
}

bool SetReference(Message& request, std::string_view path, const std::string& name) {
  const std::size_t dot = path.find('.');
  const auto& reflection = *request.GetReflection();
  const FieldDescriptor& field = *request.GetDescriptor()->FindFieldByName(std::string(path.substr(0, dot)));
  if (dot == std::string_view::npos) {
    reflection.SetString(&request, &field, name);
    return true;
  }
  const bool held =
      field.is_repeated() ? reflection.FieldSize(request, &field) > 0 : reflection.HasField(request, &field);
  if (!held) return false;
  Message& inner = field.is_repeated() ? *reflection.MutableRepeatedMessage(&request, &field, 0)
                                       : *reflection.MutableMessage(&request, &field);
  return SetReference(inner, path.substr(dot + 1), name);
}

}  // namespace laurel::feedback::testing

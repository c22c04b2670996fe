#include "common/testing/permission_table/references.h"

#include <algorithm>

#include "laurel/common/v1/rules.pb.h"

namespace laurel::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

class Collector {
 public:
  Collector(const std::vector<std::string>& collections, bool in_update)
      : collections_(collections), in_update_(in_update) {}

  void Collect(const Descriptor& message, const std::string& prefix) {
    for (int i = 0; i < message.field_count(); ++i) {
      const FieldDescriptor& field = *message.field(i);
      if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
        if (IsReference(field)) paths_.insert(prefix + field.name());
        continue;
      }
      const bool ours = field.message_type()->file()->package() == message.file()->package();
      if (ours) Collect(*field.message_type(), prefix + field.name() + ".");
    }
  }
  std::set<std::string> Take() && { return std::move(paths_); }

 private:
  bool IsReference(const FieldDescriptor& field) const {
    const auto& rules = field.options().GetExtension(common::v1::field);
    if (rules.output_only() || (in_update_ && rules.immutable())) return false;
    if (field.name() == "name" || field.name() == "names") return false;
    if (field.name() == "parent" && rules.required()) return false;
    return std::ranges::any_of(rules.resource(), [&](const std::string& pattern) {
      return std::ranges::count(collections_, pattern.substr(0, pattern.find('/'))) > 0;
    });
  }

  const std::vector<std::string>& collections_;
  const bool in_update_;
  std::set<std::string> paths_;
};

}  // namespace

std::set<std::string> ReferencesIn(const Descriptor& request, const std::vector<std::string>& collections) {
  Collector collector(collections, request.FindFieldByName("update_mask") != nullptr);
  collector.Collect(request, "");
  return std::move(collector).Take();
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

}  // namespace laurel::testing

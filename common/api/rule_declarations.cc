#include <fmt/format.h>

#include <set>
#include <string>
#include <string_view>

#include "common/api/field_plan.h"
#include "common/api/field_rules.h"
#include "common/status/macros.h"
#include "google/protobuf/field_mask.pb.h"

namespace laurel::api {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::FieldDescriptor;

bool IsPattern(std::string_view pattern) {
  if (pattern.empty() || pattern.front() == '/' || pattern.back() == '/') return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool starts_segment = i == 0 || pattern[i - 1] == '/';
    if (pattern[i] == '/' && starts_segment) return false;
    if (pattern[i] == '{' && !starts_segment) return false;
  }
  return true;
}

bool IsForeignMessage(const FieldDescriptor& field) {
  if (KindOf(field) != FieldKind::kMessage) return false;
  return field.message_type()->full_name().starts_with("google.");
}

// What is wrong with the declaration of one field; empty when nothing is.
std::string_view Mistake(const FieldDescriptor& field) {
  const auto& rules = field.options().GetExtension(common::v1::field);
  const FieldKind kind = KindOf(field);
  const bool text = kind == FieldKind::kText;
  const bool number =
      kind == FieldKind::kInteger || (kind == FieldKind::kOther && field.message_type() == nullptr);
  if (field.is_map()) return "maps are not covered by field rules";
  if (IsForeignMessage(field))
    return "messages of google.* other than Timestamp, Duration, Date and FieldMask are not covered";
  if (field.name() == "page_size" && field.cpp_type() != FieldDescriptor::CPPTYPE_INT32)
    return "page_size is an int32";
  if (field.name() == "request_id" && rules.format() != common::v1::FORMAT_UUID)
    return "request_id has FORMAT_UUID";
  if (rules.max_length() > 0 && !text) return "max_length stands on a string";
  if (rules.single_line() && !text) return "single_line stands on a string";
  if (rules.format() != common::v1::FORMAT_UNSPECIFIED && !text) return "format stands on a string";
  if (rules.resource_size() > 0 && !text) return "resource stands on a string";
  if (rules.max_items() > 0 && !field.is_repeated()) return "max_items stands on a list";
  if (rules.unique_items() && (!field.is_repeated() || !(text || kind == FieldKind::kEnum))) {
    return "unique_items stands on a list of strings or enums";
  }
  if (rules.has_integer() && kind != FieldKind::kInteger) return "integer stands on an integer";
  if (rules.integer().min() > rules.integer().max()) return "integer has min above max";
  if (rules.has_seconds() && kind != FieldKind::kDuration)
    return "seconds stands on a google.protobuf.Duration";
  if (rules.seconds().min() > rules.seconds().max()) return "seconds has min above max";
  if (rules.judged_by_handler() && kind != FieldKind::kMessage)
    return "judged_by_handler stands on a message";
  if (rules.required() && rules.output_only()) return "nobody can be required to set an output-only field";
  if (rules.required() && field.real_containing_oneof() != nullptr)
    return "a part of a oneof cannot be required";
  if (rules.required() && number && !field.is_repeated() && !field.has_presence()) {
    return "required needs a number or bool to be `optional`: without it 0 and absent are the same";
  }
  for (const std::string& pattern : rules.resource()) {
    if (!IsPattern(pattern)) return "resource is not a pattern like \"people/{person}/lines/{line}\"";
  }
  return "";
}

absl::Status CheckMessage(const Descriptor& descriptor, std::set<const Descriptor*>& seen) {
  if (!seen.insert(&descriptor).second) return absl::OkStatus();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (const auto mistake = Mistake(field); !mistake.empty()) {
      return absl::FailedPreconditionError(fmt::format("{}: {}", field.full_name(), mistake));
    }
    // What is cleared is never walked through.
    const bool cleared = field.options().GetExtension(common::v1::field).output_only();
    if (!cleared && KindOf(field) == FieldKind::kMessage)
      RETURN_IF_ERROR(CheckMessage(*field.message_type(), seen));
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckRuleDeclarations(const Descriptor& request) {
  std::set<const Descriptor*> seen;
  return CheckMessage(request, seen);
}

}  // namespace laurel::api

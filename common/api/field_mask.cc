#include "common/api/field_mask.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "common/status/error.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/util/field_mask_util.h"
#include "laurel/common/v1/rules.pb.h"

namespace laurel::api {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::FieldMask;
using ::google::protobuf::Message;

// Why an update cannot write this field; empty when it can.
std::string_view WhyNotUpdatable(const FieldDescriptor& field) {
  const auto& rules = field.options().GetExtension(common::v1::field);
  if (field.name() == "name") return "names the resource and never changes";
  if (field.name() == "etag") return "guards the update and is not part of it";
  if (rules.output_only()) return "is set by the server";
  if (rules.immutable()) return "is set on creation only";
  return "";
}

bool IsSet(const FieldDescriptor& field, const Message& message) {
  const auto& reflection = *message.GetReflection();
  return field.is_repeated() ? reflection.FieldSize(message, &field) > 0
                             : reflection.HasField(message, &field);
}

}  // namespace

absl::StatusOr<FieldMask> ResolveMask(const FieldMask& mask, const Message& resource) {
  const auto& descriptor = *resource.GetDescriptor();
  for (const std::string& path : mask.paths()) {
    if (path == "*") continue;
    const FieldDescriptor* field = descriptor.FindFieldByName(path);
    if (field == nullptr) {
      return InvalidField("update_mask",
                          fmt::format("\"{:.60}\" is not a top-level field of the resource", path));
    }
    if (const auto reason = WhyNotUpdatable(*field); !reason.empty()) {
      return InvalidField("update_mask", fmt::format("{} {}: leave it out", path, reason));
    }
  }
  const auto names = [&](const std::string& path) {
    return std::find(mask.paths().begin(), mask.paths().end(), path) != mask.paths().end();
  };
  const bool all = names("*");
  FieldMask resolved;
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (!WhyNotUpdatable(field).empty()) continue;
    const bool chosen = mask.paths().empty() ? IsSet(field, resource) : all || names(field.name());
    if (chosen) resolved.add_paths(field.name());
  }
  return resolved;
}

void CopyMasked(const FieldMask& mask, const Message& from, Message& to) {
  google::protobuf::util::FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  google::protobuf::util::FieldMaskUtil::MergeMessageTo(from, mask, options, &to);
}

}  // namespace laurel::api

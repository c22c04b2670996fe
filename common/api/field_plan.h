// The field rules of a message type, read from its descriptor once: what common/api/field_rules.h walks
// along. Thread-safe.
#pragma once

#include <vector>

#include "common/api/resource_pattern.h"
#include "google/protobuf/descriptor.h"
#include "laurel/common/v1/rules.pb.h"

namespace laurel::api {

enum class FieldKind { kOther, kText, kEnum, kInteger, kTimestamp, kDuration, kDate, kMessage };

struct MessagePlan;

struct FieldPlan {
  const google::protobuf::FieldDescriptor* field = nullptr;
  const common::v1::FieldRules* rules = nullptr;  // never null: the default when the field declares none
  FieldKind kind = FieldKind::kOther;
  std::vector<ResourcePattern> patterns;
  bool accepts_me = false;  // one of the patterns begins with "people/{person}"
  bool is_page_size = false;
  const MessagePlan* nested = nullptr;  // kMessage only
};

struct MessagePlan {
  std::vector<const google::protobuf::FieldDescriptor*> output_only;
  std::vector<FieldPlan> fields;  // those that are not output-only
  const google::protobuf::FieldDescriptor* update_mask = nullptr;
};

FieldKind KindOf(const google::protobuf::FieldDescriptor& field);

// The plan lives as long as the process. Only for generated messages: their descriptors do as well.
const MessagePlan& PlanOf(const google::protobuf::Descriptor& descriptor);

}  // namespace laurel::api

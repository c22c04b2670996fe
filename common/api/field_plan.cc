#include "common/api/field_plan.h"

#include <memory>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "google/protobuf/duration.pb.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"

namespace laurel::api {
namespace {

using ::google::protobuf::Descriptor;
using ::google::protobuf::FieldDescriptor;

// One writer at a time builds a type and all types below it; readers never see a half-built plan.
class Plans {
 public:
  const MessagePlan& Of(const Descriptor& descriptor) {
    {
      absl::ReaderMutexLock lock(&mutex_);
      if (const auto found = plans_.find(&descriptor); found != plans_.end()) return *found->second;
    }
    absl::MutexLock lock(&mutex_);
    return Build(descriptor);
  }

 private:
  const MessagePlan& Build(const Descriptor& descriptor) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    const auto [entry, is_new] = plans_.try_emplace(&descriptor);
    if (!is_new) return *entry->second;
    entry->second =
        std::make_unique<MessagePlan>();  // Before its fields: a message may contain its own type.
    MessagePlan& plan = *entry->second;
    for (int i = 0; i < descriptor.field_count(); ++i) {
      const FieldDescriptor& field = *descriptor.field(i);
      if (field.options().GetExtension(common::v1::field).output_only()) {
        plan.output_only.push_back(&field);
        continue;
      }
      if (field.name() == "update_mask" &&
          field.message_type() == google::protobuf::FieldMask::descriptor()) {
        plan.update_mask = &field;
      }
      plan.fields.push_back(PlanField(field));
    }
    return plan;
  }

  FieldPlan PlanField(const FieldDescriptor& field) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    FieldPlan plan;
    plan.field = &field;
    plan.rules = &field.options().GetExtension(common::v1::field);
    plan.kind = KindOf(field);
    plan.is_page_size = field.name() == "page_size";
    for (const std::string& pattern : plan.rules->resource()) {
      plan.patterns.emplace_back(pattern);
      plan.accepts_me = plan.accepts_me || pattern.starts_with("people/{person}");
    }
    if (plan.kind == FieldKind::kMessage) plan.nested = &Build(*field.message_type());
    return plan;
  }

  absl::Mutex mutex_;
  absl::flat_hash_map<const Descriptor*, std::unique_ptr<MessagePlan>> plans_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

FieldKind KindOf(const FieldDescriptor& field) {
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return field.type() == FieldDescriptor::TYPE_STRING ? FieldKind::kText : FieldKind::kOther;
    case FieldDescriptor::CPPTYPE_ENUM:
      return FieldKind::kEnum;
    case FieldDescriptor::CPPTYPE_INT32:
    case FieldDescriptor::CPPTYPE_INT64:
    case FieldDescriptor::CPPTYPE_UINT32:
    case FieldDescriptor::CPPTYPE_UINT64:
      return FieldKind::kInteger;
    case FieldDescriptor::CPPTYPE_MESSAGE:
      break;
    default:
      return FieldKind::kOther;
  }
  const Descriptor* type = field.message_type();
  if (type == google::protobuf::Timestamp::descriptor()) return FieldKind::kTimestamp;
  if (type == google::protobuf::Duration::descriptor()) return FieldKind::kDuration;
  if (type == google::type::Date::descriptor()) return FieldKind::kDate;
  if (type == google::protobuf::FieldMask::descriptor()) return FieldKind::kOther;
  return FieldKind::kMessage;
}

const MessagePlan& PlanOf(const Descriptor& descriptor) {
  static auto& plans = *new Plans;
  return plans.Of(descriptor);
}

}  // namespace laurel::api

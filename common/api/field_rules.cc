#include "common/api/field_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "common/api/field_plan.h"
#include "common/api/text.h"
#include "common/api/value_rules.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace laurel::api {
namespace {

using ::google::protobuf::FieldDescriptor;
using ::google::protobuf::FieldMask;
using ::google::protobuf::Message;
using ::google::protobuf::Timestamp;

constexpr std::string_view kMe = "people/me";
constexpr int kWhole = -1;  // The index of a field that is not a list.

// Where the walk stands. Written out only when something is wrong.
struct Path {
  const Path* parent;
  std::string_view field;
  int index;

  std::string ToString() const {
    std::string text = parent == nullptr ? "" : parent->ToString() + ".";
    text += field;
    return index == kWhole ? text : fmt::format("{}[{}]", text, index);
  }
};

// Which fields of a message must be set if their rule says `required`.
struct Demand {
  enum { kAll, kMasked, kGiven, kNone } which = kAll;
  const FieldMask* mask = nullptr;  // kMasked
  bool is_update = false;  // The message is the resource beside an update mask: its name says which one.

  bool Holds(const FieldDescriptor& field, bool given) const {
    switch (which) {
      case kAll:
        return true;
      case kMasked:
        return std::find(mask->paths().begin(), mask->paths().end(), field.name()) != mask->paths().end();
      case kGiven:  // Sent, but nothing is left after trimming.
        return given;
      case kNone:
        break;
    }
    return false;
  }
};

// Of a singleton ("program") there is nothing to choose.
bool NamesOneOfMany(const FieldPlan& plan) {
  return std::any_of(plan.patterns.begin(), plan.patterns.end(), [](const ResourcePattern& pattern) {
    return pattern.pattern().find('{') != std::string_view::npos;
  });
}

Demand DemandOf(const FieldMask& mask) {
  if (mask.paths().empty()) return {.which = Demand::kGiven, .is_update = true};
  const bool all = std::find(mask.paths().begin(), mask.paths().end(), "*") != mask.paths().end();
  return {.which = all ? Demand::kAll : Demand::kMasked, .mask = &mask, .is_update = true};
}

std::int64_t IntegerOf(const Message& message, const FieldDescriptor& field, int index) {
  const auto& r = *message.GetReflection();
  const bool whole = index == kWhole;
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return whole ? r.GetInt32(message, &field) : r.GetRepeatedInt32(message, &field, index);
    case FieldDescriptor::CPPTYPE_INT64:
      return whole ? r.GetInt64(message, &field) : r.GetRepeatedInt64(message, &field, index);
    case FieldDescriptor::CPPTYPE_UINT32:
      return whole ? r.GetUInt32(message, &field) : r.GetRepeatedUInt32(message, &field, index);
    default: {
      const std::uint64_t value =
          whole ? r.GetUInt64(message, &field) : r.GetRepeatedUInt64(message, &field, index);
      constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
      return static_cast<std::int64_t>(std::min(value, kLargest));
    }
  }
}

class Walk {
 public:
  explicit Walk(std::string_view caller_name) : caller_name_(caller_name) {}

  void Visit(const MessagePlan& plan, Message& message, const Path* parent, const Demand& demand);
  absl::Status Result() const { return violations_.ToStatus(); }

 private:
  void VisitField(const FieldPlan& plan, Message& message, const Path* parent, const Demand& demand,
                  const FieldMask* mask);
  void VisitItem(const FieldPlan& plan, Message& message, const Path& path, const Demand& below);
  void VisitTimestamp(const FieldPlan& plan, Message& message, const Path& path);
  void VisitList(const FieldPlan& plan, Message& message, const Path& path, const Demand& below);
  void CheckUnique(const FieldPlan& plan, const Message& message, const Path& path);
  void Normalize(const FieldPlan& plan, Message& message, int index);
  void Report(const Path& path, const Violation& violation) {
    if (violation.has_value() && !muted_) violations_.Add(path.ToString(), *violation);
  }

  const std::string_view caller_name_;
  bool muted_ = false;  // Inside a field that the handler judges.
  FieldViolations violations_;
};

void Walk::Visit(const MessagePlan& plan, Message& message, const Path* parent, const Demand& demand) {
  const auto& reflection = *message.GetReflection();
  for (const FieldDescriptor* field : plan.output_only) reflection.ClearField(&message, field);
  const FieldMask* mask = nullptr;
  if (plan.update_mask != nullptr) {
    mask = google::protobuf::DynamicCastToGenerated<FieldMask>(
        &reflection.GetMessage(message, plan.update_mask));
  }
  for (const FieldPlan& field : plan.fields) VisitField(field, message, parent, demand, mask);
}

// `mask`: the update mask that stands beside the field, or null.
void Walk::VisitField(const FieldPlan& plan, Message& message, const Path* parent, const Demand& demand,
                      const FieldMask* mask) {
  const FieldDescriptor& field = *plan.field;
  const auto& reflection = *message.GetReflection();
  const Path path{parent, field.name(), kWhole};
  const bool given =
      field.is_repeated() ? reflection.FieldSize(message, &field) > 0 : reflection.HasField(message, &field);
  bool empty = !given;
  if (plan.kind == FieldKind::kText && given) {
    const int size = field.is_repeated() ? reflection.FieldSize(message, &field) : 1;
    for (int i = 0; i < size; ++i) Normalize(plan, message, field.is_repeated() ? i : kWhole);
    empty = !field.is_repeated() && reflection.GetString(message, &field).empty();
  }
  const bool demanded = demand.Holds(field, given);
  if (empty) {
    const bool names_resource = demand.is_update && field.name() == "name" && NamesOneOfMany(plan);
    if (names_resource || (plan.rules->required() && demanded))
      Report(path, field.is_repeated() ? "must have at least one item" : "must be set");
    // An integer without presence says 0 when it is left out: that has to be in range as well.
    const bool says_zero = plan.kind == FieldKind::kInteger && !field.is_repeated() && !field.has_presence();
    if (says_zero && demanded) Report(path, CheckInteger(plan, 0));
    return;
  }
  Demand below = {.which = demanded ? Demand::kAll : Demand::kNone};
  const bool is_resource = mask != nullptr && plan.kind == FieldKind::kMessage && !field.is_repeated();
  if (is_resource) below = DemandOf(*mask);
  if (field.is_repeated()) {
    VisitList(plan, message, path, below);
  } else {
    VisitItem(plan, message, path, below);
  }
}

void Walk::VisitItem(const FieldPlan& plan, Message& message, const Path& path, const Demand& below) {
  const FieldDescriptor& field = *plan.field;
  const auto& reflection = *message.GetReflection();
  const bool whole = path.index == kWhole;
  switch (plan.kind) {
    case FieldKind::kText: {
      std::string scratch;
      const std::string& value =
          whole ? reflection.GetStringReference(message, &field, &scratch)
                : reflection.GetRepeatedStringReference(message, &field, path.index, &scratch);
      return Report(path, value.empty() ? Violation("must not be empty") : CheckText(plan, value));
    }
    case FieldKind::kEnum:
      return Report(path,
                    CheckEnum(plan, whole ? reflection.GetEnumValue(message, &field)
                                          : reflection.GetRepeatedEnumValue(message, &field, path.index)));
    case FieldKind::kInteger:
      return Report(path, CheckInteger(plan, IntegerOf(message, field, path.index)));
    case FieldKind::kTimestamp:
      return VisitTimestamp(plan,
                            whole ? *reflection.MutableMessage(&message, &field)
                                  : *reflection.MutableRepeatedMessage(&message, &field, path.index),
                            path);
    case FieldKind::kDuration:
    case FieldKind::kDate:
      return Report(path,
                    CheckTime(plan, whole ? reflection.GetMessage(message, &field)
                                          : reflection.GetRepeatedMessage(message, &field, path.index)));
    case FieldKind::kMessage: {
      const bool muted_before = muted_;
      muted_ = muted_ || plan.rules->judged_by_handler();
      Visit(*plan.nested,
            whole ? *reflection.MutableMessage(&message, &field)
                  : *reflection.MutableRepeatedMessage(&message, &field, path.index),
            &path, below);
      muted_ = muted_before;
      return;
    }
    case FieldKind::kOther:
      return;
  }
}

// To the microsecond, as the database keeps it: what is answered is what will be read.
void Walk::VisitTimestamp(const FieldPlan& plan, Message& message, const Path& path) {
  const Violation violation = CheckTime(plan, message);
  if (violation.has_value()) return Report(path, violation);
  auto& time = *google::protobuf::DynamicCastToGenerated<Timestamp>(&message);
  time = ToTimestamp(FromTimestamp(time));
}

void Walk::VisitList(const FieldPlan& plan, Message& message, const Path& path, const Demand& below) {
  const int size = message.GetReflection()->FieldSize(message, plan.field);
  if (const auto max = plan.rules->max_items(); max > 0 && static_cast<std::uint32_t>(size) > max) {
    return Report(path, fmt::format("at most {} items; this has {}", max, size));
  }
  for (int i = 0; i < size; ++i) VisitItem(plan, message, {path.parent, path.field, i}, below);
  if (plan.rules->unique_items()) CheckUnique(plan, message, path);
}

// After Normalize, so that people/me and the caller's own name are the same item.
void Walk::CheckUnique(const FieldPlan& plan, const Message& message, const Path& path) {
  const auto& reflection = *message.GetReflection();
  absl::flat_hash_set<std::string> seen;
  for (int i = 0; i < reflection.FieldSize(message, plan.field); ++i) {
    const std::string item = plan.kind == FieldKind::kEnum
                                 ? std::to_string(reflection.GetRepeatedEnumValue(message, plan.field, i))
                                 : reflection.GetRepeatedString(message, plan.field, i);
    if (!seen.insert(item).second)
      Report({path.parent, path.field, i}, "is in the list twice: leave it out here");
  }
}

// Trims, and puts the caller for people/me.
void Walk::Normalize(const FieldPlan& plan, Message& message, int index) {
  const auto& reflection = *message.GetReflection();
  std::string scratch;
  const std::string& value =
      index == kWhole ? reflection.GetStringReference(message, plan.field, &scratch)
                      : reflection.GetRepeatedStringReference(message, plan.field, index, &scratch);
  const std::string_view trimmed = Trim(value);
  const bool is_me = plan.accepts_me && !caller_name_.empty() && trimmed.starts_with(kMe) &&
                     (trimmed.size() == kMe.size() || trimmed[kMe.size()] == '/');
  if (trimmed.size() == value.size() && !is_me) return;
  std::string normal(trimmed);
  if (is_me) normal.replace(0, kMe.size(), caller_name_);
  if (index == kWhole) {
    reflection.SetString(&message, plan.field, std::move(normal));
  } else {
    reflection.SetRepeatedString(&message, plan.field, index, std::move(normal));
  }
}

}  // namespace

absl::Status ApplyFieldRules(std::string_view caller_name, Message& request) {
  Walk walk(caller_name);
  walk.Visit(PlanOf(*request.GetDescriptor()), request, nullptr, {});
  return walk.Result();
}

}  // namespace laurel::api

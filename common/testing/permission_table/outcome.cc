#include "common/testing/permission_table/outcome.h"

#include <algorithm>

#include "common/status/error.h"
#include "laurel/common/v1/view.pb.h"

namespace laurel::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using Kind = Trial::Kind;

// The letter of what is shown: Full or Summary, or Ok of what has no views.
char LetterOf(const Message& shown) {
  const FieldDescriptor* view = shown.GetDescriptor()->FindFieldByName("view");
  if (view == nullptr) return 'O';
  return shown.GetReflection()->GetEnumValue(shown, view) == common::v1::VIEW_FULL ? 'F' : 'S';
}

bool IsCalledMissing(const Message& batch, const std::string& target) {
  const FieldDescriptor* missing = batch.GetDescriptor()->FindFieldByName("missing");
  const auto& reflection = *batch.GetReflection();
  return reflection.FieldSize(batch, missing) == 1 &&
         reflection.GetRepeatedString(batch, missing, 0) == target;
}

// What the cell of an object says of this call: F, S, D or N.
char ExpectedOfCell(const PermissionTable& table, const Trial& call, const Relation& relation) {
  const bool may = May(table, call.object, call.needs, relation);
  if (call.kind == Kind::kPolicy && !may) return 'D';
  const char view = ViewOf(table, call.object, relation);
  if (view == '-') {
    const std::string parent = ParentOf(table, call.object);
    return !parent.empty() && ViewOf(table, parent, relation) == 'S' ? 'D' : 'N';
  }
  if (call.kind == Kind::kBatch || call.kind == Kind::kList || call.needs == "see") return view;
  if (call.needs == "read") return view == 'F' ? 'F' : 'D';
  // The answer shows what they read from then on.
  return may ? ViewOf(table, ThenOf(table, call.object, call.needs), relation) : 'D';
}

}  // namespace

char Refusal(const absl::Status& status) {
  if (ReasonOf(status) == "NOT_YOUR_REPORT") return 'R';
  if (status.code() == absl::StatusCode::kPermissionDenied) return 'D';
  if (status.code() == absl::StatusCode::kNotFound) return 'N';
  if (status.code() == absl::StatusCode::kInvalidArgument) return 'I';
  return '?';
}

const Message* Find(const Message& answer, const std::string& target) {
  const auto& reflection = *answer.GetReflection();
  const auto& descriptor = *answer.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const FieldDescriptor& field = *descriptor.field(i);
    if (!field.is_repeated() || field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const FieldDescriptor* name = field.message_type()->FindFieldByName("name");
    if (name == nullptr) continue;
    for (int item = 0; item < reflection.FieldSize(answer, &field); ++item) {
      const Message& one = reflection.GetRepeatedMessage(answer, &field, item);
      if (one.GetReflection()->GetString(one, name) == target) return &one;
    }
  }
  return nullptr;
}

char OutcomeOf(const Trial& call, const std::string& target, const Reply& answer) {
  if (!answer.ok()) return Refusal(answer.status());
  if (call.kind != Kind::kBatch && call.kind != Kind::kList) return LetterOf(**answer);
  if (const Message* found = Find(**answer, target); found != nullptr) return LetterOf(*found);
  if (call.kind == Kind::kBatch) return IsCalledMissing(**answer, target) ? 'N' : '?';
  return '0';
}

char Expected(const PermissionTable& table, const Trial& call, const Relation& relation) {
  if (call.kind == Kind::kStart) return CellOf(table, call.object, relation).front();
  if (call.kind != Kind::kList) return ExpectedOfCell(table, call, relation);
  const char list = CellOf(table, call.needs, relation).front();
  if (list != '+') return list;
  const char shown = ExpectedOfCell(table, call, relation);
  return shown == 'N' ? '0' : shown;
}

char ExpectedOfGuess(const PermissionTable& table, const Trial& call, const std::string& target,
                     const Relation& relation) {
  if (call.kind == Kind::kPolicy && !May(table, call.object, call.needs, relation)) return 'D';
  // In what somebody reads only in summary they do not learn whether anything is there either.
  const std::string parent = ParentOf(table, call.object);
  const bool inside = std::ranges::count(target, '/') > 1 && !parent.empty();
  return inside && ViewOf(table, parent, relation) == 'S' ? 'D' : 'N';
}

}  // namespace laurel::testing

#include "services/feedback/tests/permission_table/outcome.h"

#include "services/feedback/tests/permissions.h"

namespace laurel::feedback::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

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
char ExpectedOfCell(const Try& call, const Relation& relation) {
  const std::string cell = CellOf(call.object, relation) + " ";
  const char view = ViewOf(call.object, relation);
  if (view == '-') {
    const std::string parent = ParentOf(call.object);
    return !parent.empty() && ViewOf(parent, relation) == 'S' ? 'D' : 'N';
  }
  if (call.kind != Try::Kind::kAct || call.needs == "see") return view;
  if (call.needs == "read") return view == 'F' ? 'F' : 'D';
  if (cell.find(" " + call.needs + " ") == std::string::npos) return 'D';
  // The answer shows what they read from then on.
  return call.needs == "retract" ? ViewOf(call.object + ", retracted", relation) : view;
}

}  // namespace

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

char OutcomeOf(const Try& call, const std::string& target, const Answer& answer) {
  if (!answer.ok()) return Refusal(answer.status());
  if (call.kind == Try::Kind::kAct || call.kind == Try::Kind::kStart) return LetterOf(**answer);
  if (const Message* found = Find(**answer, target); found != nullptr) return LetterOf(*found);
  if (call.kind == Try::Kind::kBatch) return IsCalledMissing(**answer, target) ? 'N' : '?';
  return '0';
}

char ViewOf(const std::string& object, const Relation& relation) {
  const char first = CellOf(object, relation).front();
  return first == 'r' ? 'F' : first == 's' ? 'S' : '-';
}

char Expected(const Try& call, const Relation& relation) {
  if (call.kind == Try::Kind::kStart) return CellOf(call.object, relation).front();
  if (call.kind != Try::Kind::kList) return ExpectedOfCell(call, relation);
  const char list = CellOf(call.needs, relation).front();
  if (list != '+') return list;
  const char shown = ExpectedOfCell(call, relation);
  return shown == 'N' ? '0' : shown;
}

}  // namespace laurel::feedback::testing

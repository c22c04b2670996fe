#include "services/recognition/recognition/rules.h"

#include <set>
#include <string>

#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "google/protobuf/util/time_util.h"
#include "services/recognition/errors.h"

namespace laurel::recognition::recognition {
namespace {

constexpr char kRecipients[] = "recognition.recipients";

absl::Status CheckRecipients(const v1::Recognition& recognition, std::string_view sender) {
  std::set<std::string_view> seen;
  for (int i = 0; i < recognition.recipients_size(); ++i) {
    const std::string& recipient = recognition.recipients(i);
    const std::string path = fmt::format("{}[{}]", kRecipients, i);
    if (recipient == sender) return InvalidFor("SELF_RECOGNITION", path, "is you: thank somebody else");
    if (!seen.insert(recipient).second) {
      return InvalidFor("DUPLICATE_RECIPIENT", path, "is named a second time");
    }
  }
  return absl::OkStatus();
}

}  // namespace

const api::TransitionTable& Transitions() {
  static const auto& table =
      *new api::TransitionTable(v1::RecognitionState_descriptor(), "RECOGNITION_STATE_",
                                {{v1::RECOGNITION_STATE_PENDING_APPROVAL, v1::RECOGNITION_STATE_PUBLISHED},
                                 {v1::RECOGNITION_STATE_PENDING_APPROVAL, v1::RECOGNITION_STATE_REJECTED},
                                 {v1::RECOGNITION_STATE_PUBLISHED, v1::RECOGNITION_STATE_HIDDEN},
                                 {v1::RECOGNITION_STATE_PUBLISHED, v1::RECOGNITION_STATE_REVOKED}});
  return table;
}

absl::Status CheckFields(const v1::Recognition& recognition, std::string_view sender) {
  RETURN_IF_ERROR(CheckRecipients(recognition, sender));
  if (recognition.team().empty()) {
    if (!recognition.recipients().empty() || !recognition.parent().empty()) return absl::OkStatus();
    return InvalidFor("NO_RECIPIENTS", kRecipients, "say whom you thank: recipients or a team");
  }
  if (!recognition.recipients().empty()) {
    return InvalidField("recognition.team", "goes without recipients: name a team, or people");
  }
  if (!recognition.parent().empty()) {
    return InvalidField("recognition.team",
                        "is not named by an add-on: its recipients are among its parent's");
  }
  return absl::OkStatus();
}

absl::Status CheckProgram(const v1::Recognition& recognition, const v1::Program& program) {
  if (program.value_required() && recognition.value().empty()) {
    return InvalidFor("VALUE_REQUIRED", "recognition.value", "each recognition here names a company value");
  }
  if (recognition.points_each() > program.max_each()) {
    return Refused("MAX_EACH_EXCEEDED", "recognition.points_each",
                   fmt::format("nobody gets more than {} points at once", program.max_each()))
        .With("max_each", std::to_string(program.max_each()));
  }
  return absl::OkStatus();
}

bool NeedsApproval(const v1::Recognition& recognition, const v1::Program& program) {
  return program.approval_threshold() > 0 &&
         recognition.points_each() * recognition.recipients_size() > program.approval_threshold();
}

absl::Status CheckRevoke(const v1::Recognition& recognition, const v1::Program& program, absl::Time now) {
  RETURN_IF_ERROR(
      Transitions().Check(recognition.name(), recognition.state(), v1::RECOGNITION_STATE_REVOKED));
  const absl::Time end = FromTimestamp(recognition.publish_time()) + FromDuration(program.undo_window());
  if (now <= end) return absl::OkStatus();
  return Refused("UNDO_WINDOW_CLOSED", recognition.name(),
                 "it was published too long ago to be taken back: a RECOGNITION_ADMIN can hide it")
      .With("undo_end_time", google::protobuf::util::TimeUtil::ToString(ToTimestamp(end)));
}

v1::Recognition Shaped(const v1::Recognition& recognition, const audience::Reader& reader,
                       common::v1::View view) {
  v1::Recognition shaped;
  if (view == common::v1::VIEW_FULL) {
    shaped = recognition;
    shaped.set_creator(recognition.sender());
    shaped.set_view(view);
    if (!audience::ReadsReason(reader, view, recognition.state())) shaped.clear_state_reason();
    return shaped;
  }
  shaped.set_view(view);
  shaped.set_name(recognition.name());
  shaped.set_state(recognition.state());
  shaped.set_sender(recognition.sender());
  *shaped.mutable_recipients() = recognition.recipients();
  shaped.set_team(recognition.team());
  shaped.set_parent(recognition.parent());
  *shaped.mutable_create_time() = recognition.create_time();
  *shaped.mutable_update_time() = recognition.update_time();
  *shaped.mutable_state_time() = recognition.state_time();
  if (recognition.has_publish_time()) *shaped.mutable_publish_time() = recognition.publish_time();
  return shaped;
}

}  // namespace laurel::recognition::recognition

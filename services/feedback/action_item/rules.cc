#include "services/feedback/action_item/rules.h"

#include <string>

#include "common/status/macros.h"
#include "common/status/refusals.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/feedback/coaching_session/rules.h"

namespace laurel::feedback::action_item {

using common::v1::View;

const api::TransitionTable& Transitions() {
  static const auto& table =
      *new api::TransitionTable(v1::ActionItemState_descriptor(), "ACTION_ITEM_STATE_",
                                {{v1::ACTION_ITEM_STATE_OPEN, v1::ACTION_ITEM_STATE_IN_PROGRESS},
                                 {v1::ACTION_ITEM_STATE_OPEN, v1::ACTION_ITEM_STATE_DONE},
                                 {v1::ACTION_ITEM_STATE_OPEN, v1::ACTION_ITEM_STATE_DROPPED},
                                 {v1::ACTION_ITEM_STATE_IN_PROGRESS, v1::ACTION_ITEM_STATE_DONE},
                                 {v1::ACTION_ITEM_STATE_IN_PROGRESS, v1::ACTION_ITEM_STATE_DROPPED},
                                 {v1::ACTION_ITEM_STATE_DONE, v1::ACTION_ITEM_STATE_OPEN},
                                 {v1::ACTION_ITEM_STATE_DROPPED, v1::ACTION_ITEM_STATE_OPEN}});
  return table;
}

bool IsOpen(v1::ActionItemState state) {
  return state == v1::ACTION_ITEM_STATE_OPEN || state == v1::ACTION_ITEM_STATE_IN_PROGRESS;
}

std::optional<View> ViewFor(const Reader& reader) {
  if (MayWrite(reader) || reader.line_manager) return common::v1::VIEW_FULL;
  if (reader.auditor) return common::v1::VIEW_SUMMARY;
  return std::nullopt;
}

bool MayWrite(const Reader& reader) { return reader.owner || reader.creator || reader.session_coach; }

v1::ActionItem Shaped(const v1::ActionItem& item, View view) {
  v1::ActionItem shaped = item;
  shaped.set_view(view);
  if (view == common::v1::VIEW_FULL) return shaped;
  shaped.clear_etag();
  shaped.clear_text();
  shaped.clear_goal();
  return shaped;
}

void CheckFields(std::string_view path, const v1::ActionItem& item, FieldViolations& violations) {
  if (item.has_due_date() && !FromDate(item.due_date()).has_value()) {
    violations.Add(fmt::format("{}.due_date", path), "is not a day of the calendar: set year, month and day");
  }
}

void CheckOwner(std::string_view path, const v1::ActionItem& item, const v1::CoachingSession& session,
                FieldViolations& violations) {
  if (coaching_session::PartOf(session, item.owner()) == coaching_session::Part::kNone) {
    violations.Add(fmt::format("{}.owner", path),
                   "takes no part in the session: name its coach or an attendee");
  }
}

absl::Status CheckInSession(const v1::CoachingSession& session, const v1::ActionItem& item,
                            std::string_view caller, const absl::Status& references) {
  FieldViolations violations;
  CheckOwner("action_item", item, session, violations);
  RETURN_IF_ERROR(violations.ToStatus());
  RETURN_IF_ERROR(references);
  if (coaching_session::PartOf(session, caller) == coaching_session::Part::kNone) {
    return NotAllowed("only those who take part in a session agree action items in it");
  }
  if (session.state() == v1::COACHING_SESSION_STATE_VOIDED ||
      session.state() == v1::COACHING_SESSION_STATE_CANCELLED) {
    return coaching_session::Transitions().WrongState(session.name(), session.state(),
                                                      "agree an action item in it");
  }
  return absl::OkStatus();
}

void CheckAgreed(const google::protobuf::RepeatedPtrField<v1::ActionItem>& items,
                 const v1::CoachingSession& session, FieldViolations& violations) {
  for (int i = 0; i < items.size(); ++i) {
    const std::string path = fmt::format("action_items[{}]", i);
    CheckFields(path, items[i], violations);
    CheckOwner(path, items[i], session, violations);
    if (!items[i].session().empty() && items[i].session() != session.name()) {
      violations.Add(path + ".session", "is the session of this call: leave it empty");
    }
  }
}

std::vector<org::PersonReference> OwnersOf(const google::protobuf::RepeatedPtrField<v1::ActionItem>& items) {
  std::vector<org::PersonReference> owners;
  for (int i = 0; i < items.size(); ++i) {
    owners.push_back({fmt::format("action_items[{}].owner", i), items[i].owner()});
  }
  return owners;
}

}  // namespace laurel::feedback::action_item

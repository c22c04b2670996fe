// What happens to action items from their making to their end.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "common/time/convert.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using Stub = v1::CoachingService::Stub;

class ActionItemStory : public ::testing::Test {
 protected:
  Suite suite;
};

TEST_F(ActionItemStory, AnActionItemIsDoneAndReopened) {
  const std::string name = suite.Item(kCarla, kAna).name();
  auto complete = Named<v1::CompleteActionItemRequest>(name);
  EXPECT_EQ(suite.As(kAna, &Stub::CompleteActionItem, complete)->state(), v1::ACTION_ITEM_STATE_DONE);
  EXPECT_THAT(suite.As(kAna, &Stub::CompleteActionItem, complete),
              StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  v1::UpdateActionItemRequest update;
  update.mutable_action_item()->set_name(name);
  update.mutable_action_item()->set_text("other");
  EXPECT_THAT(suite.As(kAna, &Stub::UpdateActionItem, update),
              StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  EXPECT_EQ(suite.As(kCarla, &Stub::ReopenActionItem, Named<v1::ReopenActionItemRequest>(name))->state(),
            v1::ACTION_ITEM_STATE_OPEN);
  EXPECT_THAT(suite.As(kAna, &Stub::UpdateActionItem, update), IsOk());
  auto drop = Named<v1::DropActionItemRequest>(name);
  drop.set_reason("no longer needed");
  const auto dropped = suite.As(kCarla, &Stub::DropActionItem, drop);
  ASSERT_THAT(dropped, IsOk());
  const auto read = suite.As(kAna, &Stub::GetActionItem, Named<v1::GetActionItemRequest>(name));
  EXPECT_EQ(read->SerializeAsString(), dropped->SerializeAsString());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM status_change"), 4);
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM status_change WHERE reason = 'no longer needed'"),
            1);
}

TEST_F(ActionItemStory, AnUpdateWritesWhatTheMaskNames) {
  auto request = ItemRequest(kAna);
  *request.mutable_action_item()->mutable_due_date() = ToDate(absl::CivilDay(2026, 2, 1));
  const auto item = suite.As(kCarla, &Stub::CreateActionItem, request);
  ASSERT_THAT(item, IsOk());
  v1::UpdateActionItemRequest update;
  update.mutable_action_item()->set_name(item->name());
  update.mutable_action_item()->set_text("ignored");
  update.mutable_update_mask()->add_paths("due_date");
  auto changed = suite.As(kCarla, &Stub::UpdateActionItem, update);
  ASSERT_THAT(changed, IsOk());
  EXPECT_FALSE(changed->has_due_date());
  EXPECT_EQ(changed->text(), item->text());
  update.mutable_update_mask()->set_paths(0, "owner");
  update.mutable_action_item()->set_owner(Person(kPeer));
  EXPECT_THAT(suite.As(kCarla, &Stub::UpdateActionItem, update),
              StatusIs(absl::StatusCode::kPermissionDenied, "NOT_YOUR_REPORT"));
  update.mutable_action_item()->set_owner(Person(kBen));
  changed = suite.As(kCarla, &Stub::UpdateActionItem, update);
  ASSERT_THAT(changed, IsOk());
  EXPECT_EQ(changed->owner(), Person(kBen));
  EXPECT_THAT(suite.As(kAna, &Stub::GetActionItem, Named<v1::GetActionItemRequest>(item->name())),
              StatusIs(absl::StatusCode::kNotFound));
  update.mutable_update_mask()->set_paths(0, "session");
  EXPECT_THAT(suite.As(kCarla, &Stub::UpdateActionItem, update), ViolatesField("update_mask"));
}

TEST_F(ActionItemStory, ANewOwnerIsBoundByTheRulesOfANewItem) {
  auto log = LogRequest({kAna, kBen}, suite.clock.Now());
  const auto session = suite.As(kCarla, &Stub::CreateCoachingSession, log);
  ASSERT_THAT(session, IsOk());
  v1::UpdateActionItemRequest update;
  update.mutable_action_item()->set_name(suite.Item(kCarla, kAna, session->name()).name());
  update.mutable_update_mask()->add_paths("owner");
  update.mutable_action_item()->set_owner(Person(kPeer));
  EXPECT_THAT(suite.As(kCarla, &Stub::UpdateActionItem, update), ViolatesField("action_item.owner"));
  auto voiding = Named<v1::VoidCoachingSessionRequest>(session->name());
  voiding.set_reason("logged twice");
  ASSERT_THAT(suite.As(kCarla, &Stub::VoidCoachingSession, voiding), IsOk());
  const auto wrong_state = StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE");
  update.mutable_action_item()->set_owner(Person(kBen));
  EXPECT_THAT(suite.As(kCarla, &Stub::UpdateActionItem, update), wrong_state);
  EXPECT_THAT(suite.As(kCarla, &Stub::CreateActionItem, ItemRequest(kBen, session->name())), wrong_state);
}

}  // namespace
}  // namespace laurel::feedback::testing

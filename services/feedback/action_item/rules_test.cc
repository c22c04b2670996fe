#include "services/feedback/action_item/rules.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "common/testing/status_matchers.h"

namespace laurel::feedback::action_item {
namespace {

using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;

TEST(ActionItemTransitions, AreThoseOfTheProduct) {
  enum { kOpen = 1, kInProgress, kDone, kDropped };
  const std::set<std::pair<int, int>> allowed = {
      {kOpen, kInProgress},    {kOpen, kDone}, {kOpen, kDropped}, {kInProgress, kDone},
      {kInProgress, kDropped}, {kDone, kOpen}, {kDropped, kOpen}};
  for (int from = kOpen; from <= kDropped; ++from) {
    for (int to = kOpen; to <= kDropped; ++to) {
      EXPECT_EQ(Transitions().Allows(from, to), allowed.contains({from, to})) << from << " to " << to;
    }
  }
}

TEST(ActionItemView, IsFullForWritersAndTheOwnersManagerAndSummaryForAuditors) {
  EXPECT_EQ(ViewFor({.owner = true}), common::v1::VIEW_FULL);
  EXPECT_EQ(ViewFor({.creator = true}), common::v1::VIEW_FULL);
  EXPECT_EQ(ViewFor({.session_coach = true}), common::v1::VIEW_FULL);
  EXPECT_EQ(ViewFor({.line_manager = true}), common::v1::VIEW_FULL);
  EXPECT_EQ(ViewFor({.auditor = true}), common::v1::VIEW_SUMMARY);
  EXPECT_EQ(ViewFor({}), std::nullopt);
  EXPECT_FALSE(MayWrite({.line_manager = true, .auditor = true}));
}

TEST(ActionItemView, SummaryHasNoText) {
  v1::ActionItem item;
  item.set_text("Listen to three calls");
  item.set_owner("people/ana");
  const v1::ActionItem summary = Shaped(item, common::v1::VIEW_SUMMARY);
  EXPECT_EQ(summary.text(), "");
  EXPECT_EQ(summary.owner(), "people/ana");
}

TEST(ActionItemsOfASession, BelongToThoseWhoTakePart) {
  v1::CoachingSession session;
  session.set_name("coachingSessions/x");
  session.set_coach("people/carla");
  session.add_attendees("people/ana");
  google::protobuf::RepeatedPtrField<v1::ActionItem> items;
  items.Add()->set_owner("people/carla");
  items.Add()->set_owner("people/ben");
  items.Add()->set_owner("people/ana");
  items[2].set_session("coachingSessions/y");
  items[2].mutable_due_date()->set_year(2026);
  FieldViolations violations;
  CheckAgreed(items, session, violations);
  EXPECT_THAT(violations.ToStatus(), ViolatesField("action_items[1].owner"));
  EXPECT_THAT(violations.ToStatus(), ViolatesField("action_items[2].session"));
  EXPECT_THAT(violations.ToStatus(), ViolatesField("action_items[2].due_date"));
}

TEST(ActionItemsOfASession, AreCheckedForOwnerThenReferencesThenCallerThenState) {
  v1::CoachingSession session;
  session.set_name("coachingSessions/x");
  session.set_coach("people/carla");
  session.add_attendees("people/ana");
  session.set_state(v1::COACHING_SESSION_STATE_VOIDED);
  v1::ActionItem item;
  item.set_owner("people/ben");
  const absl::Status left = absl::FailedPreconditionError("left");
  EXPECT_THAT(CheckInSession(session, item, "people/ben", left), ViolatesField("action_item.owner"));
  item.set_owner("people/ana");
  EXPECT_EQ(CheckInSession(session, item, "people/ben", left), left);
  EXPECT_THAT(CheckInSession(session, item, "people/ben", absl::OkStatus()),
              StatusIs(absl::StatusCode::kPermissionDenied));
  for (const auto state : {v1::COACHING_SESSION_STATE_VOIDED, v1::COACHING_SESSION_STATE_CANCELLED}) {
    session.set_state(state);
    EXPECT_THAT(CheckInSession(session, item, "people/carla", absl::OkStatus()),
                StatusIs(absl::StatusCode::kFailedPrecondition, "WRONG_STATE"));
  }
  session.set_state(v1::COACHING_SESSION_STATE_NO_SHOW);
  EXPECT_TRUE(CheckInSession(session, item, "people/carla", absl::OkStatus()).ok());
}

}  // namespace
}  // namespace laurel::feedback::action_item

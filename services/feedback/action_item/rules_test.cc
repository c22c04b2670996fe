#include "services/feedback/action_item/rules.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

#include "common/testing/status_matchers.h"

namespace laurel::feedback::action_item {
namespace {

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

}  // namespace
}  // namespace laurel::feedback::action_item

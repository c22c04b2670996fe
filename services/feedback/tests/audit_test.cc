// Who did what to whom stays: every change leaves ids, codes and hashes in the audit, and no text.
#include <gtest/gtest.h>

#include "common/testing/status_matchers.h"
#include "services/feedback/testing/suite.h"

namespace laurel::feedback::testing {
namespace {

using laurel::testing::IsOk;

TEST(Audit, NamesEverybodyWhomAChangeConcerns) {
  Suite suite;
  const std::string session = suite.Held(kCarla, {kAna, kBen}).name();
  const sql::Rows rows = suite.database.Query(
      "SELECT subject, actor, method FROM audit_record WHERE resource = ? ORDER BY subject", {session});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].Text(0), Person(kAna));
  EXPECT_EQ(rows[1].Text(0), Person(kBen));
  EXPECT_EQ(rows[0].Text(1), Person(kCarla));
  EXPECT_EQ(rows[0].Text(2), "laurel.feedback.v1.CoachingService/CreateCoachingSession");
}

TEST(Audit, KeepsOfAnUpdateItsFieldsAndAHashOfWhatStoodThere) {
  Suite suite;
  v1::UpdateActionItemRequest request;
  request.mutable_action_item()->set_name(suite.Item(kAna, kAna).name());
  request.mutable_action_item()->set_text("Listen to three calls");
  request.mutable_update_mask()->add_paths("text");
  ASSERT_THAT(suite.As(kAna, &Suite::Stub::UpdateActionItem, request), IsOk());
  const sql::Rows rows = suite.database.Query(
      "SELECT fields, LENGTH(earlier_hash), subject FROM audit_record WHERE method LIKE '%/UpdateActionItem'",
      {});
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].Text(0), "text");
  EXPECT_EQ(rows[0].Int(1), 32);
  EXPECT_EQ(rows[0].Text(2), "");  // it concerns nobody but who made it
}

TEST(Audit, OfAnItemGivenAwayNamesWhoLostItToo) {
  Suite suite;
  v1::UpdateActionItemRequest request;
  request.mutable_action_item()->set_name(suite.Item(kSkip, kAna).name());
  request.mutable_action_item()->set_owner(Person(kBen));
  request.mutable_update_mask()->add_paths("owner");
  const auto subjects = [&] {
    std::vector<std::string> all;
    for (const sql::Row& row : suite.database.Query(
             "SELECT subject FROM audit_record WHERE method LIKE '%/UpdateActionItem' ORDER BY subject",
             {})) {
      all.emplace_back(row.Text(0));
    }
    return all;
  };
  ASSERT_THAT(suite.As(kSkip, &Suite::Stub::UpdateActionItem, request), IsOk());
  EXPECT_EQ(subjects(), (std::vector{Person(kAna), Person(kBen)}));
  suite.database.Execute("DELETE FROM audit_record");
  request.mutable_action_item()->set_owner(Person(kBen));
  request.mutable_action_item()->set_text("Listen to three calls");
  request.mutable_update_mask()->set_paths(0, "text");
  ASSERT_THAT(suite.As(kBen, &Suite::Stub::UpdateActionItem, request), IsOk());
  EXPECT_EQ(subjects(), std::vector{Person(kSkip)});
}

}  // namespace
}  // namespace laurel::feedback::testing

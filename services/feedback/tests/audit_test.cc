// Who did what to whom stays: every change leaves ids, codes and hashes in the audit, and no text.
#include <gtest/gtest.h>

#include "common/audit/store.h"
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

class AuditOfFeedback : public ::testing::Test {
 protected:
  using Stub = v1::FeedbackService::Stub;

  template <typename Request>
  void Do(auto method, const std::string& name) {
    ASSERT_THAT(suite.As(kPeer, method, Named<Request>(name)), IsOk());
  }
  // The methods of what an auditor finds about this person.
  std::vector<std::string> FoundAbout(const std::string& person) {
    using Records = std::vector<audit::v1::AuditRecord>;
    const auto found =
        suite.db->Read<Records>(suite.clock.Now() + absl::Minutes(1), [&](sql::Connection& connection) {
          return audit::List(connection, {.subject = Person(person), .limit = 1000});
        });
    EXPECT_THAT(found, IsOk());
    std::vector<std::string> methods;
    for (const audit::v1::AuditRecord& record : found.value_or(Records())) methods.push_back(record.method());
    return methods;
  }
  std::int64_t Records(const std::string& name) {
    return suite.database.QueryInt("SELECT COUNT(*) FROM audit_record WHERE resource = ?", {name});
  }

  Suite suite;
};

TEST_F(AuditOfFeedback, TellsNobodyWhomADraftIsAbout) {
  const std::string name = suite.Drafted(kPeer, kAuditor).name();
  v1::UpdateFeedbackRequest update;
  update.mutable_feedback()->set_name(name);
  update.mutable_feedback()->set_next_step("Close the ticket the same day");
  ASSERT_THAT(suite.As(kPeer, &Stub::UpdateFeedback, update), IsOk());
  update.mutable_feedback()->set_subject(Person(kAna));
  ASSERT_THAT(suite.As(kPeer, &Stub::UpdateFeedback, update), IsOk());
  Do<v1::DiscardFeedbackRequest>(&Stub::DiscardFeedback, name);
  EXPECT_TRUE(FoundAbout(kAuditor).empty());
  EXPECT_TRUE(FoundAbout(kAna).empty());
  EXPECT_EQ(Records(name), 4);
}

TEST_F(AuditOfFeedback, TellsAnAuditorNothingThatIsForTheirManager) {
  const std::string draft = suite.Drafted(kPeer, kAuditor, v1::FEEDBACK_VISIBILITY_MANAGER_ONLY).name();
  Do<v1::SubmitFeedbackRequest>(&Stub::SubmitFeedback, draft);
  Do<v1::RetractFeedbackRequest>(&Stub::RetractFeedback, draft);
  const std::string given = suite.Given(kPeer, kAuditor, v1::FEEDBACK_VISIBILITY_MANAGER_ONLY).name();
  EXPECT_TRUE(FoundAbout(kAuditor).empty());
  EXPECT_EQ(Records(draft), 3);
  EXPECT_EQ(Records(given), 1);
}

TEST_F(AuditOfFeedback, NamesTheSubjectOfWhatTheyRead) {
  const std::string name = suite.Drafted(kPeer, kAna).name();
  Do<v1::SubmitFeedbackRequest>(&Stub::SubmitFeedback, name);
  EXPECT_EQ(FoundAbout(kAna), std::vector<std::string>{"laurel.feedback.v1.FeedbackService/SubmitFeedback"});
}

}  // namespace
}  // namespace laurel::feedback::testing

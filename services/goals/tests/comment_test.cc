// Comments on goals, oldest first: of a person's goal by those who coach or lead them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "common/sql/lock.h"
#include "common/status/macros.h"
#include "common/testing/status_matchers.h"
#include "services/goals/names.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::IsOk;
using laurel::testing::StatusIs;
using laurel::testing::ViolatesField;
using ::testing::ElementsAre;
using Stub = v1::GoalService::Stub;

const auto kDenied = StatusIs(absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED");
const auto kMissing = StatusIs(absl::StatusCode::kNotFound, "NOT_FOUND");

v1::AddGoalCommentRequest CommentRequest(std::string_view goal, std::string_view text) {
  auto request = About<v1::AddGoalCommentRequest>(goal);
  request.mutable_comment()->set_text(std::string(text));
  return request;
}

class GoalComments : public ::testing::Test {
 protected:
  auto Say(const std::string& person, const v1::Goal& goal, std::string_view text = "How can I help?") {
    return suite.As(person, &Stub::AddGoalComment, CommentRequest(goal.name(), text));
  }
  auto List(const std::string& person, const v1::Goal& goal, int page_size = 0, std::string_view token = "") {
    auto request = About<v1::ListGoalCommentsRequest>(goal.name());
    request.set_page_size(page_size);
    request.set_page_token(std::string(token));
    return suite.As(person, &Stub::ListGoalComments, request);
  }

  // Whether somebody is about to share the lock of a goal's row: while another has locked it, they wait.
  // False when nobody can say: MySQL lists no statement while one holds bytes that are no text.
  bool IsSharing() const {
    const auto count = [](sql::Connection& connection) -> absl::StatusOr<std::int64_t> {
      ASSIGN_OR_RETURN(const sql::Rows rows,
                       connection.Query(fmt::format(
                           "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = DATABASE() "
                           "AND ID <> CONNECTION_ID() AND INFO LIKE '%FROM goal WHERE%{}'",
                           sql::ClauseOf(sql::Lock::kShare))));
      return rows.front().Int(0);
    };
    return suite.db->Read<std::int64_t>(suite.db->clock().Now() + absl::Minutes(1), count).value_or(0) > 0;
  }

  Suite suite;
};

TEST_F(GoalComments, AreReadOldestFirst) {
  const v1::Goal goal = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC);
  for (const char* text : {"One", "Two", "Three"}) {
    suite.Pass(absl::Seconds(1));
    const auto said = Say(kCarla, goal, text);
    ASSERT_THAT(said, IsOk());
    EXPECT_EQ(said->creator(), Person(kCarla));
    EXPECT_TRUE(said->name().starts_with(goal.name() + "/comments/"));
  }
  std::vector<std::string> texts;
  std::string token;
  do {
    const auto page = List(kStranger, goal, 2, token);
    ASSERT_THAT(page, IsOk());
    for (const v1::GoalComment& comment : page->comments()) texts.push_back(comment.text());
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_THAT(texts, ElementsAre("One", "Two", "Three"));
  EXPECT_THAT(List(kAna, goal, 2, "x"), ViolatesField("page_token"));
}

TEST_F(GoalComments, OfAPersonsGoalAreForOwnersAndThoseWhoCoachOrLeadThem) {
  const v1::Goal goal = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC);
  for (const std::string& person : {kAna, kCarla, kCoach}) EXPECT_THAT(Say(person, goal), IsOk()) << person;
  for (const std::string& person : {kPeer, kStranger, kAuditor})
    EXPECT_THAT(Say(person, goal), kDenied) << person;
  EXPECT_THAT(List(kStranger, goal), IsOk());
}

TEST_F(GoalComments, OfAPrivateGoalAreForItsOwnerAndTheirLineManager) {
  const v1::Goal goal = suite.Active(kAna, v1::GOAL_VISIBILITY_PRIVATE);
  for (const std::string& person : {kAna, kCarla}) {
    EXPECT_THAT(Say(person, goal), IsOk()) << person;
    EXPECT_THAT(List(person, goal), IsOk()) << person;
  }
  for (const std::string& person : {kSkip, kCoach, kPeer, kHr}) {
    EXPECT_THAT(Say(person, goal), kMissing) << person;
    EXPECT_THAT(List(person, goal), kMissing) << person;
  }
  EXPECT_THAT(Say(kAuditor, goal), kDenied);
  EXPECT_THAT(List(kAuditor, goal), kDenied);
}

TEST_F(GoalComments, OfATeamsGoalAreForThoseWhoReadIt) {
  const v1::Goal goal = suite.OfTeam(v1::GOAL_VISIBILITY_TEAM);
  for (const std::string& person : {kAna, kPeer, kLead, kHr})
    EXPECT_THAT(Say(person, goal), IsOk()) << person;
  EXPECT_THAT(Say(kStranger, goal), kMissing);
}

TEST_F(GoalComments, AreSaidOfProposalsByBothSides) {
  const v1::Goal goal = suite.Proposed(kCarla, kAna);
  EXPECT_THAT(Say(kAna, goal, "By when?"), IsOk());
  EXPECT_THAT(Say(kCarla, goal, "By summer"), IsOk());
  EXPECT_THAT(Say(kSkip, goal), kMissing);
}

TEST_F(GoalComments, SaySomething) {
  const v1::Goal goal = suite.Active(kAna);
  EXPECT_THAT(Say(kAna, goal, " "), ViolatesField("comment.text"));
  EXPECT_THAT(Say(kAna, goal, std::string(1001, 'a')), ViolatesField("comment.text"));
  v1::Goal unknown;
  unknown.set_name(kGoalPattern.Format({kNobody}));
  EXPECT_THAT(Say(kAna, unknown), kMissing);
}

TEST_F(GoalComments, AreSaidAndToldOnceHoweverOftenTheyAreSent) {
  auto request = CommentRequest(suite.Active(kAna).name(), "Well done");
  request.set_request_id("7d3b1a52-6f0e-4c55-9d6b-0d6a2c1f7a10");
  suite.database.Execute("DELETE FROM event_pending");
  const auto first = suite.As(kCarla, &Stub::AddGoalComment, request);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(suite.As(kCarla, &Stub::AddGoalComment, request, 1)->name(), first->name());
  EXPECT_EQ(suite.database.QueryInt("SELECT COUNT(*) FROM goal_comment"), 1);
  EXPECT_THAT(suite.Told(), ElementsAre("goal.commented"));
}

TEST_F(GoalComments, OfAGoalThatIsBeingHiddenAreToldToNobody) {
  const v1::Goal goal = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC);
  suite.database.Execute("DELETE FROM event_pending");
  absl::Status answer;
  std::atomic<bool> answered = false;
  std::jthread commenting;
  const auto hide = [&](sql::Connection& connection) -> absl::Status {
    RETURN_IF_ERROR(connection
                        .Execute("UPDATE goal SET visibility = ? WHERE id = ?",
                                 {std::int64_t{v1::GOAL_VISIBILITY_PRIVATE}, std::string(IdOf(goal.name()))})
                        .status());
    commenting = std::jthread([&] {
      answer = Say(kCoach, goal).status();
      answered = true;
    });
    while (!IsSharing() && !answered) std::this_thread::yield();
    EXPECT_FALSE(answered);
    return absl::OkStatus();
  };
  EXPECT_THAT(suite.db->Transact(suite.db->clock().Now() + absl::Minutes(1), hide), IsOk());
  commenting.join();
  EXPECT_THAT(answer, kMissing);
  EXPECT_THAT(suite.Told(), ElementsAre());
}

TEST_F(GoalComments, DoNotWaitForEachOther) {
  const v1::Goal goal = suite.Active(kAna, v1::GOAL_VISIBILITY_PUBLIC);
  const auto comment = [&](sql::Connection& connection) -> absl::Status {
    RETURN_IF_ERROR(
        connection
            .Query(fmt::format("SELECT id FROM goal WHERE id = ?{}", sql::ClauseOf(sql::Lock::kShare)),
                   {std::string(IdOf(goal.name()))})
            .status());
    return Say(kCarla, goal).status();
  };
  EXPECT_THAT(suite.db->Transact(suite.db->clock().Now() + absl::Minutes(1), comment), IsOk());
}

}  // namespace
}  // namespace laurel::goals::testing

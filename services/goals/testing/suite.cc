#include "services/goals/testing/suite.h"

#include <gtest/gtest.h>

#include "common/status/error.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "schema/goals_schema.h"
#include "services/goals/events.h"
#include "services/goals/goal_service.h"
#include "services/goals/names.h"

namespace laurel::goals::testing {
namespace {

using org::testing::Records;
using org::testing::TestId;

constexpr absl::CivilDay kFirstDay{2026, 1, 1};
constexpr absl::CivilDay kLastDay{2026, 3, 31};

// The answer; fails the test when there is none.
template <typename Answer>
Answer Answered(const absl::StatusOr<Answer>& answer) {
  EXPECT_TRUE(answer.ok()) << answer.status() << " " << ReasonOf(answer.status());
  return answer.value_or(Answer());
}

void Describe(v1::GoalLevel level, v1::GoalVisibility visibility, v1::Goal& goal) {
  goal.set_level(level);
  goal.set_visibility(visibility);
  goal.set_title("Answer within a day");
  *goal.mutable_start_date() = ToDate(kFirstDay);
  *goal.mutable_end_date() = ToDate(kLastDay);
}

}  // namespace

const std::string kAna = TestId(1);
const std::string kBen = TestId(2);
const std::string kCarla = TestId(3);
const std::string kSkip = TestId(4);
const std::string kTop = TestId(5);
const std::string kCoach = TestId(6);
const std::string kPeer = TestId(7);
const std::string kLead = TestId(8);
const std::string kHead = TestId(9);
const std::string kHr = TestId(10);
const std::string kAuditor = TestId(11);
const std::string kStranger = TestId(12);
const std::string kGone = TestId(13);
const std::string kNobody = TestId(99);

const std::string kTeam = TestId(50);
const std::string kOther = TestId(51);
const std::string kQueue = TestId(52);
const std::string kClosed = TestId(53);
const std::string kNoTeam = TestId(98);

std::string Person(std::string_view id) { return org::kPersonPattern.Format({id}); }
std::string Team(std::string_view id) { return org::kTeamPattern.Format({id}); }

Records Organization() {
  Records records;
  for (const std::string* id : {&kAna, &kBen, &kCarla, &kSkip, &kTop, &kCoach, &kPeer, &kLead, &kHead, &kHr,
                                &kAuditor, &kStranger, &kGone}) {
    records.Active(*id, *id);  // their address is their id, and so is their token
  }
  records.Line(kAna, kCarla)
      .Line(kBen, kCarla)
      .Line(kGone, kCarla)
      .Line(kCarla, kSkip)
      .Line(kSkip, kTop)
      .Line(kLead, kHead)
      .Coach(kAna, kCoach)
      .Team(kTeam)
      .Placement(kTeam, "")
      .Member(kTeam, kAna)
      .Member(kTeam, kPeer)
      .Member(kTeam, kGone)
      .Lead(kTeam, kLead)
      .Team(kOther)
      .Placement(kOther, "")
      .Member(kOther, kBen)
      .Lead(kOther, kStranger)
      .Team(kQueue, directory::v1::TEAM_KIND_QUEUE)
      .Placement(kQueue, "")
      .Member(kQueue, kAna)
      .Member(kQueue, kBen)
      .Lead(kQueue, kLead)
      .Team(kClosed, directory::v1::TEAM_KIND_TEAM, absl::CivilDay(2025, 12, 31))
      .Placement(kClosed, "")
      .Member(kClosed, kAna)
      .Lead(kClosed, kLead)
      .Roles(kHr, {directory::v1::ROLE_HR_ADMIN})
      .Roles(kAuditor, {directory::v1::ROLE_AUDITOR})
      .Status(kGone, absl::CivilDay(2026, 1, 1), directory::v1::PERSON_STATE_LEFT);
  return records;
}

Suite::Suite() : ServiceSuite("goals", EventData(), Migrations()), records_(Organization()) {
  organization.Set(records_.Build(version_), clock.Now());
  env_ = std::make_unique<Env>(Env{*db, organization, events->outbox(), metrics});
  Serve([this](rpc::Pipeline& pipeline) {
    laurel::testing::TestServer::Services services;
    services.push_back(std::make_unique<GoalService>(pipeline, *env_));
    return services;
  });
  for (int replica = 0; replica < kReplicas; ++replica)
    stubs_.push_back(v1::GoalService::NewStub(channel(replica)));
}

Suite::~Suite() {
  stubs_.clear();
  StopServing();
}

v1::CreateGoalRequest CreateRequest(v1::GoalLevel level, v1::GoalVisibility visibility) {
  v1::CreateGoalRequest request;
  Describe(level, visibility, *request.mutable_goal());
  request.set_activate(true);
  return request;
}

v1::CreateGoalRequest TeamRequest(std::string_view team, v1::GoalVisibility visibility) {
  auto request = CreateRequest(v1::GOAL_LEVEL_TEAM, visibility);
  request.mutable_goal()->set_team(Team(team));
  request.mutable_goal()->add_owners(Person(kAna));
  return request;
}

v1::ProposeGoalRequest ProposeRequest(std::string_view owner, v1::GoalVisibility visibility) {
  v1::ProposeGoalRequest request;
  Describe(v1::GOAL_LEVEL_PERSON, visibility, *request.mutable_goal());
  request.mutable_goal()->add_owners(Person(owner));
  return request;
}

v1::CloseGoalRequest CloseRequest(std::string_view name, v1::GoalLifecycle outcome) {
  auto request = Named<v1::CloseGoalRequest>(name);
  request.set_outcome(outcome);
  request.set_reason("The quarter is over");
  return request;
}

v1::ReopenGoalRequest ReopenRequest(std::string_view name) {
  auto request = Named<v1::ReopenGoalRequest>(name);
  request.set_reason("Closed too early");
  return request;
}

v1::UpdateGoalRequest UpdateRequest(std::string_view name, const std::vector<std::string>& fields,
                                    const std::function<void(v1::Goal&)>& change) {
  v1::UpdateGoalRequest request;
  request.mutable_goal()->set_name(std::string(name));
  change(*request.mutable_goal());
  for (const std::string& field : fields) request.mutable_update_mask()->add_paths(field);
  return request;
}

v1::KeyResult KeyResultOf(std::string_view baseline, std::string_view target, std::string_view weight) {
  v1::KeyResult key_result;
  key_result.set_title(fmt::format("From {} to {}", baseline, target));
  key_result.set_baseline(std::string(baseline));
  key_result.set_target(std::string(target));
  key_result.set_weight(std::string(weight));
  return key_result;
}

v1::Goal Suite::Made(std::string_view by, const v1::CreateGoalRequest& request) {
  return Answered(As(by, &Stub::CreateGoal, request));
}

v1::Goal Suite::Drafted(std::string_view owner, v1::GoalVisibility visibility) {
  auto request = CreateRequest(v1::GOAL_LEVEL_PERSON, visibility);
  request.set_activate(false);
  return Made(owner, request);
}

v1::Goal Suite::Active(std::string_view owner, v1::GoalVisibility visibility, std::string_view parent) {
  return Measured(owner, {}, visibility, parent);
}

v1::Goal Suite::Measured(std::string_view owner, const std::vector<v1::KeyResult>& key_results,
                         v1::GoalVisibility visibility, std::string_view parent) {
  auto request = CreateRequest(v1::GOAL_LEVEL_PERSON, visibility);
  request.mutable_goal()->set_parent(std::string(parent));
  for (const v1::KeyResult& one : key_results) *request.mutable_goal()->add_key_results() = one;
  return Made(owner, request);
}

v1::Goal Suite::Proposed(std::string_view proposer, std::string_view owner, v1::GoalVisibility visibility) {
  return Answered(As(proposer, &Stub::ProposeGoal, ProposeRequest(owner, visibility)));
}

v1::Goal Suite::OfTeam(v1::GoalVisibility visibility, std::string_view parent) {
  auto request = TeamRequest(kTeam, visibility);
  request.mutable_goal()->set_parent(std::string(parent));
  return Made(kLead, request);
}

v1::Goal Suite::OfCompany(v1::GoalVisibility visibility) {
  return Made(kHr, CreateRequest(v1::GOAL_LEVEL_COMPANY, visibility));
}

v1::Goal Suite::Closed(v1::GoalVisibility visibility, v1::GoalLifecycle outcome) {
  return Answered(As(kAna, &Stub::CloseGoal, CloseRequest(Active(kAna, visibility).name(), outcome)));
}

v1::Goal Suite::Get(std::string_view person, std::string_view name) {
  return Answered(As(person, &Stub::GetGoal, Named<v1::GetGoalRequest>(name)));
}

void Suite::Reorganize(const std::function<void(Records&)>& change) {
  change(records_);
  organization.Set(records_.Build(++version_), clock.Now());
}

void Suite::Leave(std::string_view person) {
  const absl::CivilDay today = absl::ToCivilDay(clock.Now(), absl::UTCTimeZone());
  Reorganize([&](Records& records) { records.Status(person, today, directory::v1::PERSON_STATE_LEFT); });
}

}  // namespace laurel::goals::testing

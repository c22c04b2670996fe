// Key results, check-ins and comments, and the tree.
#include <gtest/gtest.h>

#include <memory>

#include "common/time/convert.h"
#include "services/goals/tests/permission_table/calls.h"

namespace laurel::goals::testing {
namespace {

using Stub = Suite::Stub;
using enum Try::Kind;
using laurel::testing::TryOf;
using Make = std::function<std::string(World&)>;

struct Kind {
  const char* goal;   // its row
  const char* parts;  // that of what belongs to it
  const char* list;   // of these; nullptr: not tried
  Make make;
};

v1::AddKeyResultRequest KeyResultRequest(const std::string& goal) {
  auto request = About<v1::AddKeyResultRequest>(goal);
  *request.mutable_key_result() = KeyResultOf("1", "2");
  return request;
}

v1::RecordCheckInRequest CheckInRequest(const std::string& goal) {
  auto request = About<v1::RecordCheckInRequest>(goal);
  request.mutable_check_in()->set_health(v1::GOAL_HEALTH_ON_TRACK);
  return request;
}

v1::AddGoalCommentRequest CommentRequest(const std::string& goal) {
  auto request = About<v1::AddGoalCommentRequest>(goal);
  request.mutable_comment()->set_text("Ask Ben how he did it");
  return request;
}

std::string GoalOf(const std::string& part) { return part.substr(0, part.find('/', part.find('/') + 1)); }

// What Ana says to her goal.
template <typename Request, typename Response>
Make Said(const Make& make, Suite::Method<Request, Response> method,
          Request (*request)(const std::string& goal)) {
  return [=](World& world) {
    const auto said = world.suite.As(kAna, method, request(make(world)));
    EXPECT_TRUE(said.ok()) << said.status();
    return said.value_or(Response()).name();
  };
}

void AddKind(const Kind& kind, std::vector<Try>& calls) {
  const auto add = [&](Try::Kind how, const char* object, const char* needs, const Make& make, auto method,
                       auto build) {
    calls.push_back(TryOf<World>(how, object, needs, make, method, build));
  };
  add(kAct, kind.goal, "w", kind.make, &Stub::AddKeyResult, KeyResultRequest);
  add(kAct, kind.goal, "w", kind.make, &Stub::RecordCheckIn, CheckInRequest);
  add(kAct, kind.goal, "comment", kind.make, &Stub::AddGoalComment, CommentRequest);
  const Make key_result = Said(kind.make, &Stub::AddKeyResult, KeyResultRequest);
  add(kAct, kind.parts, "w", key_result, &Stub::UpdateKeyResult, [](const std::string& target) {
    v1::UpdateKeyResultRequest request;
    request.mutable_key_result()->set_name(target);
    request.mutable_key_result()->set_title("Else");
    request.mutable_update_mask()->add_paths("title");
    return request;
  });
  add(kAct, kind.parts, "w", key_result, &Stub::RemoveKeyResult, Named<v1::RemoveKeyResultRequest>);
  // A goal of Ana's counts in it.
  const auto part = std::make_shared<std::string>();
  const Make with_part = [make = kind.make, part](World& world) {
    const std::string goal = make(world);
    *part = world.suite.Active(kAna, v1::GOAL_VISIBILITY_PRIVATE, goal).name();
    return goal;
  };
  add(kAct, kind.goal, "w", with_part, &Stub::SetGoalPart, [part](const std::string& target) {
    v1::SetGoalPartRequest request;
    request.set_parent(target);
    request.set_part(*part);
    request.set_weight("0");
    return request;
  });
  if (kind.list == nullptr) return;
  add(kList, kind.parts, kind.list, Said(kind.make, &Stub::RecordCheckIn, CheckInRequest),
      &Stub::ListCheckIns,
      [](const std::string& target) { return About<v1::ListCheckInsRequest>(GoalOf(target)); });
  add(kList, kind.parts, kind.list, Said(kind.make, &Stub::AddGoalComment, CommentRequest),
      &Stub::ListGoalComments,
      [](const std::string& target) { return About<v1::ListGoalCommentsRequest>(GoalOf(target)); });
}

}  // namespace

std::vector<Try> CallsAboutParts() {
  std::vector<Try> calls;
  const auto active = [](v1::GoalVisibility visibility) {
    return [=](World& world) { return world.suite.Active(kAna, visibility).name(); };
  };
  AddKind({"Goal PERSON PUBLIC", "Part of PERSON PUBLIC", "of the parts of PERSON PUBLIC",
           active(v1::GOAL_VISIBILITY_PUBLIC)},
          calls);
  AddKind({"Goal PERSON TEAM", "Part of PERSON TEAM", "of the parts of PERSON TEAM",
           active(v1::GOAL_VISIBILITY_TEAM)},
          calls);
  AddKind({"Goal PERSON PRIVATE", "Part of PERSON PRIVATE", "of the parts of PERSON PRIVATE",
           active(v1::GOAL_VISIBILITY_PRIVATE)},
          calls);
  AddKind({"Goal TEAM TEAM", "Part of TEAM TEAM", nullptr,
           [](World& world) { return world.suite.OfTeam().name(); }},
          calls);
  const auto none = [](World&) { return std::string("goals/") + org::testing::TestId(96); };
  for (const auto& [row, visibility] : {std::pair("Goal PERSON PUBLIC", v1::GOAL_VISIBILITY_PUBLIC),
                                        std::pair("Goal PERSON TEAM", v1::GOAL_VISIBILITY_TEAM),
                                        std::pair("Goal PERSON PRIVATE", v1::GOAL_VISIBILITY_PRIVATE)}) {
    calls.push_back(TryOf<World>(kAct, row, "see", active(visibility), &Stub::GetGoalTree,
                                 Named<v1::GetGoalTreeRequest>));
  }
  calls.push_back(TryOf<World>(kStart, "to list the metrics", "", none, &Stub::ListMetrics,
                               [](const std::string&) { return v1::ListMetricsRequest(); }));
  for (const auto& [row, team] : {std::pair("to count the goals of all", std::string()),
                                  std::pair("to count the goals of Ana's team", Team(kTeam))}) {
    calls.push_back(TryOf<World>(kStart, row, "", none, &Stub::GetGoalSummary, [team](const std::string&) {
      v1::GetGoalSummaryRequest request;
      request.set_team(team);
      *request.mutable_start_date() = ToDate(absl::CivilDay(2026, 1, 1));
      request.set_window(v1::SUMMARY_WINDOW_MONTH);
      return request;
    }));
  }
  return calls;
}

}  // namespace laurel::goals::testing

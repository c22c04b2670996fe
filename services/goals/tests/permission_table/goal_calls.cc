#include <gtest/gtest.h>

#include "services/goals/tests/permission_table/calls.h"

namespace laurel::goals::testing {
namespace {

using Stub = Suite::Stub;
using enum Try::Kind;
using Make = std::function<std::string(World&)>;
using Ask = std::function<void(v1::ListGoalsRequest&, const std::string& target)>;

Make Active(v1::GoalVisibility visibility) {
  return [=](World& world) { return world.suite.Active(kAna, visibility).name(); };
}
Make Closed(v1::GoalVisibility visibility) {
  return [=](World& world) { return world.suite.Closed(visibility).name(); };
}
Make OfTeam(v1::GoalVisibility visibility) {
  return [=](World& world) { return world.suite.OfTeam(visibility).name(); };
}
Make Draft() {
  return [](World& world) { return world.suite.Drafted(kAna, v1::GOAL_VISIBILITY_PUBLIC).name(); };
}
Make Proposal() {
  return [](World& world) { return world.suite.Proposed(kCarla, kAna, v1::GOAL_VISIBILITY_PUBLIC).name(); };
}
Make TeamDraft() {
  return [](World& world) {
    auto request = TeamRequest(kTeam, v1::GOAL_VISIBILITY_PUBLIC);
    request.set_activate(false);
    return world.suite.Made(kLead, request).name();
  };
}
Make OfCompany() {
  return [](World& world) { return world.suite.OfCompany().name(); };
}
Make ClosedOfCompany() {
  return [](World& world) {
    const std::string name = world.suite.OfCompany().name();
    const auto closed = world.suite.As(kHr, &Stub::CloseGoal, CloseRequest(name));
    EXPECT_TRUE(closed.ok()) << closed.status();
    return name;
  };
}

v1::UpdateGoalRequest NewTitle(const std::string& target) {
  return UpdateRequest(target, {}, [](v1::Goal& goal) { goal.set_title("Answer within an hour"); });
}

class Calls {
 public:
  template <typename Method, typename Build>
  void Add(Try::Kind kind, const std::string& object, const char* needs, const Make& make, Method method,
           Build build) {
    calls_.push_back(laurel::testing::TryOf<World>(kind, object, needs, make, method, build));
  }

  // What it is in: of this owner (an id), and another list.
  void AddReading(const std::string& object, const Make& make, const std::string& owner, const Ask& other) {
    Add(kAct, object, "see", make, &Stub::GetGoal, Named<v1::GetGoalRequest>);
    Add(kAct, object, "see", make, &Stub::ListStatusChanges, About<v1::ListStatusChangesRequest>);
    Add(kBatch, object, "", make, &Stub::BatchGetGoals, [](const std::string& target) {
      v1::BatchGetGoalsRequest request;
      request.add_names(target);
      return request;
    });
    AddList(object, "everything", make, [owner](auto& request, auto&) { request.set_owner(Person(owner)); });
    AddList(object, owner == kAna ? "one's own" : "of HR_ADMIN", make, [](auto&, auto&) {});
    if (other) AddList(object, "everything", make, other);
  }
  void AddList(const std::string& object, const char* row, const Make& make, const Ask& ask) {
    Add(kList, object, row, make, &Stub::ListGoals, [=](const std::string& target) {
      v1::ListGoalsRequest request;
      request.set_page_size(200);
      ask(request, target);
      return request;
    });
  }
  void AddMoves(const std::string& object, const Make& active, const Make& closed) {
    Add(kAct, object, "w", active, &Stub::UpdateGoal, NewTitle);
    Add(kAct, object, "w", active, &Stub::CloseGoal,
        [](const std::string& target) { return CloseRequest(target); });
    if (!closed) return;
    Add(kAct, object, "w", closed, &Stub::ReopenGoal, ReopenRequest);
    Add(kAct, object, "w", closed, &Stub::ArchiveGoal, Named<v1::ArchiveGoalRequest>);
  }
  void AddDraft(const std::string& object, const Make& make) {
    AddReading(object, make, kAna, nullptr);
    Add(kAct, object, "w", make, &Stub::UpdateGoal, NewTitle);
    Add(kAct, object, "w", make, &Stub::DiscardGoal, Named<v1::DiscardGoalRequest>);
  }
  // Something new: who makes it is the caller.
  template <typename Method, typename Request>
  void AddStart(const char* row, Method method, const Request& request) {
    Add(
        kStart, row, "", [](World&) { return std::string("goals/") + org::testing::TestId(96); }, method,
        [request](const std::string&) { return request; });
  }

  std::vector<Try> Take() && { return std::move(calls_); }

 private:
  std::vector<Try> calls_;
};

void AddGoals(Calls& calls) {
  const Ask of_team = [](auto& request, auto&) { request.set_team(Team(kTeam)); };
  const Ask of_company = [](auto& request, auto&) { request.set_level(v1::GOAL_LEVEL_COMPANY); };
  const std::pair<const char*, v1::GoalVisibility> kinds[] = {{"PUBLIC", v1::GOAL_VISIBILITY_PUBLIC},
                                                              {"TEAM", v1::GOAL_VISIBILITY_TEAM},
                                                              {"PRIVATE", v1::GOAL_VISIBILITY_PRIVATE}};
  for (const auto& [name, visibility] : kinds) {
    const std::string of_person = fmt::format("Goal PERSON {}", name);
    const bool names_team = visibility == v1::GOAL_VISIBILITY_TEAM;
    calls.AddReading(of_person, Active(visibility), kAna, names_team ? of_team : Ask());
    calls.AddMoves(of_person, Active(visibility), Closed(visibility));
    const std::string teams = fmt::format("Goal TEAM {}", name);
    calls.AddReading(teams, OfTeam(visibility), kAna, of_team);
    calls.AddMoves(teams, OfTeam(visibility), nullptr);
  }
  calls.AddReading("Goal COMPANY PUBLIC", OfCompany(), kHr, of_company);
  calls.AddMoves("Goal COMPANY PUBLIC", OfCompany(), ClosedOfCompany());
}

void AddBeginnings(Calls& calls) {
  calls.AddDraft("Goal PERSON, draft", Draft());
  calls.AddDraft("Goal TEAM, draft", TeamDraft());
  calls.AddReading("Goal PERSON, proposed", Proposal(), kAna, nullptr);
  calls.Add(kAct, "Goal PERSON, proposed", "decide", Proposal(), &Stub::AcceptGoal,
            Named<v1::AcceptGoalRequest>);
  calls.Add(kAct, "Goal PERSON, proposed", "decide", Proposal(), &Stub::DeclineGoal,
            Named<v1::DeclineGoalRequest>);
  // Of a goal that everybody reads once it is active.
  calls.Add(kAct, "Goal PERSON, draft", "w", Draft(), &Stub::ActivateGoal, Named<v1::ActivateGoalRequest>);
}

void AddStarts(Calls& calls) {
  calls.AddStart("to make a goal of one's own", &Stub::CreateGoal, CreateRequest());
  auto of_ana = CreateRequest(v1::GOAL_LEVEL_PERSON, v1::GOAL_VISIBILITY_PUBLIC);
  of_ana.mutable_goal()->add_owners(Person(kAna));
  calls.AddStart("to make a goal of Ana's", &Stub::CreateGoal, of_ana);
  calls.AddStart("to make a goal of Ana's team", &Stub::CreateGoal,
                 TeamRequest(kTeam, v1::GOAL_VISIBILITY_PUBLIC));
  calls.AddStart("to make a goal of the company", &Stub::CreateGoal, CreateRequest(v1::GOAL_LEVEL_COMPANY));
  calls.AddStart("to propose a goal to Ana", &Stub::ProposeGoal, ProposeRequest(kAna));
}

}  // namespace

std::vector<Try> CallsAboutGoals() {
  Calls calls;
  AddGoals(calls);
  AddBeginnings(calls);
  AddStarts(calls);
  return std::move(calls).Take();
}

}  // namespace laurel::goals::testing

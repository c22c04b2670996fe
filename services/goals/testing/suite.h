// Goals on real servers and a private database, with an organisation of people in every relation to Ana, who
// owns goals, and a clock that stands still. For tests. Calls may be made from many threads.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/org/testing/records.h"
#include "common/testing/service_suite.h"
#include "laurel/goals/v1/goal_service.grpc.pb.h"
#include "services/goals/env.h"

namespace laurel::goals::testing {

// Ids of people. The organisation is that of Organization() below.
extern const std::string kAna;       // owns goals
extern const std::string kBen;       // another report of Carla, in no team of Ana's
extern const std::string kCarla;     // Ana's line manager
extern const std::string kSkip;      // Carla's manager
extern const std::string kTop;       // and hers
extern const std::string kCoach;     // holds a COACH line to Ana
extern const std::string kPeer;      // member of Ana's team
extern const std::string kLead;      // LEAD of Ana's team
extern const std::string kHead;      // Lead's line manager; no relation to Ana
extern const std::string kHr;        // HR_ADMIN
extern const std::string kAuditor;   // AUDITOR
extern const std::string kStranger;  // no relation to anybody here
extern const std::string kGone;      // has left; was Carla's report, and a member of Ana's team
extern const std::string kNobody;    // in no organisation

// Ids of teams.
extern const std::string kTeam;    // Ana, Peer and Lead
extern const std::string kOther;   // Ben, and Stranger, who leads it
extern const std::string kQueue;   // of kind QUEUE: Ana and Ben, led by Lead
extern const std::string kClosed;  // Ana was in it; Lead led it
extern const std::string kNoTeam;  // in no organisation

std::string Person(std::string_view id);  // "people/{id}"
std::string Team(std::string_view id);    // "teams/{id}"
org::testing::Records Organization();

class Suite : public laurel::testing::ServiceSuite {
 public:
  Suite();
  ~Suite();

  using Stub = v1::GoalService::Stub;
  template <typename Request, typename Response>
  using Method = grpc::Status (Stub::*)(grpc::ClientContext*, const Request&, Response*);

  // A call by a person (id), over the wire, through replica 0 or 1.
  template <typename Request, typename Response>
  absl::StatusOr<Response> As(std::string_view person, Method<Request, Response> method,
                              const Request& request, int replica = 0) {
    return laurel::testing::Answer(*stubs_.at(static_cast<std::size_t>(replica)), person, method, request);
  }

  // What stories begin with; they fail the test when they are refused. Ids of people.
  v1::Goal Made(std::string_view by, const v1::CreateGoalRequest& request);
  // Of level PERSON, of whoever makes it. `parent`: a name, or "".
  v1::Goal Drafted(std::string_view owner, v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_UNSPECIFIED);
  v1::Goal Active(std::string_view owner, v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_UNSPECIFIED,
                  std::string_view parent = "");
  // The same with these key results.
  v1::Goal Measured(std::string_view owner, const std::vector<v1::KeyResult>& key_results,
                    v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_PUBLIC, std::string_view parent = "");
  v1::Goal Proposed(std::string_view proposer, std::string_view owner,
                    v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_UNSPECIFIED);
  // ACTIVE, of kTeam, by Lead; Ana owns it.
  v1::Goal OfTeam(v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_UNSPECIFIED,
                  std::string_view parent = "");
  // ACTIVE, by HR, who owns it.
  v1::Goal OfCompany(v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_PUBLIC);
  // Of Ana, moved on by Ana.
  v1::Goal Closed(v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_UNSPECIFIED,
                  v1::GoalLifecycle outcome = v1::GOAL_LIFECYCLE_ACHIEVED);
  // What it is for this person (an id).
  v1::Goal Get(std::string_view person, std::string_view name);

  // The organisation from now on.
  void Reorganize(const std::function<void(org::testing::Records&)>& change);
  void Leave(std::string_view person);  // today
  std::int64_t organization_version() const { return version_; }

  Env& env() { return *env_; }

  BusinessMetrics metrics{registry};

 private:
  org::testing::Records records_;
  std::int64_t version_ = 1;
  std::unique_ptr<Env> env_;
  std::vector<std::unique_ptr<Stub>> stubs_;
};

// With title and period, and nothing else beyond what is said here: to activate at once.
v1::CreateGoalRequest CreateRequest(v1::GoalLevel level = v1::GOAL_LEVEL_PERSON,
                                    v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_UNSPECIFIED);
// Of level TEAM, owned by Ana.
v1::CreateGoalRequest TeamRequest(std::string_view team,
                                  v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_UNSPECIFIED);
v1::ProposeGoalRequest ProposeRequest(std::string_view owner,
                                      v1::GoalVisibility visibility = v1::GOAL_VISIBILITY_UNSPECIFIED);
v1::CloseGoalRequest CloseRequest(std::string_view name,
                                  v1::GoalLifecycle outcome = v1::GOAL_LIFECYCLE_ACHIEVED);
v1::ReopenGoalRequest ReopenRequest(std::string_view name);
// An update of these fields, which `change` sets.
v1::UpdateGoalRequest UpdateRequest(std::string_view name, const std::vector<std::string>& fields,
                                    const std::function<void(v1::Goal&)>& change);
// A METRIC.
v1::KeyResult KeyResultOf(std::string_view baseline, std::string_view target, std::string_view weight = "");
template <typename Request>
Request Named(std::string_view name) {
  Request request;
  request.set_name(std::string(name));
  return request;
}
// A request about what belongs to `parent`.
template <typename Request>
Request About(std::string_view parent) {
  Request request;
  request.set_parent(std::string(parent));
  return request;
}

}  // namespace laurel::goals::testing

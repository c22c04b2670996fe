// What goals tell: every call exactly what it changed.
#include <gtest/gtest.h>

#include "common/testing/telling.h"
#include "common/time/convert.h"
#include "services/goals/testing/suite.h"

namespace laurel::goals::testing {
namespace {

using laurel::testing::Calling;
using laurel::testing::Prepared;
using CallsByRpc = laurel::testing::CallsByRpc<Suite>;
using Stub = Suite::Stub;
using Tells = std::vector<std::string>;

// By Ana, on what `make` has made and names.
template <typename Request, typename Response>
std::function<Prepared(Suite&)> On(const std::function<std::string(Suite&)>& make,
                                   Suite::Method<Request, Response> method,
                                   const std::function<Request(const std::string&)>& request,
                                   const Tells& tells) {
  return [=](Suite& suite) -> Prepared {
    return {Calling(suite, kAna, method, request(make(suite))), tells};
  };
}
// The same when a name is all that the request has.
template <typename Request, typename Response>
std::function<Prepared(Suite&)> OnNamed(const std::function<std::string(Suite&)>& make,
                                        Suite::Method<Request, Response> method, const Tells& tells) {
  return On<Request, Response>(
      make, method, [](const std::string& name) { return Named<Request>(name); }, tells);
}
template <typename Request, typename Response>
std::function<Prepared(Suite&)> By(const std::string& person, Suite::Method<Request, Response> method,
                                   const Request& request, const Tells& tells) {
  return [=](Suite& suite) -> Prepared { return {Calling(suite, person, method, request), tells}; };
}

std::string Active(Suite& suite) { return suite.Active(kAna).name(); }
std::string Drafted(Suite& suite) { return suite.Drafted(kAna).name(); }
std::string Proposed(Suite& suite) { return suite.Proposed(kCoach, kAna).name(); }
std::string Closed(Suite& suite) { return suite.Closed().name(); }
std::string KeyResult(Suite& suite) {
  return suite.Measured(kAna, {KeyResultOf("0", "4"), KeyResultOf("0", "9")}).key_results(0).name();
}

v1::CreateGoalRequest DraftRequest() {
  auto request = CreateRequest();
  request.set_activate(false);
  return request;
}

Prepared PartTakenOut(Suite& suite) {
  v1::SetGoalPartRequest request;
  request.set_parent(Active(suite));
  request.set_part(suite.Active(kAna, v1::GOAL_VISIBILITY_PRIVATE, request.parent()).name());
  request.set_removed(true);
  return {Calling(suite, kAna, &Stub::SetGoalPart, request), {"goal.updated"}};
}

CallsByRpc Moves() {
  return {
      {"CreateGoal", By(kAna, &Stub::CreateGoal, CreateRequest(), {"goal.activated"})},
      {"CreateGoal", By(kAna, &Stub::CreateGoal, DraftRequest(), {"goal.drafted"})},
      {"ProposeGoal", By(kCoach, &Stub::ProposeGoal, ProposeRequest(kAna), {"goal.proposed"})},
      {"AcceptGoal", OnNamed(Proposed, &Stub::AcceptGoal, {"goal.accepted"})},
      {"DeclineGoal", OnNamed(Proposed, &Stub::DeclineGoal, {"goal.declined"})},
      {"DiscardGoal", OnNamed(Drafted, &Stub::DiscardGoal, {"goal.discarded"})},
      {"ActivateGoal", OnNamed(Drafted, &Stub::ActivateGoal, {"goal.activated"})},
      {"CloseGoal",
       On<v1::CloseGoalRequest>(Active, &Stub::CloseGoal,
                                [](const std::string& name) { return CloseRequest(name); }, {"goal.closed"})},
      {"ReopenGoal", On<v1::ReopenGoalRequest>(Closed, &Stub::ReopenGoal, ReopenRequest, {"goal.reopened"})},
      {"SetGoalPart", PartTakenOut},
      {"ArchiveGoal", OnNamed(Closed, &Stub::ArchiveGoal, {"goal.archived"})},
  };
}

v1::UpdateGoalRequest Retitled(const std::string& name) {
  return UpdateRequest(name, {"title"}, [](v1::Goal& goal) { goal.set_title("Answer within two days"); });
}
v1::AddKeyResultRequest KeyResultRequest(const std::string& goal) {
  auto request = About<v1::AddKeyResultRequest>(goal);
  *request.mutable_key_result() = KeyResultOf("1", "2");
  return request;
}
v1::UpdateKeyResultRequest KeyResultUpdate(const std::string& name) {
  v1::UpdateKeyResultRequest request;
  request.mutable_key_result()->set_name(name);
  request.mutable_key_result()->set_title("Else");
  request.mutable_update_mask()->add_paths("title");
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

CallsByRpc Changes() {
  return {
      {"UpdateGoal", On<v1::UpdateGoalRequest>(Active, &Stub::UpdateGoal, Retitled, {"goal.updated"})},
      {"AddKeyResult",
       On<v1::AddKeyResultRequest>(Active, &Stub::AddKeyResult, KeyResultRequest, {"goal.updated"})},
      {"UpdateKeyResult",
       On<v1::UpdateKeyResultRequest>(KeyResult, &Stub::UpdateKeyResult, KeyResultUpdate, {"goal.updated"})},
      {"RemoveKeyResult", OnNamed(KeyResult, &Stub::RemoveKeyResult, {"goal.updated"})},
      {"RecordCheckIn",
       On<v1::RecordCheckInRequest>(Active, &Stub::RecordCheckIn, CheckInRequest, {"goal.checked_in"})},
      {"AddGoalComment",
       On<v1::AddGoalCommentRequest>(Active, &Stub::AddGoalComment, CommentRequest, {"goal.commented"})},
  };
}

v1::BatchGetGoalsRequest BatchRequest(const std::string& name) {
  v1::BatchGetGoalsRequest request;
  request.add_names(name);
  return request;
}
v1::GetGoalSummaryRequest SummaryRequest() {
  v1::GetGoalSummaryRequest request;
  *request.mutable_start_date() = ToDate(absl::CivilDay(2026, 1, 1));
  request.set_window(v1::SUMMARY_WINDOW_MONTH);
  return request;
}

CallsByRpc Reads() {
  return {
      {"GetGoal", OnNamed(Active, &Stub::GetGoal, {})},
      {"BatchGetGoals", On<v1::BatchGetGoalsRequest>(Active, &Stub::BatchGetGoals, BatchRequest, {})},
      {"ListGoals", By(kAna, &Stub::ListGoals, v1::ListGoalsRequest(), {})},
      {"ListStatusChanges", On<v1::ListStatusChangesRequest>(Active, &Stub::ListStatusChanges,
                                                             About<v1::ListStatusChangesRequest>, {})},
      {"ListCheckIns",
       On<v1::ListCheckInsRequest>(Active, &Stub::ListCheckIns, About<v1::ListCheckInsRequest>, {})},
      {"ListGoalComments", On<v1::ListGoalCommentsRequest>(Active, &Stub::ListGoalComments,
                                                           About<v1::ListGoalCommentsRequest>, {})},
      {"GetGoalTree", OnNamed(Active, &Stub::GetGoalTree, {})},
      {"GetGoalSummary", By(kHr, &Stub::GetGoalSummary, SummaryRequest(), {})},
      {"ListMetrics", By(kAna, &Stub::ListMetrics, v1::ListMetricsRequest(), {})},
  };
}

TEST(GoalTelling, IsOfEveryCallWhatItChangedAndNothingElse) {
  CallsByRpc all = Moves();
  all.merge(Changes());
  all.merge(Reads());
  laurel::testing::ExpectCallsTellWhatTheyChange<Suite>(
      all, *v1::CreateGoalRequest::descriptor()->file()->FindServiceByName("GoalService"));
}

}  // namespace
}  // namespace laurel::goals::testing

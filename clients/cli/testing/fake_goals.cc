#include "clients/cli/testing/fake_goals.h"

#include <algorithm>

#include "clients/cli/testing/fake_coaching.h"
#include "clients/cli/testing/fake_suite.h"
#include "common/status/error.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::cli::testing {
namespace {

namespace gv1 = laurel::goals::v1;

constexpr char kBefore[] = "01jd8z3v5n7q2w4e6r8t";

std::string Resolved(const std::string& name) { return name == "people/me" ? "people/maria" : name; }

gv1::Metric SomeMetric(const std::string& id, const std::string& title, const std::string& unit,
                       gv1::Direction direction) {
  gv1::Metric metric;
  metric.set_id(id);
  metric.set_title(title);
  metric.set_unit(unit);
  metric.set_direction(direction);
  metric.set_min_value("0");
  return metric;
}

bool Fits(const gv1::ListGoalsRequest& request, const gv1::Goal& goal) {
  const bool any =
      request.owner().empty() && request.team().empty() && request.parent().empty() && request.level() == 0;
  const std::string owner = any ? "people/maria" : Resolved(request.owner());
  const bool owned = owner.empty() || std::ranges::find(goal.owners(), owner) != goal.owners().end();
  const bool team = request.team().empty() || request.team() == goal.team();
  const bool parent = request.parent().empty() || request.parent() == goal.parent();
  const bool level = request.level() == 0 || request.level() == goal.level();
  const bool lifecycle = request.lifecycle() == 0 || request.lifecycle() == goal.lifecycle();
  return owned && team && parent && level && lifecycle;
}

// The page that is asked for, all of it where no size is; the token is where the next one begins.
template <typename Item, typename Request, typename Add>
std::string PageOf(const std::vector<Item>& all, const Request& request, const Add& add) {
  const std::size_t begin = request.page_token().empty() ? 0 : std::stoul(request.page_token());
  const std::size_t size =
      request.page_size() == 0 ? all.size() : static_cast<std::size_t>(request.page_size());
  const std::size_t end = std::min(all.size(), begin + size);
  for (std::size_t i = begin; i < end; ++i) add(all[i]);
  return end == all.size() ? "" : std::to_string(end);
}

}  // namespace

FakeGoals::FakeGoals() {
  metrics = {SomeMetric("csat", "Customer satisfaction", "%", gv1::DIRECTION_INCREASE),
             SomeMetric("aht", "Average handling time", "s", gv1::DIRECTION_DECREASE),
             SomeMetric("qa_score", "QA score", "%", gv1::DIRECTION_INCREASE)};
}

gv1::Goal& FakeGoals::Add(const std::string& id, const std::string& owner, const std::string& title) {
  gv1::Goal& goal = goals.emplace_back();
  goal.set_name(fmt::format("goals/{}{}", kBefore, id));
  goal.add_owners(owner);
  goal.set_creator(owner);
  goal.set_title(title);
  goal.set_level(gv1::GOAL_LEVEL_PERSON);
  goal.set_visibility(gv1::GOAL_VISIBILITY_PRIVATE);
  goal.set_lifecycle(gv1::GOAL_LIFECYCLE_ACTIVE);
  goal.set_health(gv1::GOAL_HEALTH_ON_TRACK);
  goal.set_view(common::v1::VIEW_FULL);
  goal.set_weight("1");
  goal.set_progress("0.625");
  goal.set_own_progress("0.625");
  *goal.mutable_start_date() = ToDate(absl::CivilDay(2026, 10, 1));
  *goal.mutable_end_date() = ToDate(absl::CivilDay(2026, 12, 31));
  return goal;
}

gv1::KeyResult& FakeGoals::AddMetric(const std::string& id, const std::string& metric,
                                     const std::string& title) {
  gv1::Goal& goal = goals.back();
  gv1::KeyResult& one = *goal.add_key_results();
  one.set_name(fmt::format("{}/keyResults/{}{}", goal.name(), kBefore, id));
  one.set_kind(gv1::KEY_RESULT_KIND_METRIC);
  one.set_metric(metric);
  one.set_title(title);
  one.set_unit("%");
  one.set_direction(gv1::DIRECTION_INCREASE);
  one.set_baseline("80");
  one.set_target("90");
  one.set_current("86.25");
  one.set_progress("0.625");
  one.set_weight("1");
  return one;
}

gv1::CheckIn& FakeGoals::AddCheckIn(const std::string& id, const std::string& of, const std::string& value,
                                    absl::Duration ago) {
  gv1::CheckIn one;
  const std::string goal = of.substr(0, of.find('/', 6));
  one.set_name(fmt::format("{}/checkIns/{}{}", goal, kBefore, id));
  one.set_creator("people/maria");
  if (of != goal) one.set_key_result(of);
  one.set_value(value);
  one.set_health(gv1::GOAL_HEALTH_ON_TRACK);
  *one.mutable_time() = ToTimestamp(FakeSuite::Now().now - ago);
  const auto found = std::ranges::find(goals, goal, &gv1::Goal::name);
  if (found != goals.end()) *found->mutable_last_check_in_time() = one.time();
  return *check_ins.insert(check_ins.begin(), one);
}

grpc::Status FakeGoals::Broken(const std::string& call) const {
  const auto found = broken.find(call);
  return found == broken.end() ? grpc::Status::OK : ToGrpc(found->second);
}

grpc::Status FakeGoals::Move(const std::string& name, gv1::GoalLifecycle lifecycle, const std::string& reason,
                             gv1::Goal* answer) {
  for (gv1::Goal& goal : goals) {
    if (goal.name() != name) continue;
    goal.set_lifecycle(lifecycle);
    goal.set_lifecycle_reason(reason);
    *answer = goal;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeGoals::CreateGoal(grpc::ServerContext*, const gv1::CreateGoalRequest* request,
                                   gv1::Goal* answer) {
  created.push_back(*request);
  if (grpc::Status status = Broken("CreateGoal"); !status.ok()) return status;
  *answer = request->goal();
  if (!request->validate_only()) answer->set_name(fmt::format("goals/{}gggggg", kBefore));
  answer->set_lifecycle(request->activate() ? gv1::GOAL_LIFECYCLE_ACTIVE : gv1::GOAL_LIFECYCLE_DRAFT);
  if (answer->visibility() == 0) answer->set_visibility(gv1::GOAL_VISIBILITY_PRIVATE);
  for (int i = 0; i < answer->key_results_size() && !request->validate_only(); ++i) {
    answer->mutable_key_results(i)->set_name(
        fmt::format("{}/keyResults/{}kkkkk{}", answer->name(), kBefore, i));
    answer->mutable_key_results(i)->set_progress("0");
    answer->mutable_key_results(i)->set_current(answer->key_results(i).baseline());
  }
  return grpc::Status::OK;
}

grpc::Status FakeGoals::ProposeGoal(grpc::ServerContext*, const gv1::ProposeGoalRequest* request,
                                    gv1::Goal* answer) {
  proposed.push_back(*request);
  *answer = request->goal();
  answer->set_name(fmt::format("goals/{}gggggg", kBefore));
  answer->set_lifecycle(gv1::GOAL_LIFECYCLE_PROPOSED);
  return grpc::Status::OK;
}

grpc::Status FakeGoals::AcceptGoal(grpc::ServerContext*, const gv1::AcceptGoalRequest* request,
                                   gv1::Goal* answer) {
  return Move(request->name(), gv1::GOAL_LIFECYCLE_DRAFT, request->reason(), answer);
}

grpc::Status FakeGoals::DeclineGoal(grpc::ServerContext*, const gv1::DeclineGoalRequest* request,
                                    gv1::Goal* answer) {
  return Move(request->name(), gv1::GOAL_LIFECYCLE_DECLINED, request->reason(), answer);
}

grpc::Status FakeGoals::DiscardGoal(grpc::ServerContext*, const gv1::DiscardGoalRequest* request,
                                    gv1::Goal* answer) {
  return Move(request->name(), gv1::GOAL_LIFECYCLE_DISCARDED, request->reason(), answer);
}

grpc::Status FakeGoals::ActivateGoal(grpc::ServerContext*, const gv1::ActivateGoalRequest* request,
                                     gv1::Goal* answer) {
  if (grpc::Status status = Broken("ActivateGoal"); !status.ok()) return status;
  return Move(request->name(), gv1::GOAL_LIFECYCLE_ACTIVE, request->reason(), answer);
}

grpc::Status FakeGoals::ReopenGoal(grpc::ServerContext*, const gv1::ReopenGoalRequest* request,
                                   gv1::Goal* answer) {
  if (grpc::Status status = Broken("ReopenGoal"); !status.ok()) return status;
  return Move(request->name(), gv1::GOAL_LIFECYCLE_ACTIVE, request->reason(), answer);
}

grpc::Status FakeGoals::ArchiveGoal(grpc::ServerContext*, const gv1::ArchiveGoalRequest* request,
                                    gv1::Goal* answer) {
  return Move(request->name(), gv1::GOAL_LIFECYCLE_ARCHIVED, request->reason(), answer);
}

grpc::Status FakeGoals::CloseGoal(grpc::ServerContext*, const gv1::CloseGoalRequest* request,
                                  gv1::Goal* answer) {
  closed.push_back(*request);
  return Move(request->name(), request->outcome(), request->reason(), answer);
}

grpc::Status FakeGoals::GetGoal(grpc::ServerContext*, const gv1::GetGoalRequest* request, gv1::Goal* answer) {
  if (grpc::Status status = Broken("GetGoal"); !status.ok()) return status;
  for (const gv1::Goal& goal : goals) {
    if (goal.name() == request->name()) *answer = goal;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeGoals::ListGoals(grpc::ServerContext*, const gv1::ListGoalsRequest* request,
                                  gv1::ListGoalsResponse* answer) {
  listed.push_back(*request);
  if (grpc::Status status = Broken("ListGoals"); !status.ok()) return status;
  for (const gv1::Goal& goal : goals) {
    if (Fits(*request, goal)) *answer->add_goals() = goal;
  }
  return grpc::Status::OK;
}

grpc::Status FakeGoals::UpdateGoal(grpc::ServerContext*, const gv1::UpdateGoalRequest* request,
                                   gv1::Goal* answer) {
  updated.push_back(*request);
  if (grpc::Status status = Broken("UpdateGoal"); !status.ok()) return status;
  for (const gv1::Goal& goal : goals) {
    if (goal.name() == request->goal().name()) *answer = goal;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeGoals::SetGoalPart(grpc::ServerContext*, const gv1::SetGoalPartRequest* request,
                                    gv1::GoalNode* answer) {
  parts.push_back(*request);
  if (grpc::Status status = Broken("SetGoalPart"); !status.ok()) return status;
  answer->set_name(request->part());
  if (!request->removed()) answer->set_parent(request->parent());
  answer->set_depth(request->removed() ? 0 : 1);
  answer->set_weight(request->removed() ? "1" : request->weight());
  answer->set_progress("0.25");
  return grpc::Status::OK;
}

grpc::Status FakeGoals::ListStatusChanges(grpc::ServerContext*, const gv1::ListStatusChangesRequest*,
                                          gv1::ListStatusChangesResponse* answer) {
  answer->mutable_status_changes()->Add(changes.begin(), changes.end());
  return grpc::Status::OK;
}

grpc::Status FakeGoals::AddKeyResult(grpc::ServerContext*, const gv1::AddKeyResultRequest* request,
                                     gv1::KeyResult* answer) {
  added.push_back(*request);
  *answer = request->key_result();
  answer->set_name(fmt::format("{}/keyResults/{}kkkkkk", request->parent(), kBefore));
  return grpc::Status::OK;
}

grpc::Status FakeGoals::UpdateKeyResult(grpc::ServerContext*, const gv1::UpdateKeyResultRequest* request,
                                        gv1::KeyResult* answer) {
  updated_key_results.push_back(*request);
  for (const gv1::Goal& goal : goals) {
    for (const gv1::KeyResult& one : goal.key_results()) {
      if (one.name() == request->key_result().name()) *answer = one;
    }
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeGoals::RemoveKeyResult(grpc::ServerContext*, const gv1::RemoveKeyResultRequest* request,
                                        gv1::Goal* answer) {
  removed.push_back(request->name());
  for (const gv1::Goal& goal : goals) {
    if (request->name().starts_with(goal.name() + "/")) *answer = goal;
  }
  return answer->name().empty() ? ToGrpc(NotFound()) : grpc::Status::OK;
}

grpc::Status FakeGoals::RecordCheckIn(grpc::ServerContext*, const gv1::RecordCheckInRequest* request,
                                      gv1::CheckIn* answer) {
  recorded.push_back(*request);
  if (grpc::Status status = Broken("RecordCheckIn"); !status.ok()) return status;
  if (grpc::Status status = Broken(request->check_in().value()); !status.ok()) return status;
  *answer = request->check_in();
  answer->set_creator("people/maria");
  if (!answer->has_time()) *answer->mutable_time() = ToTimestamp(FakeSuite::Now().now);
  if (request->validate_only()) return grpc::Status::OK;
  answer->set_name(fmt::format("{}/checkIns/{}cccc{:02}", request->parent(), kBefore, recorded.size()));
  for (gv1::CheckIn& one : check_ins) {
    if (!answer->supersedes().empty() && one.name() == answer->supersedes())
      one.set_superseded_by(answer->name());
  }
  check_ins.insert(check_ins.begin(), *answer);
  std::ranges::stable_sort(check_ins, std::ranges::greater(),
                           [](const gv1::CheckIn& one) { return FromTimestamp(one.time()); });
  return grpc::Status::OK;
}

grpc::Status FakeGoals::ListCheckIns(grpc::ServerContext*, const gv1::ListCheckInsRequest* request,
                                     gv1::ListCheckInsResponse* answer) {
  if (grpc::Status status = Broken("ListCheckIns"); !status.ok()) return status;
  std::vector<gv1::CheckIn> found;
  for (const gv1::CheckIn& one : check_ins) {
    const bool of_goal = one.name().starts_with(request->parent() + "/");
    const bool of_key_result = request->key_result().empty() || request->key_result() == one.key_result();
    if (of_goal && of_key_result) found.push_back(one);
  }
  answer->set_next_page_token(
      PageOf(found, *request, [&](const gv1::CheckIn& one) { *answer->add_check_ins() = one; }));
  return grpc::Status::OK;
}

grpc::Status FakeGoals::AddGoalComment(grpc::ServerContext*, const gv1::AddGoalCommentRequest* request,
                                       gv1::GoalComment* answer) {
  *answer = request->comment();
  answer->set_name(fmt::format("{}/comments/{}", request->parent(), comments.size() + 1));
  answer->set_creator("people/maria");
  *answer->mutable_create_time() = ToTimestamp(FakeSuite::Now().now);
  comments.push_back(*answer);
  return grpc::Status::OK;
}

grpc::Status FakeGoals::ListGoalComments(grpc::ServerContext*, const gv1::ListGoalCommentsRequest*,
                                         gv1::ListGoalCommentsResponse* answer) {
  answer->mutable_comments()->Add(comments.begin(), comments.end());
  return grpc::Status::OK;
}

grpc::Status FakeGoals::GetGoalTree(grpc::ServerContext*, const gv1::GetGoalTreeRequest* request,
                                    gv1::GetGoalTreeResponse* answer) {
  trees.push_back(*request);
  std::vector<gv1::GoalNode> found;
  for (const gv1::GoalNode& node : nodes) {
    if (node.depth() <= request->max_depth()) found.push_back(node);
  }
  answer->set_next_page_token(
      PageOf(found, *request, [&](const gv1::GoalNode& node) { *answer->add_nodes() = node; }));
  return grpc::Status::OK;
}

grpc::Status FakeGoals::GetGoalSummary(grpc::ServerContext*, const gv1::GetGoalSummaryRequest* request,
                                       gv1::GoalSummary* answer) {
  summaries.push_back(*request);
  *answer = summary;
  return grpc::Status::OK;
}

grpc::Status FakeGoals::ListMetrics(grpc::ServerContext*, const gv1::ListMetricsRequest*,
                                    gv1::ListMetricsResponse* answer) {
  answer->mutable_metrics()->Add(metrics.begin(), metrics.end());
  return grpc::Status::OK;
}

}  // namespace laurel::cli::testing

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/page.h"
#include "common/api/ulid.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/goals/goal/rules.h"
#include "services/goals/goal/viewer.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"
#include "services/goals/tree/handlers.h"
#include "services/goals/tree/progress_of.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::tree {
namespace {

using View = common::v1::View;

constexpr int kDepthUnset = 2;

// Where a page goes on: the ids below the goal that was asked for, down to the last one of the page before.
// They are the way from that goal, which may itself have moved meanwhile.
absl::StatusOr<std::vector<std::string>> WayOf(const api::Cursor& cursor) {
  if (cursor.empty()) return std::vector<std::string>();
  RETURN_IF_ERROR(api::CheckCursor(cursor, 1));
  std::vector<std::string> way = IdsOf(cursor.front());
  if (way.size() > static_cast<std::size_t>(kMostDepth)) return api::ForeignCursor();
  for (const std::string& id : way) {
    if (!api::IsUlid(id)) return api::ForeignCursor();
  }
  return way;
}

// What the caller has of a goal in the tree: `weighs` one that they do not read and that is a part of one
// that they may change (docs/adr/0021).
struct Sight {
  std::optional<View> view = std::nullopt;
  bool weighs = false;
};

// A page of the tree, in the making.
class Page {
 public:
  Page(Env& env, const rpc::Call& call, const v1::GetGoalTreeRequest& request, int size)
      : env_(env),
        call_(call),
        request_(request),
        size_(static_cast<std::size_t>(size)),
        viewer_(env, call) {}

  // `way`: WayOf; nullopt on the first page.
  absl::StatusOr<v1::GetGoalTreeResponse> Read(sql::Connection& connection,
                                               const std::optional<std::vector<std::string>>& way) {
    ASSIGN_OR_RETURN(const std::string after, Begin(connection, way));
    const int steps = request_.max_depth() == 0 ? kDepthUnset : request_.max_depth();
    const int limit = static_cast<int>(size_ - shown_.size()) + 1;
    ASSIGN_OR_RETURN(std::vector<goal::Stored> rows,
                     ReadBelow(connection, top_.path, after, DepthOf(top_.path) + steps, limit));
    const bool all_read = rows.size() < static_cast<std::size_t>(limit);
    std::size_t taken = 0;
    while (taken < rows.size() && shown_.size() < size_) RETURN_IF_ERROR(Take(rows[taken++]));
    RETURN_IF_ERROR(FillProgress(env_, connection, shown_));
    v1::GetGoalTreeResponse response;
    for (std::size_t i = 0; i < shown_.size(); ++i) *response.add_nodes() = NodeOf(shown_[i], sights_[i]);
    if (taken < rows.size() || !all_read) {
      response.set_next_page_token(
          api::MakePageToken(call_.caller.id, request_, {last_.substr(top_.path.size())}));
    }
    return response;
  }

 private:
  // The goal that was asked for, and whether the caller reads all on the way; behind which path it goes on.
  absl::StatusOr<std::string> Begin(sql::Connection& connection,
                                    const std::optional<std::vector<std::string>>& way) {
    const std::string id(IdOf(request_.name()));
    std::vector<std::string> ids = way.value_or(std::vector<std::string>());
    ids.push_back(id);
    ASSIGN_OR_RETURN(const std::vector<goal::Stored> found, ReadThese(connection, ids));
    for (const goal::Stored& one : found) {
      if (IdOf(one.goal.name()) == id) top_ = one;
    }
    if (top_.path.empty()) return NotFound();
    ASSIGN_OR_RETURN(const std::optional<View> view, ViewOf(top_.goal));
    if (!view.has_value()) return NotFound();
    last_ = top_.path;
    if (!way.has_value()) {
      Show(top_, {.view = view});
      return last_;
    }
    for (const std::string& step : *way) last_ += step;
    for (const goal::Stored& one : found) {
      if (IsWithin(last_, one.path) && IsWithin(one.path, top_.path)) above_[DepthOf(one.path)] = one.goal;
    }
    return Behind(found);
  }

  // Behind `last_`, or behind all that stands below a goal above it that the caller does not read.
  absl::StatusOr<std::string> Behind(const std::vector<goal::Stored>& found) {
    std::string behind = last_;
    std::size_t shortest = last_.size() + 1;
    for (const goal::Stored& one : found) {
      if (!IsWithin(last_, one.path) || one.path.size() <= top_.path.size()) continue;
      ASSIGN_OR_RETURN(const std::optional<View> view, ViewOf(one.goal));
      if (view.has_value() || one.path.size() >= shortest) continue;
      shortest = one.path.size();
      behind = EndOf(one.path);
    }
    return behind;
  }

  // nullopt: nothing. The organisation's status, when it is too old to tell.
  absl::StatusOr<std::optional<View>> ViewOf(const v1::Goal& goal) {
    const std::optional<View> view = viewer_.ViewOf(goal);
    if (!view.has_value() && !viewer_.organization().ok()) return viewer_.organization().status();
    return view;
  }

  absl::Status Take(const goal::Stored& row) {
    last_ = row.path;
    if (!unread_.empty() && IsWithin(row.path, unread_)) return absl::OkStatus();
    ASSIGN_OR_RETURN(const std::optional<View> view, ViewOf(row.goal));
    if (!view.has_value()) unread_ = row.path;
    if (view.has_value()) {
      Show(row, {.view = view});
    } else if (progress::Counts(row.goal.lifecycle())) {
      Show(row, {.weighs = viewer_.MayWrite(above_[DepthOf(row.path) - 1])});
    }
    return absl::OkStatus();
  }

  void Show(const goal::Stored& stored, Sight sight) {
    shown_.push_back(stored);
    sights_.push_back(sight);
    if (sight.view.has_value()) above_[DepthOf(stored.path)] = stored.goal;
  }

  v1::GoalNode NodeOf(const goal::Stored& stored, const Sight& sight) const {
    v1::GoalNode node;
    node.set_depth(DepthOf(stored.path) - DepthOf(top_.path));
    node.set_parent(stored.goal.parent());
    node.set_weight(stored.goal.weight());
    node.set_progress(stored.goal.progress());
    if (sight.view.has_value() || sight.weighs) node.set_name(stored.goal.name());
    if (!sight.view.has_value()) return node;
    const v1::Goal shaped = goal::Shaped(stored.goal, *sight.view, call_.now);
    node.set_title(shaped.title());
    *node.mutable_owners() = shaped.owners();
    node.set_level(shaped.level());
    node.set_lifecycle(shaped.lifecycle());
    node.set_health(shaped.health());
    node.set_own_progress(shaped.own_progress());
    return node;
  }

  Env& env_;
  const rpc::Call& call_;
  const v1::GetGoalTreeRequest& request_;
  const std::size_t size_;
  goal::Viewer viewer_;
  goal::Stored top_;
  std::vector<goal::Stored> shown_;
  std::vector<Sight> sights_;      // of each that is shown
  std::map<int, v1::Goal> above_;  // by depth: those that are read, on the way to what comes next
  std::string last_;               // the path of the last row that was looked at
  std::string unread_;             // and of the last one that the caller does not read
};

}  // namespace

absl::StatusOr<v1::GetGoalTreeResponse> GetGoalTree(Env& env, rpc::Call& call,
                                                    const v1::GetGoalTreeRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  std::optional<std::vector<std::string>> way;
  if (!page.after.empty()) {
    ASSIGN_OR_RETURN(way, WayOf(page.after));
  }
  return env.db.Read<v1::GetGoalTreeResponse>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::GetGoalTreeResponse> {
        return Page(env, call, request, page.size).Read(connection, way);
      });
}

}  // namespace laurel::goals::tree

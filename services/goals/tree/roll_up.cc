#include "services/goals/tree/roll_up.h"

#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/status/macros.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::tree {
namespace {

using progress::Part;

bool Same(const Part& one, const Part& other) {
  return one.weight == other.weight && one.weight * one.units == other.weight * other.units;
}

Part PartOf(const v1::Goal& goal, std::int64_t units) {
  return progress::PartOf(goal.weight(), goal.lifecycle(), units);
}

Part PartOf(const goal::Stored& stored) { return PartOf(stored.goal, stored.units); }

// The goals above one or two, as they become.
class Above {
 public:
  // Those above the goals with these paths.
  absl::Status Read(sql::Connection& connection, std::initializer_list<std::string_view> paths) {
    std::vector<std::string> ids;
    for (const std::string_view path : paths) {
      const std::vector<std::string> way = IdsOf(path);
      ids.insert(ids.end(), way.begin(), way.end() - 1);
    }
    if (ids.empty()) return absl::OkStatus();
    ASSIGN_OR_RETURN(std::vector<goal::Stored> goals, ReadThese(connection, ids));
    for (goal::Stored& one : goals) {
      std::string id(IdOf(one.goal.name()));
      entries_.emplace(std::move(id), Entry{.before = PartsOf(one), .now = std::move(one)});
    }
    return absl::OkStatus();
  }

  // The goal with this path was `before` in the one above it and is `after`.
  void Replace(std::string_view path, Part before, Part after) {
    const std::vector<std::string> ids = IdsOf(path);
    for (auto id = ids.rbegin() + 1; id != ids.rend() && !Same(before, after); ++id) {
      goal::Stored& goal = entries_.at(*id).now;
      const Part was = PartOf(goal);
      progress::Replace(before, after, goal.sums);
      goal.units = progress::UnitsOf(goal.sums);
      before = was;
      after = PartOf(goal);
    }
  }

  void Write(sql::Changes& changes) const {
    std::vector<goal::Stored> changed;
    for (const auto& [id, entry] : entries_) {
      if (entry.before != PartsOf(entry.now)) changed.push_back(entry.now);
    }
    WriteParts(changes, changed);
  }

 private:
  using Parts = std::pair<mpz_class, mpz_class>;
  static Parts PartsOf(const goal::Stored& goal) { return {goal.sums.parts_weight, goal.sums.parts_sum}; }
  struct Entry {
    Parts before;
    goal::Stored now;
  };
  std::map<std::string, Entry> entries_;
};

// It stands at `path`, and counted `before` there.
absl::Status ReplaceAbove(sql::Connection& connection, sql::Changes& changes, std::string_view path,
                          const Part& before, const Part& after) {
  if (Same(before, after)) return absl::OkStatus();
  Above above;
  RETURN_IF_ERROR(above.Read(connection, {path}));
  above.Replace(path, before, after);
  above.Write(changes);
  return absl::OkStatus();
}

}  // namespace

absl::Status Join(sql::Connection& connection, sql::Changes& changes, const goal::Stored& made) {
  return ReplaceAbove(connection, changes, made.path, {}, PartOf(made));
}

absl::Status RollUp(sql::Connection& connection, sql::Changes& changes, const goal::Stored& before,
                    const v1::Goal& after) {
  return ReplaceAbove(connection, changes, before.path, PartOf(before), PartOf(after, before.units));
}

absl::StatusOr<progress::Sums> RollUpMeasured(sql::Connection& connection, sql::Changes& changes,
                                              const goal::Stored& before, v1::Goal& after) {
  progress::Sums sums = before.sums;
  progress::SetOwn(after, sums);
  RETURN_IF_ERROR(
      ReplaceAbove(connection, changes, before.path, PartOf(before), PartOf(after, progress::UnitsOf(sums))));
  return sums;
}

absl::Status Reparent(sql::Connection& connection, sql::Changes& changes, const goal::Stored& before,
                      v1::Goal& after, const goal::Stored* to) {
  const std::string path = PathBelow(to == nullptr ? "" : to->path, IdOf(after.name()));
  after.set_depth(DepthOf(path));
  if (path != before.path) Move(changes, before.path, path);
  const Part was = PartOf(before), is = PartOf(after, before.units);
  if (Same(was, {}) && Same(is, {})) return absl::OkStatus();
  Above above;
  RETURN_IF_ERROR(above.Read(connection, {before.path, path}));
  above.Replace(before.path, was, {});
  above.Replace(path, {}, is);
  above.Write(changes);
  return absl::OkStatus();
}

}  // namespace laurel::goals::tree

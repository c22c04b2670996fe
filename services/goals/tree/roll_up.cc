#include "services/goals/tree/roll_up.h"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/status/macros.h"
#include "services/goals/names.h"
#include "services/goals/progress/rules.h"
#include "services/goals/tree/progress_of.h"
#include "services/goals/tree/rules.h"
#include "services/goals/tree/store.h"

namespace laurel::goals::tree {
namespace {

using progress::Part;

bool Same(const Part& one, const Part& other) {
  return one.weight == other.weight && one.weight * one.units == other.weight * other.units;
}

bool Same(const progress::Sums& one, const progress::Sums& other) {
  return one.own_weight == other.own_weight && one.own_units == other.own_units &&
         one.parts_weight == other.parts_weight && one.parts_sum == other.parts_sum;
}

Part PartOf(const goal::Stored& stored) {
  if (stored.version == 0) return {};
  return progress::PartOf(stored.goal.weight(), stored.goal.lifecycle(), stored.units);
}

// The goals above one or two, as they become.
class Above {
 public:
  // Those above the goal with this path.
  absl::Status Read(sql::Connection& connection, std::string_view path) {
    ASSIGN_OR_RETURN(std::vector<Node> nodes, ReadAbove(connection, path));
    for (Node& node : nodes) {
      const std::string id = node.id;
      nodes_.emplace(id, Entry{.before = node, .now = std::move(node)});
    }
    return absl::OkStatus();
  }

  // The goal with this path was `before` in the one above it and is `after`.
  void Replace(std::string_view path, Part before, Part after) {
    const std::vector<std::string> ids = IdsOf(path);
    for (auto id = ids.rbegin() + 1; id != ids.rend() && !Same(before, after); ++id) {
      Node& node = nodes_.at(*id).now;
      const Part was = progress::PartOf(node.weight, node.lifecycle, node.units);
      progress::Replace(before, after, node.sums);
      node.units = progress::UnitsOf(node.sums);
      before = was;
      after = progress::PartOf(node.weight, node.lifecycle, node.units);
    }
  }

  void Write(sql::Changes& changes) const {
    for (const auto& [id, entry] : nodes_) {
      if (!Same(entry.before.sums, entry.now.sums)) WriteSums(changes, id, entry.now.sums, entry.now.units);
    }
  }

 private:
  struct Entry {
    Node before, now;
  };
  absl::flat_hash_map<std::string, Entry> nodes_;
};

// From all below it, with what its key results are in `after`: the database has those before.
absl::StatusOr<std::string> ExactProgressOf(sql::Connection& connection, std::string_view path,
                                            const v1::Goal& after) {
  ASSIGN_OR_RETURN(std::vector<progress::Node> nodes, ReadWhole(connection, path));
  const std::string id(IdOf(after.name()));
  for (progress::Node& node : nodes) {
    if (node.id == id) node.key_results = progress::SharesOf(after.key_results());
  }
  return progress::Rounded(progress::ExactOf(nodes, id));
}

}  // namespace

absl::Status RollUp(sql::Connection& connection, sql::Changes& changes, const goal::Stored& before,
                    v1::Goal& after) {
  progress::Sums sums = before.sums;
  progress::SetOwn(after.key_results(), sums);
  const std::int64_t units = progress::UnitsOf(sums);
  progress::SetOwnProgress(after);
  if (sums.parts_weight == 0) {
    after.set_progress(after.own_progress());
  } else if (const std::optional<std::string> rounded = progress::RoundedUnits(units)) {
    after.set_progress(*rounded);
  } else {
    ASSIGN_OR_RETURN(*after.mutable_progress(), ExactProgressOf(connection, before.path, after));
  }
  if (before.version != 0) {
    const std::string_view id = IdOf(after.name());
    if (!Same(before.sums, sums)) WriteSums(changes, id, sums, units);
    if (before.goal.own_progress() != after.own_progress())
      WriteOwnProgress(changes, id, after.own_progress());
  }
  const Part was = PartOf(before);
  const Part is = progress::PartOf(after.weight(), after.lifecycle(), units);
  if (Same(was, is)) return absl::OkStatus();
  Above above;
  RETURN_IF_ERROR(above.Read(connection, before.path));
  above.Replace(before.path, was, is);
  above.Write(changes);
  return absl::OkStatus();
}

absl::Status Reparent(sql::Connection& connection, sql::Changes& changes, const goal::Stored& before,
                      v1::Goal& after, const goal::Stored* to) {
  goal::Stored here = before;
  RETURN_IF_ERROR(FillProgress(connection, std::span(&here, 1)).status());
  after.set_progress(here.goal.progress());
  const std::string path = PathBelow(to == nullptr ? "" : to->path, IdOf(after.name()));
  after.set_depth(DepthOf(path));
  if (path != before.path) Move(changes, before.path, path);
  Above above;
  RETURN_IF_ERROR(above.Read(connection, before.path));
  RETURN_IF_ERROR(above.Read(connection, path));
  above.Replace(before.path, PartOf(before), {});
  above.Replace(path, {}, progress::PartOf(after.weight(), after.lifecycle(), before.units));
  above.Write(changes);
  return absl::OkStatus();
}

}  // namespace laurel::goals::tree

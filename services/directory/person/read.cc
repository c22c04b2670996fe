#include "services/directory/person/read.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "common/status/macros.h"

namespace laurel::directory::person {
namespace {

using People = std::vector<v1::Person>;

// Up to so many ids go into the statement; more are looked for while reading in the order of names.
constexpr std::size_t kIdsInStatement = 1'024;
constexpr std::int64_t kScanRows = 1'000;

}  // namespace

absl::StatusOr<People> ReadInOrder(Env& env, const rpc::Call& call, const Viewer& viewer,
                                   const std::vector<std::string>& ids) {
  ASSIGN_OR_RETURN(People found, env.db.Read<People>(call.deadline, [&](sql::Connection& connection) {
    return FindAll(connection, ids);
  }));
  absl::flat_hash_map<std::string, std::size_t> position;
  for (std::size_t i = 0; i < found.size(); ++i) position.emplace(std::string(api::IdOf(found[i].name())), i);
  People people;
  for (const std::string& id : ids) {
    if (const auto it = position.find(id); it != position.end()) people.push_back(found[it->second]);
  }
  RETURN_IF_ERROR(viewer.Show(people));
  return people;
}

absl::StatusOr<People> ReadPage(Env& env, const rpc::Call& call, const Viewer& viewer,
                                const api::PageRequest& page, Selection selection) {
  People people;
  std::optional<std::vector<std::string>>& among = selection.among;
  if (among.has_value() && among->empty()) return people;
  absl::flat_hash_set<std::string> wanted;
  if (among.has_value() && among->size() > kIdsInStatement) {
    wanted.insert(among->begin(), among->end());
  } else {
    selection.filter.ids = std::move(among);
  }
  const auto chosen = [&](const std::string& id) {
    return (wanted.empty() || wanted.contains(id)) && (!selection.keep || selection.keep(id));
  };

  const std::size_t size = static_cast<std::size_t>(page.size);
  api::Cursor after = page.after;
  std::int64_t limit = wanted.empty() ? page.size + 1 : kScanRows;
  for (bool more = true; more && people.size() <= size; limit = kScanRows) {
    ASSIGN_OR_RETURN(People rows, env.db.Read<People>(call.deadline, [&](sql::Connection& connection) {
      return List(connection, selection.filter, after, limit);
    }));
    more = static_cast<std::int64_t>(rows.size()) == limit;
    if (!rows.empty()) after = CursorOf(rows.back());
    for (v1::Person& row : rows) {
      if (chosen(std::string(api::IdOf(row.name())))) people.push_back(std::move(row));
      if (people.size() > size) break;
    }
  }
  RETURN_IF_ERROR(viewer.Show(people));
  return people;
}

}  // namespace laurel::directory::person

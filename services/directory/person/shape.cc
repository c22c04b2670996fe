#include "services/directory/person/shape.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "common/org/access.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "services/directory/person/rules.h"

namespace laurel::directory::person {
namespace {

// Up to so many ids go into the statement; more are looked for while reading in the order of names.
constexpr std::size_t kIdsInStatement = 1'024;
constexpr std::int64_t kScanRows = 1'000;

std::string IdOf(const v1::Person& person) {
  return std::string(api::ResourcePattern::LastId(person.name()));
}

bool NeedsRelations(const rpc::Call& call) {
  return !call.caller.name.empty() && !call.caller.IsHrAdmin() && !call.caller.IsAuditor();
}

}  // namespace

absl::Status Shape(const Env& env, const rpc::Call& call, std::vector<v1::Person>& people) {
  const std::shared_ptr<const org::Organization> organization = env.organization.Current();
  for (v1::Person& person : people) {
    FillFromOrganization(*organization, call.now, person);
    org::Relations relations;
    if (NeedsRelations(call)) {
      ASSIGN_OR_RETURN(relations,
                       org::RelationsNow(env.organization, call.caller.id, IdOf(person), call.now));
    }
    if (!SeesDates(call.caller, relations)) WithholdDates(person);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<v1::Person>> ReadInOrder(Env& env, rpc::Call& call,
                                                    const std::vector<std::string>& ids) {
  using People = std::vector<v1::Person>;
  ASSIGN_OR_RETURN(People found, env.db.Read<People>(call.deadline, [&](sql::Connection& connection) {
    return FindAll(connection, ids);
  }));
  absl::flat_hash_map<std::string, std::size_t> position;
  for (std::size_t i = 0; i < found.size(); ++i) position.emplace(IdOf(found[i]), i);
  People people;
  for (const std::string& id : ids) {
    if (const auto it = position.find(id); it != position.end()) people.push_back(found[it->second]);
  }
  RETURN_IF_ERROR(Shape(env, call, people));
  return people;
}

absl::StatusOr<Page> ReadPage(Env& env, rpc::Call& call, const api::PageRequest& page, Filter filter,
                              const std::optional<std::vector<std::string>>& among,
                              const std::function<bool(const std::string&)>& keep) {
  Page result;
  if (among.has_value() && among->empty()) return result;
  absl::flat_hash_set<std::string> wanted;
  if (among.has_value() && among->size() <= kIdsInStatement) filter.ids = among;
  if (among.has_value() && among->size() > kIdsInStatement) wanted.insert(among->begin(), among->end());

  const std::size_t size = static_cast<std::size_t>(page.size);
  api::Cursor after = page.after;
  std::int64_t limit = wanted.empty() ? page.size + 1 : kScanRows;
  for (bool more = true; more && result.people.size() <= size; limit = kScanRows) {
    using People = std::vector<v1::Person>;
    ASSIGN_OR_RETURN(People rows, env.db.Read<People>(call.deadline, [&](sql::Connection& connection) {
      return List(connection, filter, after, limit);
    }));
    more = static_cast<std::int64_t>(rows.size()) == limit;
    if (!rows.empty()) after = {rows.back().display_name(), IdOf(rows.back())};
    for (v1::Person& row : rows) {
      const std::string id = IdOf(row);
      if ((wanted.empty() || wanted.contains(id)) && keep(id)) result.people.push_back(std::move(row));
      if (result.people.size() > size) break;
    }
  }
  RETURN_IF_ERROR(Shape(env, call, result.people));
  const std::size_t fitting = api::RowsThatFit(result.people, page.size);
  if (fitting < result.people.size()) {
    const v1::Person& last = result.people[fitting - 1];
    result.next = {last.display_name(), IdOf(last)};
    result.people.resize(fitting);
  }
  return result;
}

absl::StatusOr<std::string> RequirePerson(const Env& env, const rpc::Call& call, std::string_view name) {
  std::string id(api::ResourcePattern::LastId(name));
  if (env.organization.Current()->Knows(id)) return id;
  const absl::Duration wait = std::min(org::kUnknownPersonWait, call.deadline - call.now);
  const auto newest = env.organization.WaitUntil(
      absl::Now() + wait, [&id](const org::Organization& organization) { return organization.Knows(id); });
  if (!newest->Knows(id)) return NotFound();
  return id;
}

}  // namespace laurel::directory::person

#include "services/recognition/reading/range_store.h"

#include <string>
#include <string_view>
#include <utility>

#include "common/sql/in_list.h"
#include "fmt/format.h"

namespace laurel::recognition::reading {
namespace {

// A table with one of its keys, and the columns that are equalities at its beginning.
struct Source {
  std::string_view table;
  std::string_view key;
  std::string_view id;  // the column
  std::vector<std::pair<std::string_view, std::string>> equal;
};

// Of people and teams.
Source SourceOfPeople(const Branch& branch) {
  Source source{"recognition", branch.sender.empty() ? "by_shown" : "by_sender", "id", {}};
  if (!branch.team.empty() && !branch.recipient.empty()) {
    source = {"recognition_team_recipient",
              branch.sender.empty() ? "by_team_person" : "by_team_pair",
              "recognition",
              {{"team", branch.team}, {"person", branch.recipient}}};
  } else if (!branch.team.empty()) {
    source = {"recognition_team",
              branch.sender.empty() ? "by_team" : "by_team_sender",
              "recognition",
              {{"team", branch.team}}};
  } else if (!branch.recipient.empty()) {
    source = {"recognition_recipient",
              branch.sender.empty() ? "by_person" : "by_pair",
              "recognition",
              {{"person", branch.recipient}}};
  }
  if (!branch.sender.empty()) source.equal.emplace_back("sender", branch.sender);
  return source;
}

Source SourceOf(const Branch& branch) {
  if (!branch.value.empty()) return {"recognition", "by_value", "id", {{"value", branch.value}}};
  if (!branch.parent.empty()) return {"recognition", "by_parent", "id", {{"parent", branch.parent}}};
  return SourceOfPeople(branch);
}

// How many rows of the table beside it belong to this recognition. Counted, not EXISTS: that would be made a
// join, which may begin with all that the other person received.
std::string CountOf(std::string_view table, const Source& source, std::string_view condition) {
  return fmt::format("(SELECT COUNT(*) FROM {} j WHERE j.recognition = {}.{} AND j.{})", table, source.table,
                     source.id, condition);
}

void AddReaders(const Branch& branch, const Source& source, sql::Where& where) {
  std::string either;
  sql::Values values;
  if (!branch.received_by.empty()) {
    either = CountOf("recognition_recipient", source, "person = ?") + " > 0";
    values.emplace_back(branch.received_by);
  }
  if (!branch.teams.empty()) {
    if (!either.empty()) either += " OR ";
    either += CountOf("recognition_team", source, "team IN " + sql::InList(branch.teams, values)) + " > 0";
  }
  if (!either.empty()) where.And(fmt::format("({})", either), std::move(values));
}

sql::Range RangeOf(const Branch& branch, recognition::Shown shown, const Listing& listing) {
  const Source source = SourceOf(branch);
  sql::Range range{.table = fmt::format("{} FORCE INDEX ({})", source.table, source.key),
                   .id = std::string(source.id),
                   .where = sql::Where()};
  for (const auto& [column, value] : source.equal) range.where.And(fmt::format("{} = ?", column), {value});
  range.where.And("shown = ?", {std::int64_t{static_cast<int>(shown)}});
  if (!branch.parent.empty() && !branch.sender.empty()) range.where.And("sender = ?", {branch.sender});
  AddReaders(branch, source, range.where);
  if (!branch.without.empty()) {
    range.where.And("sender <> ?", {branch.without});
    range.where.And(CountOf("recognition_recipient", source, "person = ?") + " = 0", {branch.without});
  }
  range.where.AndWithin("order_time", range.id, listing.within);
  return range;
}

}  // namespace

std::vector<sql::Range> RangesOf(const Listing& listing) {
  std::vector<sql::Range> ranges;
  for (const Branch& branch : listing.branches) {
    for (const recognition::Shown shown : branch.shown) ranges.push_back(RangeOf(branch, shown, listing));
  }
  return ranges;
}

}  // namespace laurel::recognition::reading

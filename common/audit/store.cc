#include "common/audit/store.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "absl/strings/str_split.h"
#include "common/api/ulid.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"

namespace laurel::audit {
namespace {

// Above every id.
constexpr std::string_view kEnd = "~";

struct Filter {
  std::string_view column;
  const std::string& value;
};

// Ids keep the millisecond, so the range of ids begins with that of `start` and ends with the last one that
// holds a time before `end`.
std::string FirstId(const Listing& listing) {
  return api::SmallestUlidOf(listing.start.value_or(absl::InfinitePast()));
}

std::string EndId(const Listing& listing) {
  std::string end(kEnd);
  if (listing.end.has_value()) {
    const absl::Duration up = absl::Ceil(*listing.end - absl::UnixEpoch(), absl::Milliseconds(1));
    end = api::SmallestUlidOf(absl::UnixEpoch() + up);
  }
  return listing.before.empty() ? end : std::min(end, listing.before);
}

v1::AuditRecord Read(const sql::Row& row) {
  v1::AuditRecord record;
  record.set_id(std::string(row.Text(0)));
  *record.mutable_time() = ToTimestamp(row.Time(1));
  record.set_actor(std::string(row.Text(2)));
  record.set_method(std::string(row.Text(3)));
  record.set_request_id(std::string(row.Text(4)));
  record.set_resource(std::string(row.Text(5)));
  record.set_subject(std::string(row.Text(6)));
  if (const std::string fields(row.Text(7)); !fields.empty()) {
    for (const auto field : absl::StrSplit(fields, ',')) record.add_fields(field.data(), field.size());
  }
  record.set_earlier_hash(std::string(row.Text(8)));
  return record;
}

}  // namespace

Statement StatementOf(const Listing& listing) {
  // The filter that leaves least comes first; its index is the one to read.
  const std::array filters{Filter{"resource", listing.resource}, Filter{"subject", listing.subject},
                           Filter{"actor", listing.actor}, Filter{"method", listing.method}};
  std::string index = "PRIMARY";
  sql::Where where;
  for (const auto& [column, value] : filters) {
    if (value.empty()) continue;
    if (where.values().empty()) index = fmt::format("audit_record_{}", column);
    where.And(fmt::format("{} = ?", column), {value});
  }
  where.And("id >= ? AND id < ?", {FirstId(listing), EndId(listing)});
  // What is left of the first and last millisecond.
  if (listing.start.has_value()) where.And("created >= ?", {*listing.start});
  if (listing.end.has_value()) where.And("created < ?", {*listing.end});
  std::string sql = fmt::format(
      "SELECT id, created, actor, method, request_id, resource, subject, fields, earlier_hash "
      "FROM audit_record FORCE INDEX ({}){} ORDER BY id DESC LIMIT ?",
      index, where.sql());
  where.values().emplace_back(std::int64_t{listing.limit});
  return {std::move(sql), std::move(where.values())};
}

absl::StatusOr<std::vector<v1::AuditRecord>> List(sql::Connection& connection, const Listing& listing) {
  const Statement statement = StatementOf(listing);
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement.sql, statement.values));
  std::vector<v1::AuditRecord> records;
  records.reserve(rows.size());
  for (const sql::Row& row : rows) records.push_back(Read(row));
  return records;
}

}  // namespace laurel::audit

#include "services/recognition/company_value/store.h"

#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/recognition/names.h"

namespace laurel::recognition::company_value {
namespace {

using sql::Column;

const sql::Record& ValueRecord() {
  static const auto& record =
      *new sql::Record("company_value", v1::CompanyValue::descriptor(),
                       {Column::Name({"id"}, kValuePattern), Column::Version(), Column::Field("create_time"),
                        Column::Field("update_time"), Column::Reference("creator", org::kPersonPattern),
                        Column::Field("title"), Column::Field("hashtag"), Column::Field("active")});
  return record;
}

}  // namespace

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id, sql::Lock lock) {
  return sql::FindVersioned<Stored>(connection, ValueRecord(), {id}, lock);
}

absl::StatusOr<bool> IsTaken(sql::Connection& connection, std::string_view hashtag, std::string_view except) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT 1 FROM company_value WHERE hashtag = ? AND id <> ?",
                                    {std::string(hashtag), std::string(except)}));
  return !rows.empty();
}

absl::StatusOr<std::vector<v1::CompanyValue>> List(
    sql::Connection& connection, const std::optional<std::pair<std::string, std::string>>& after, int limit) {
  sql::Where where;
  if (after.has_value()) where.AndAfter({"title", "id"}, {after->first, after->second}, /*descending=*/false);
  where.values().emplace_back(std::int64_t{limit});
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT {} FROM company_value FORCE INDEX (by_title){} "
                                                "ORDER BY title, id LIMIT ?",
                                                ValueRecord().SelectList(), where.sql()),
                                    where.values()));
  return ValueRecord().ReadAll<v1::CompanyValue>(rows);
}

void Insert(sql::Changes& changes, const v1::CompanyValue& value) { changes.Insert(ValueRecord(), value); }

void Update(sql::Changes& changes, const Stored& before, const v1::CompanyValue& after,
            const std::vector<std::string>& fields) {
  sql::UpdateVersioned(changes, ValueRecord(), after, before.version, fields);
}

}  // namespace laurel::recognition::company_value

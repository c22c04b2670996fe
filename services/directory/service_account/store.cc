#include "services/directory/service_account/store.h"

#include "common/api/text.h"
#include "common/org/organization.h"
#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "services/directory/sql_values.h"

namespace laurel::directory::service_account {
namespace {

const sql::Record& AccountRecord() {
  using C = sql::Column;
  static const sql::Record* const record =
      new sql::Record("service_account", v1::ServiceAccount::descriptor(),
                      {C::Name({"id"}, kPattern), C::Version(), C::Field("subject"), C::Field("display_name"),
                       C::Field("role"), C::Field("disabled"), C::Reference("creator", org::kPersonPattern),
                       C::Field("create_time"), C::Field("update_time")});
  return *record;
}

}  // namespace

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id) {
  return sql::FindVersioned<Stored>(connection, AccountRecord(), {id}, sql::Lock::kNone);
}

absl::StatusOr<bool> IsSubjectTaken(sql::Connection& connection, const std::string& subject) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT 1 FROM service_account WHERE subject = ?", {subject}));
  return !rows.empty();
}

absl::StatusOr<std::vector<v1::ServiceAccount>> List(sql::Connection& connection, bool show_disabled,
                                                     const api::Cursor& after, std::int64_t limit) {
  sql::Where where;
  if (!after.empty()) {
    if (after.size() != 1 || !api::IsVisibleAscii(after.front())) return api::ForeignCursor();
    where.AndAfter({"subject"}, {after.front()}, /*descending=*/false);
  }
  if (!show_disabled) where.And("disabled = 0");
  where.values().emplace_back(limit);
  const std::string statement = fmt::format("SELECT {} FROM service_account{} ORDER BY subject LIMIT ?",
                                            AccountRecord().SelectList(), where.sql());
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(statement, where.values()));
  return AccountRecord().ReadAll<v1::ServiceAccount>(rows);
}

api::Cursor CursorOf(const v1::ServiceAccount& account) { return {account.subject()}; }

void Insert(sql::Changes& changes, const v1::ServiceAccount& account) {
  changes.Insert(AccountRecord(), account);
}

void Disable(sql::Changes& changes, const Stored& before, absl::Time now, const std::string& disabler,
             const std::string& reason) {
  changes.Update(
      "UPDATE service_account SET disabled = 1, update_time = ?, disabler = ?, disable_reason = ?, "
      "version = version + 1 WHERE id = ? AND version = ?",
      {now, disabler, NullIfEmpty(reason), std::string(api::IdOf(before.account.name())), before.version});
}

}  // namespace laurel::directory::service_account

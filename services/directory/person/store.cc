#include "services/directory/person/store.h"

#include <utility>

#include "common/api/text.h"
#include "common/org/organization.h"
#include "common/sql/record.h"
#include "common/sql/versioned.h"
#include "common/sql/where.h"
#include "common/status/macros.h"

namespace laurel::directory::person {
namespace {

const sql::Record& PersonRecord() {
  using C = sql::Column;
  static const sql::Record* const record =
      new sql::Record("person", v1::Person::descriptor(),
                      {C::Name({"id"}, org::kPersonPattern), C::Version(), C::NullIfEmpty("employee_number"),
                       C::Field("email"), C::Field("display_name"), C::Field("title"), C::Field("location"),
                       C::Field("time_zone"), C::Field("locale"), C::Field("hire_date"),
                       C::Reference("creator", org::kPersonPattern), C::Field("create_time"),
                       C::Field("update_time"), C::Extra("email_key")});
  return *record;
}

std::string Select(std::string_view rest) {
  return "SELECT " + PersonRecord().SelectList() + " FROM person" + std::string(rest);
}

std::string SelectStored(std::string_view rest) {
  return "SELECT version, " + PersonRecord().SelectList() + " FROM person" + std::string(rest);
}

Stored ReadStored(const sql::Row& row) {
  Stored stored;
  stored.version = row.Int(0);
  PersonRecord().Read(row, stored.person, 1);
  return stored;
}

// Text that LIKE takes literally, with '!' as the escape character.
std::string LikeLiteral(std::string_view text) {
  std::string literal;
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') literal.push_back('!');
    literal.push_back(c);
  }
  return literal;
}

}  // namespace

absl::StatusOr<std::vector<v1::Person>> FindAll(sql::Connection& connection,
                                                const std::vector<std::string>& ids) {
  if (ids.empty()) return std::vector<v1::Person>();
  sql::Where where;
  where.AndIn("id", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(Select(where.sql()), where.values()));
  return PersonRecord().ReadAll<v1::Person>(rows);
}

// The inner statement reads nothing but the index person_search (docs/adr/0013).
absl::StatusOr<std::vector<v1::Person>> List(sql::Connection& connection, const Filter& filter,
                                             const api::Cursor& after, std::int64_t limit) {
  RETURN_IF_ERROR(api::CheckCursor(after, 2));
  sql::Where where;
  if (!after.empty()) where.AndAfter({"display_name", "id"}, {after[0], after[1]}, /*descending=*/false);
  if (!filter.query.empty()) {
    const std::string text = LikeLiteral(filter.query);
    where.And(
        "(display_name LIKE ? ESCAPE '!' OR display_name LIKE ? ESCAPE '!'"
        " OR display_name LIKE ? ESCAPE '!' OR email_key LIKE ? ESCAPE '!')",
        {text + "%", "% " + text + "%", "%-" + text + "%", api::LowerAscii(text) + "%"});
  }
  if (filter.state != v1::PERSON_STATE_UNSPECIFIED) {
    where.And(
        "EXISTS (SELECT 1 FROM person_status s WHERE s.person = person.id AND s.state = ? AND "
        "s.start_date <= ?)",
        {static_cast<std::int64_t>(filter.state), filter.latest_day});
  }
  if (filter.ids.has_value()) where.AndIn("id", *filter.ids);
  const std::string sql = "SELECT " + PersonRecord().SelectList("p") + " FROM (SELECT id FROM person" +
                          where.sql() +
                          " ORDER BY display_name, id LIMIT ?) found JOIN person p ON p.id = found.id"
                          " ORDER BY p.display_name, p.id";
  where.values().emplace_back(limit);
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(sql, where.values()));
  return PersonRecord().ReadAll<v1::Person>(rows);
}

api::Cursor CursorOf(const v1::Person& person) {
  return {person.display_name(), std::string(api::IdOf(person.name()))};
}

absl::StatusOr<std::vector<Stored>> ReadPart(sql::Connection& connection, const std::string& after_id,
                                             std::int64_t limit) {
  static const std::string* const sql = new std::string(SelectStored(" WHERE id > ? ORDER BY id LIMIT ?"));
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(*sql, {after_id, limit}));
  std::vector<Stored> part;
  part.reserve(rows.size());
  for (const sql::Row& row : rows) part.push_back(ReadStored(row));
  return part;
}

absl::StatusOr<std::optional<Stored>> FindStored(sql::Connection& connection, const std::string& id) {
  return sql::FindVersioned<Stored>(connection, PersonRecord(), {id}, sql::Lock::kNone);
}

absl::StatusOr<std::optional<Stored>> FindStoredByEmail(sql::Connection& connection,
                                                        const std::string& email) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(SelectStored(" WHERE email_key = ?"), {api::LowerAscii(email)}));
  return rows.empty() ? std::optional<Stored>() : std::optional<Stored>(ReadStored(rows[0]));
}

absl::StatusOr<std::string> FindNumberOwner(sql::Connection& connection, const std::string& employee_number,
                                            const std::string& other_than) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT id FROM person WHERE employee_number = ? AND id <> ?",
                                    {employee_number, other_than}));
  return rows.empty() ? "" : std::string(rows[0].Text(0));
}

absl::StatusOr<std::string> FindEmailOwner(sql::Connection& connection, const std::string& email,
                                           const std::string& other_than) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT id FROM person WHERE email_key = ? AND id <> ?",
                                    {api::LowerAscii(email), other_than}));
  return rows.empty() ? "" : std::string(rows[0].Text(0));
}

void Insert(sql::Changes& changes, const v1::Person& person) {
  changes.Insert(PersonRecord(), person, {api::LowerAscii(person.email())});
}

void Update(sql::Changes& changes, const Stored& before, const v1::Person& after,
            std::vector<std::string> fields) {
  sql::UpdateVersioned(changes, PersonRecord(), after, before.version, std::move(fields),
                       {"email_key = ?", {api::LowerAscii(after.email())}});
}

void Touch(sql::Changes& changes, const std::string& id, std::int64_t version, absl::Time now) {
  changes.Update("UPDATE person SET update_time = ?, version = version + 1 WHERE id = ? AND version = ?",
                 {now, id, version});
}

void TouchAll(sql::Changes& changes, const std::vector<std::string>& ids, absl::Time now) {
  if (ids.empty()) return;
  sql::Where where({now});
  where.AndIn("id", ids);
  changes.Update("UPDATE person SET update_time = ?, version = version + 1" + where.sql(),
                 std::move(where.values()), static_cast<int>(ids.size()));
}

}  // namespace laurel::directory::person

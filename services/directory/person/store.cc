#include "services/directory/person/store.h"

#include "common/api/text.h"
#include "common/org/organization.h"
#include "common/sql/record.h"
#include "common/status/macros.h"
#include "services/directory/sql_values.h"

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
  return "SELECT " + PersonRecord().SelectList() + " FROM person " + std::string(rest);
}

std::string SelectStored(std::string_view rest) {
  return "SELECT version, " + PersonRecord().SelectList() + " FROM person " + std::string(rest);
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

absl::StatusOr<std::optional<v1::Person>> Find(sql::Connection& connection, const std::string& id) {
  static const std::string* const sql = new std::string(Select("WHERE id = ?"));
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(*sql, {id}));
  if (rows.empty()) return std::optional<v1::Person>();
  v1::Person person;
  PersonRecord().Read(rows[0], person);
  return std::optional<v1::Person>(std::move(person));
}

absl::StatusOr<std::vector<v1::Person>> FindAll(sql::Connection& connection,
                                                const std::vector<std::string>& ids) {
  if (ids.empty()) return std::vector<v1::Person>();
  sql::Values values;
  AppendIds(ids, values);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(Select("WHERE id IN (" + Placeholders(ids.size()) + ")"), values));
  return PersonRecord().ReadAll<v1::Person>(rows);
}

absl::StatusOr<std::vector<v1::Person>> List(sql::Connection& connection, const Filter& filter,
                                             const api::Cursor& after, std::int64_t limit) {
  std::string where = "WHERE TRUE";
  sql::Values values;
  if (after.size() == 2) {
    where += " AND display_name >= ? AND (display_name > ? OR id > ?)";
    values.insert(values.end(), {after[0], after[0], after[1]});
  }
  if (!filter.query.empty()) {
    const std::string text = LikeLiteral(filter.query);
    where +=
        " AND (display_name LIKE ? ESCAPE '!' OR display_name LIKE ? ESCAPE '!'"
        " OR display_name LIKE ? ESCAPE '!' OR email_key LIKE ? ESCAPE '!')";
    values.insert(values.end(),
                  {text + "%", "% " + text + "%", "%-" + text + "%", api::LowerAscii(text) + "%"});
  }
  if (filter.state != v1::PERSON_STATE_UNSPECIFIED) {
    where +=
        " AND EXISTS (SELECT 1 FROM person_status s WHERE s.person = person.id AND s.state = ? AND "
        "s.start_date <= ?)";
    values.insert(values.end(), {static_cast<std::int64_t>(filter.state), filter.latest_day});
  }
  if (filter.ids.has_value()) {
    where += " AND id IN (" + Placeholders(filter.ids->size()) + ")";
    AppendIds(*filter.ids, values);
  }
  values.emplace_back(limit);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(Select(where + " ORDER BY display_name, id LIMIT ?"), values));
  return PersonRecord().ReadAll<v1::Person>(rows);
}

absl::StatusOr<std::vector<Stored>> ReadPart(sql::Connection& connection, const std::string& after_id,
                                             std::int64_t limit) {
  static const std::string* const sql = new std::string(SelectStored("WHERE id > ? ORDER BY id LIMIT ?"));
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(*sql, {after_id, limit}));
  std::vector<Stored> part;
  part.reserve(rows.size());
  for (const sql::Row& row : rows) part.push_back(ReadStored(row));
  return part;
}

absl::StatusOr<std::optional<Stored>> FindStored(sql::Connection& connection, const std::string& id) {
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(SelectStored("WHERE id = ?"), {id}));
  return rows.empty() ? std::optional<Stored>() : std::optional<Stored>(ReadStored(rows[0]));
}

absl::StatusOr<std::optional<Stored>> FindStoredByEmail(sql::Connection& connection,
                                                        const std::string& email) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(SelectStored("WHERE email_key = ?"), {api::LowerAscii(email)}));
  return rows.empty() ? std::optional<Stored>() : std::optional<Stored>(ReadStored(rows[0]));
}

void Insert(const v1::Person& person, sql::Changes& changes) {
  changes.Insert(PersonRecord(), person, {api::LowerAscii(person.email())});
}

void Update(const v1::Person& person, std::int64_t version, sql::Changes& changes) {
  sql::Record::Assignments set =
      PersonRecord().ToAssignments(person, {"employee_number", "email", "display_name", "title", "location",
                                            "time_zone", "locale", "hire_date", "update_time"});
  set.values.insert(set.values.end(), {api::LowerAscii(person.email()),
                                       std::string(api::ResourcePattern::LastId(person.name())), version});
  changes.Update(
      "UPDATE person SET " + set.sql + ", email_key = ?, version = version + 1 WHERE id = ? AND version = ?",
      std::move(set.values));
}

void Touch(const std::string& id, std::int64_t version, absl::Time now, sql::Changes& changes) {
  changes.Update("UPDATE person SET update_time = ?, version = version + 1 WHERE id = ? AND version = ?",
                 {now, id, version});
}

}  // namespace laurel::directory::person

#include "services/recognition/ledger/store.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/api/ulid.h"
#include "common/sql/in_list.h"
#include "common/sql/record.h"
#include "common/sql/where.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "fmt/format.h"
#include "services/recognition/names.h"

namespace laurel::recognition::ledger {
namespace {

using sql::Column;

// More names in one list are more than one statement should hold.
constexpr std::size_t kMostNames = 256;

const sql::Record& TransactionRecord() {
  static const auto& record = *new sql::Record(
      "ledger_transaction", v1::LedgerTransaction::descriptor(),
      {Column::Name({"id"}, kLedgerTransactionPattern), Column::Field("create_time"),
       Column::Reference("creator", org::kPersonPattern), Column::Field("kind"), Column::Field("period"),
       Column::Reference("recognition", kRecognitionPattern), Column::Field("reason")});
  return record;
}

// Of all transactions of the process: those of one moment are listed in the order in which they were posted.
std::string NextId(absl::Time now) {
  static auto& ids = *new api::UlidSequence;
  return ids.Next(now);
}

std::set<std::string> PeopleOf(const Transaction& transaction) {
  std::set<std::string> people(transaction.also_of.begin(), transaction.also_of.end());
  for (const Entry& entry : transaction.entries) {
    if (const std::string_view person = PersonOf(entry.account); !person.empty()) people.emplace(person);
  }
  return people;
}

void InsertRows(sql::Changes& changes, const Transaction& transaction, std::string_view creator,
                absl::Time now) {
  const std::string id = NextId(now);
  v1::LedgerTransaction row;
  row.set_name(kLedgerTransactionPattern.Format({id}));
  *row.mutable_create_time() = ToTimestamp(now);
  if (!creator.empty()) row.set_creator(org::kPersonPattern.Format({creator}));
  row.set_kind(transaction.kind);
  row.set_period(transaction.period);
  if (!transaction.recognition.empty())
    row.set_recognition(kRecognitionPattern.Format({transaction.recognition}));
  row.set_reason(transaction.reason);
  changes.Insert(TransactionRecord(), row);
  for (const Entry& entry : transaction.entries) {
    changes.Insert("ledger_entry", {"transaction", "account", "delta"}, {id, entry.account, entry.delta});
  }
  for (const std::string& person : PeopleOf(transaction)) {
    changes.Insert("ledger_person", {"person", "transaction", "kind", "period"},
                   {person, id, std::int64_t{transaction.kind}, transaction.period});
  }
}

// A debit finds its row, and enough on it, or the whole transaction is decided again.
void MoveBalance(sql::Changes& changes, const Entry& entry) {
  if (entry.delta < 0) {
    changes.Update("UPDATE ledger_account SET balance = balance - ? WHERE account = ? AND balance >= ?",
                   {-entry.delta, entry.account, -entry.delta});
  } else {
    changes.Update(
        "INSERT INTO ledger_account (account, balance) VALUES (?, ?) "
        "ON DUPLICATE KEY UPDATE balance = balance + ?",
        {entry.account, entry.delta, entry.delta}, -1);
  }
}

absl::Status ReadBalances(sql::Connection& connection, const std::vector<std::string>& accounts,
                          std::map<std::string, std::int64_t, std::less<>>& balances) {
  for (std::size_t from = 0; from < accounts.size(); from += kMostNames) {
    const auto begin = accounts.begin() + static_cast<std::ptrdiff_t>(from);
    const std::size_t count = std::min(kMostNames, accounts.size() - from);
    sql::Values values;
    const std::string list = sql::InList({begin, begin + static_cast<std::ptrdiff_t>(count)}, values);
    ASSIGN_OR_RETURN(
        const sql::Rows rows,
        connection.Query(fmt::format("SELECT account, balance FROM ledger_account WHERE account IN {}", list),
                         values));
    for (const sql::Row& row : rows) balances[std::string(row.Text(0))] = row.Int(1);
  }
  return absl::OkStatus();
}

// With all their entries, in the order of name.
absl::Status ReadEntries(sql::Connection& connection, std::vector<v1::LedgerTransaction>& transactions) {
  absl::flat_hash_map<std::string, v1::LedgerTransaction*> by_id;
  std::vector<std::string> ids;
  for (v1::LedgerTransaction& transaction : transactions) {
    ids.emplace_back(IdOf(transaction.name()));
    by_id.emplace(ids.back(), &transaction);
  }
  if (ids.empty()) return absl::OkStatus();
  sql::Where where;
  where.AndIn("transaction", ids);
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT transaction, account, delta FROM ledger_entry{} "
                                                "ORDER BY transaction, account",
                                                where.sql()),
                                    where.values()));
  for (const sql::Row& row : rows) {
    v1::LedgerEntry& entry = *by_id.at(std::string(row.Text(0)))->add_entries();
    entry.set_account(std::string(row.Text(1)));
    entry.set_delta(row.Int(2));
    const std::string_view person = PersonOf(row.Text(1));
    if (!person.empty()) entry.set_person(org::kPersonPattern.Format({person}));
  }
  return absl::OkStatus();
}

// Each list of a person's is one range of the index that begins with what it asks for.
std::string_view IndexFor(const Listing& listing) {
  if (listing.kind != 0) return listing.period.empty() ? "by_kind" : "by_kind_period";
  return listing.period.empty() ? "PRIMARY" : "by_period";
}

// The page itself, by the ids in one range.
std::string SelectFor(const Listing& listing, sql::Where& where) {
  const std::string columns = TransactionRecord().SelectList("t");
  if (listing.person.empty()) {
    where.And("t.recognition = ?", {listing.recognition});
    if (!listing.after.empty()) where.And("t.id < ?", {listing.after});
    return fmt::format(
        "SELECT {} FROM ledger_transaction t FORCE INDEX (by_recognition){} ORDER BY t.id DESC LIMIT ?",
        columns, where.sql());
  }
  where.And("p.person = ?", {listing.person});
  if (listing.kind != 0) where.And("p.kind = ?", {std::int64_t{listing.kind}});
  if (!listing.period.empty()) where.And("p.period = ?", {listing.period});
  if (!listing.after.empty()) where.And("p.transaction < ?", {listing.after});
  return fmt::format(
      "SELECT {} FROM ledger_person p FORCE INDEX ({}) STRAIGHT_JOIN ledger_transaction t "
      "ON t.id = p.transaction{} ORDER BY p.transaction DESC LIMIT ?",
      columns, IndexFor(listing), where.sql());
}

}  // namespace

void Insert(sql::Changes& changes, const Transaction& transaction, std::string_view creator, absl::Time now) {
  Check(transaction);
  InsertRows(changes, transaction, creator, now);
  std::vector<Entry> entries = transaction.entries;
  // `issued` keeps no balance: everything would queue on it.
  std::erase_if(entries, [](const Entry& entry) { return entry.account == kIssued; });
  std::ranges::sort(entries, {}, [](const Entry& entry) {
    return std::pair(entry.delta > 0, std::string_view(entry.account));
  });
  for (const Entry& entry : entries) MoveBalance(changes, entry);
}

const sql::GuardRows kAccounts = {
    .insert = "INSERT IGNORE INTO ledger_account (account, balance) VALUES (?, 0)",
    .lock = "SELECT account FROM ledger_account WHERE account = ? FOR UPDATE"};

absl::StatusOr<std::int64_t> BalanceOf(sql::Connection& connection, std::string_view account,
                                       sql::Lock lock) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query(fmt::format("SELECT balance FROM ledger_account WHERE account = ?{}",
                                                sql::ClauseOf(lock)),
                                    {std::string(account)}));
  return rows.empty() ? 0 : rows.front().Int(0);
}

absl::StatusOr<std::vector<std::int64_t>> BalancesOf(sql::Connection& connection,
                                                     const std::vector<std::string>& accounts,
                                                     sql::Lock lock) {
  std::map<std::string, std::int64_t, std::less<>> balances;
  if (lock != sql::Lock::kNone) {
    for (const std::string& account : std::set<std::string>(accounts.begin(), accounts.end())) {
      ASSIGN_OR_RETURN(balances[account], BalanceOf(connection, account, lock));
    }
  } else {
    RETURN_IF_ERROR(ReadBalances(connection, accounts, balances));
  }
  std::vector<std::int64_t> in_order;
  for (const std::string& account : accounts) in_order.push_back(balances[account]);
  return in_order;
}

absl::StatusOr<std::vector<Entry>> PaymentOf(sql::Connection& connection, std::string_view recognition) {
  ASSIGN_OR_RETURN(const sql::Rows rows,
                   connection.Query("SELECT e.account, e.delta FROM ledger_transaction t "
                                    "STRAIGHT_JOIN ledger_entry e ON e.transaction = t.id "
                                    "WHERE t.recognition = ? AND t.kind IN (?, ?)",
                                    {std::string(recognition), std::int64_t{v1::LEDGER_KIND_GIVE},
                                     std::int64_t{v1::LEDGER_KIND_HOLD}}));
  std::vector<Entry> entries;
  for (const sql::Row& row : rows) entries.push_back({std::string(row.Text(0)), row.Int(1)});
  return entries;
}

absl::StatusOr<std::vector<v1::LedgerTransaction>> List(sql::Connection& connection, const Listing& listing) {
  sql::Where where;
  const std::string select = SelectFor(listing, where);
  where.values().emplace_back(std::int64_t{listing.limit});
  ASSIGN_OR_RETURN(const sql::Rows rows, connection.Query(select, where.values()));
  auto transactions = TransactionRecord().ReadAll<v1::LedgerTransaction>(rows);
  RETURN_IF_ERROR(ReadEntries(connection, transactions));
  return transactions;
}

}  // namespace laurel::recognition::ledger

#include "tests/load/recognition_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <stdexcept>
#include <vector>

#include "absl/time/clock.h"
#include "common/api/ulid.h"
#include "common/sql/write/insert_rows.h"
#include "common/status/macros.h"
#include "fmt/format.h"
#include "laurel/recognition/v1/ledger.pb.h"
#include "laurel/recognition/v1/recognition.pb.h"

namespace laurel::load {
namespace {

namespace v1 = recognition::v1;

constexpr int kPeople = 1000;
constexpr int kValues = 6;
constexpr int kRowsATransaction = 4'000;
constexpr absl::Duration kSpan = absl::Hours(24 * 365 * 3);

struct Gift {
  std::string id, sender, value;
  std::set<std::string> recipients;
  absl::Time time;
  std::int64_t points;
  int visibility, state;

  // The column of the schema.
  std::int64_t shown() const { return state == v1::RECOGNITION_STATE_PUBLISHED ? visibility : 4; }
  std::string period() const { return absl::FormatTime("%Y-%m", time, absl::UTCTimeZone()); }
};

// Makes them one after the other, oldest first.
class Generator {
 public:
  // `of`: so many fill the span.
  Generator(const HeavyUsers& heavy, int of) : heavy_(heavy), of_(of), start_(absl::Now() - kSpan) {
    std::vector<double> weights;
    for (int i = 0; i < kPeople; ++i) {
      people_.push_back(api::SmallestUlidOf(absl::FromUnixMillis(1'000'000'000 + i)));
      teams_.push_back(api::SmallestUlidOf(absl::FromUnixMillis(2'000'000'000 + i / 10)));
      weights.push_back(1 / std::pow(i + 1, 0.8));
    }
    for (int i = 0; i < kValues; ++i) {
      values_.push_back(api::SmallestUlidOf(absl::FromUnixMillis(3'000'000'000 + i)));
    }
    skewed_ = std::discrete_distribution<std::size_t>(weights.begin(), weights.end());
  }

  Gift Next() {
    Gift gift;
    gift.time = start_ + kSpan * made_++ / of_;
    gift.id = api::NewUlid(gift.time);
    gift.sender = Percent() < 5 ? heavy_.sender : Somebody();
    const int kind = Percent();
    const std::size_t count = kind < 80 ? 1 : kind < 95 ? 2 : 5;
    if (Percent() < 10) gift.recipients.insert(heavy_.receiver);
    while (gift.recipients.size() < count) {
      std::string person = Somebody();
      if (person != gift.sender) gift.recipients.insert(std::move(person));
    }
    const int value = Percent();
    if (value < 80)
      gift.value = value < 20 ? heavy_.value : values_[static_cast<std::size_t>(value % kValues)];
    const int visibility = Percent();
    gift.visibility = visibility < 70   ? v1::RECOGNITION_VISIBILITY_PUBLIC
                      : visibility < 90 ? v1::RECOGNITION_VISIBILITY_TEAM
                                        : v1::RECOGNITION_VISIBILITY_PRIVATE;
    const bool hidden = Percent() < 3;
    gift.state = hidden ? v1::RECOGNITION_STATE_HIDDEN : v1::RECOGNITION_STATE_PUBLISHED;
    gift.points = 5 * (Percent() % 4);
    return gift;
  }

  std::set<std::string> TeamsOf(const Gift& gift) const {
    std::set<std::string> teams;
    for (const std::string& person : gift.recipients) {
      teams.insert(person == heavy_.receiver ? heavy_.team
                                             : teams_[std::hash<std::string>()(person) % teams_.size()]);
    }
    return teams;
  }

 private:
  int Percent() { return static_cast<int>(random_() % 100); }
  const std::string& Somebody() { return people_[skewed_(random_)]; }

  const HeavyUsers heavy_;
  const int of_;
  const absl::Time start_;
  int made_ = 0;
  std::mt19937 random_{7};
  std::vector<std::string> people_, teams_, values_;
  std::discrete_distribution<std::size_t> skewed_;
};

std::string NamesOf(const char* collection, const std::set<std::string>& ids) {
  std::string names;
  for (const std::string& id : ids)
    names += fmt::format("{}\"{}/{}\"", names.empty() ? "" : ", ", collection, id);
  return "[" + names + "]";
}

// Rows of one table, as they gather.
struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<sql::Values> rows = {};
};

class Tables {
 public:
  void Add(const Gift& gift, const std::set<std::string>& teams) {
    const sql::Value value = gift.value.empty() ? sql::Value(nullptr) : sql::Value(gift.value);
    recognitions_.rows.push_back(
        {gift.id, std::int64_t{1}, gift.time, gift.time, gift.sender, NamesOf("people", gift.recipients),
         "Stayed two hours to calm a customer who had called four times, and found the mistake.", value,
         gift.points, std::int64_t{gift.visibility}, std::int64_t{gift.state}, gift.time, "", gift.time,
         NamesOf("teams", teams)});
    for (const std::string& person : gift.recipients) {
      recipients_.rows.push_back(
          {gift.id, person, gift.sender, gift.shown(), gift.time, gift.period(), gift.points});
    }
    for (const std::string& team : teams) {
      teams_.rows.push_back({gift.id, team, gift.sender, gift.shown(), gift.time});
      if (gift.visibility != v1::RECOGNITION_VISIBILITY_TEAM) continue;
      for (const std::string& person : gift.recipients) {
        team_recipients_.rows.push_back({gift.id, team, person, gift.sender, gift.shown(), gift.time});
      }
    }
    if (gift.points > 0) Pay(gift);
  }

  // What was given needs to have been granted. Call it once, at the end.
  void Grant() {
    for (const auto& [month, points] : given_) {
      const auto& [person, period] = month;
      const std::string account = fmt::format("giving/{}/{}", person, period);
      Post(absl::Now(), {}, v1::LEDGER_KIND_GRANT, period, {}, {{"issued", -points}, {account, points}});
      // What is there of somebody who can still give stays.
      accounts_.rows.push_back({account, std::int64_t{0}});
    }
    for (const auto& [person, points] : earned_) {
      accounts_.rows.push_back({"earned/" + person, points});
    }
  }

  absl::Status Insert(sql::Connection& connection) const {
    for (const Table* table :
         {&recognitions_, &recipients_, &teams_, &team_recipients_, &transactions_, &entries_, &people_}) {
      RETURN_IF_ERROR(sql::InsertRows(connection, table->name, table->columns, table->rows));
    }
    for (const sql::Values& row : accounts_.rows) {
      RETURN_IF_ERROR(connection
                          .Execute("INSERT INTO ledger_account (account, balance) VALUES (?, ?) "
                                   "ON DUPLICATE KEY UPDATE balance = balance + VALUES(balance)",
                                   row)
                          .status());
    }
    return absl::OkStatus();
  }
  void Clear() {
    for (Table* table : {&recognitions_, &recipients_, &teams_, &team_recipients_, &transactions_, &entries_,
                         &people_, &accounts_}) {
      table->rows.clear();
    }
  }

 private:
  using Entries = std::vector<std::pair<std::string, std::int64_t>>;

  void Pay(const Gift& gift) {
    const auto total = gift.points * static_cast<std::int64_t>(gift.recipients.size());
    const std::string period = gift.period();
    Entries entries{{fmt::format("giving/{}/{}", gift.sender, period), -total}};
    for (const std::string& person : gift.recipients) {
      entries.emplace_back("earned/" + person, gift.points);
      earned_[person] += gift.points;
    }
    given_[{gift.sender, period}] += total;
    Post(gift.time, gift.sender, v1::LEDGER_KIND_GIVE, period, gift.id, entries);
  }

  void Post(absl::Time time, const std::string& creator, int kind, const std::string& period,
            const std::string& recognition, const Entries& entries) {
    const std::string id = api::NewUlid(time);
    const auto or_null = [](const std::string& text) {
      return text.empty() ? sql::Value(nullptr) : sql::Value(text);
    };
    transactions_.rows.push_back(
        {id, time, or_null(creator), std::int64_t{kind}, period, or_null(recognition), ""});
    for (const auto& [account, delta] : entries) {
      entries_.rows.push_back({id, account, delta});
      // "earned/{person}", "giving/{person}/{period}".
      if (account == "issued") continue;
      const std::string person = account.substr(account.find('/') + 1, 26);
      people_.rows.push_back({person, id, std::int64_t{kind}, period});
    }
  }

  std::map<std::pair<std::string, std::string>, std::int64_t> given_;  // by person and month
  std::map<std::string, std::int64_t> earned_;
  Table recognitions_{
      "recognition",
      {"id", "version", "create_time", "update_time", "sender", "recipients", "message", "value",
       "points_each", "visibility", "state", "state_time", "state_reason", "publish_time", "audience_teams"}};
  Table recipients_{"recognition_recipient",
                    {"recognition", "person", "sender", "shown", "order_time", "period", "cap_points"}};
  Table teams_{"recognition_team", {"recognition", "team", "sender", "shown", "order_time"}};
  Table team_recipients_{"recognition_team_recipient",
                         {"recognition", "team", "person", "sender", "shown", "order_time"}};
  Table transactions_{"ledger_transaction",
                      {"id", "create_time", "creator", "kind", "period", "recognition", "reason"}};
  Table entries_{"ledger_entry", {"transaction", "account", "delta"}};
  Table people_{"ledger_person", {"person", "transaction", "kind", "period"}};
  Table accounts_{"ledger_account", {"account", "balance"}};
};

void Insert(sql::Database& database, const Tables& tables) {
  const absl::Status status = database.Transact(
      absl::Now() + absl::Minutes(5), [&](sql::Connection& connection) { return tables.Insert(connection); });
  if (!status.ok()) throw std::runtime_error("INSERT: " + status.ToString());
}

}  // namespace

void InsertRecognitions(sql::Database& database, const HeavyUsers& heavy, int recognitions) {
  Generator generator(heavy, recognitions);
  Tables tables;
  for (int from = 0; from < recognitions; from += kRowsATransaction) {
    for (int i = from; i < std::min(recognitions, from + kRowsATransaction); ++i) {
      const Gift gift = generator.Next();
      tables.Add(gift, generator.TeamsOf(gift));
    }
    Insert(database, tables);
    tables.Clear();
  }
  tables.Grant();
  Insert(database, tables);
}

}  // namespace laurel::load

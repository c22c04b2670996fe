#include "services/recognition/allowance/sweep.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/random/random.h"
#include "common/org/access.h"
#include "common/sql/always_readable.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "google/protobuf/empty.pb.h"
#include "services/recognition/allowance/rules.h"
#include "services/recognition/allowance/store.h"
#include "services/recognition/allowance/wallet.h"
#include "services/recognition/ledger/store.h"
#include "services/recognition/names.h"
#include "services/recognition/program/store.h"

namespace laurel::recognition::allowance {
namespace {

using People = std::vector<std::string>;
using google::protobuf::Empty;

// So many ids are read at once: of most organisations all.
constexpr int kPage = 10'000;
// So many people are granted in one transaction: whoever gives meanwhile waits for that many, not for all.
constexpr std::size_t kBatch = 50;
constexpr absl::Duration kDeadline = absl::Seconds(20);

// Looks at everybody, in memory: the database is asked for ids alone.
class Search {
 public:
  Search(const org::Organization& organization, absl::Time now) : organization_(organization), now_(now) {}

  // Ids of those who are due something, sorted.
  absl::StatusOr<People> Run(sql::Connection& connection) && {
    ASSIGN_OR_RETURN(const program::Stored stored, program::Find(connection, sql::Lock::kNone));
    const std::string current = PeriodAt(stored.program, now_).name;
    ASSIGN_OR_RETURN(const std::vector<std::string> months, FindGrantedMonths(connection));
    for (const std::string& month : months) RETURN_IF_ERROR(LookAt(connection, month, month >= current));
    RETURN_IF_ERROR(AddLeavers(connection));
    AddMissing(FindTimeZone(stored.program.time_zone()).value_or(absl::UTCTimeZone()));
    std::ranges::sort(people_);
    // A grant between two of these statements shows in both.
    people_.erase(std::unique(people_.begin(), people_.end()), people_.end());
    return std::move(people_);
  }

 private:
  // Whose last grant is for this month. Of one that is over those who are here are missing in the current one
  // anyway.
  absl::Status LookAt(sql::Connection& connection, std::string_view month, bool is_current) {
    People page(kPage);
    for (std::string after; page.size() == kPage; after = page.empty() ? "" : page.back()) {
      ASSIGN_OR_RETURN(page, FindGranted(connection, month, after, kPage));
      for (const std::string& person : page) {
        if (is_current) granted_.insert(person);
        if (!organization_.HasLeft(person, now_)) continue;
        if (is_current) {
          left_.emplace_back(person, month);
        } else {
          people_.push_back(person);
        }
      }
    }
    return absl::OkStatus();
  }

  // Those who have left since they were granted something, and had not given it all.
  absl::Status AddLeavers(sql::Connection& connection) {
    std::vector<std::string> accounts;
    for (const auto& [person, month] : left_) accounts.push_back(ledger::Giving(person, month));
    ASSIGN_OR_RETURN(const std::vector<std::int64_t> balances,
                     ledger::BalancesOf(connection, accounts, sql::Lock::kNone));
    for (std::size_t i = 0; i < left_.size(); ++i) {
      if (balances[i] > 0) people_.push_back(left_[i].first);
    }
    return absl::OkStatus();
  }

  void AddMissing(absl::TimeZone zone) {
    for (std::string& person : organization_.PeopleOn(absl::ToCivilDay(now_, zone))) {
      if (granted_.contains(person) || organization_.HasLeft(person, now_)) continue;
      if (HasBegun(organization_, person, now_)) people_.push_back(std::move(person));
    }
  }

  const org::Organization& organization_;
  const absl::Time now_;
  absl::flat_hash_set<std::string> granted_;               // for this month, or a later one
  std::vector<std::pair<std::string, std::string>> left_;  // of them, each with that month
  People people_;
};

absl::StatusOr<Empty> PostAll(const Env& env, sql::Connection& connection, sql::Changes& changes,
                              const People& people, absl::Time now) {
  ASSIGN_OR_RETURN(const program::Stored stored, program::Find(connection, sql::Lock::kNone));
  ASSIGN_OR_RETURN(const std::vector<Wallet> wallets,
                   LockWallets(env, connection, stored.program, people, now));
  for (const Wallet& wallet : wallets) PostDue(env, changes, wallet, now);
  return Empty();
}

// In one transaction. Another replica may have been faster with any of them: the wallets say so.
absl::Status Settle(const Env& env, const People& people, absl::Time now) {
  sql::WriteContext context;
  context.now = now;
  context.deadline = env.db.clock().Now() + kDeadline;
  context.actor = kOwnActor;
  const auto write = [&] {
    return env.db.Write<Empty>(
        context,
        [&](sql::Connection& connection, sql::Changes& changes) {
          return PostAll(env, connection, changes, people, now);
        },
        sql::kAlwaysReadable);
  };
  return sql::WithGuards<Empty>(env.db, context.deadline, kGivers, people, write).status();
}

// Replicas that sweep at once begin at different places, and so does a sweep after one that failed: neither
// do they wait for each other all the way, nor does one batch that cannot be written keep the rest waiting.
void BeginAnywhere(People& people) {
  if (people.empty()) return;
  absl::BitGen random;
  std::ranges::rotate(people, people.begin() + absl::Uniform<std::ptrdiff_t>(random, 0, std::ssize(people)));
}

}  // namespace

absl::Status Sweep(Env& env, absl::Time now, const std::stop_token& stop) {
  ASSIGN_OR_RETURN(const auto organization, org::FreshOrganization(env.organization, now));
  ASSIGN_OR_RETURN(People people,
                   env.db.Read<People>(env.db.clock().Now() + kDeadline, [&](sql::Connection& connection) {
                     return Search(*organization, now).Run(connection);
                   }));
  BeginAnywhere(people);
  for (std::size_t from = 0; from < people.size() && !stop.stop_requested(); from += kBatch) {
    const auto begin = people.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = begin + static_cast<std::ptrdiff_t>(std::min(kBatch, people.size() - from));
    RETURN_IF_ERROR(Settle(env, People(begin, end), now));
  }
  return absl::OkStatus();
}

}  // namespace laurel::recognition::allowance

#include "services/recognition/ledger/rules.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

#include "fmt/format.h"

namespace laurel::recognition::ledger {
namespace {

constexpr std::string_view kGiving = "giving/";
constexpr std::string_view kBoost = "boost/";
constexpr std::string_view kEarned = "earned/";

void Add(std::vector<Entry>& entries, std::string account, std::int64_t delta) {
  if (delta != 0) entries.push_back({std::move(account), delta});
}

void TakeFrom(std::vector<Entry>& entries, const Gift& gift, const Source& source) {
  Add(entries, Giving(gift.sender, gift.period), -source.giving);
  Add(entries, Boost(gift.sender), -source.boost);
}

void PayRecipients(std::vector<Entry>& entries, const Gift& gift) {
  for (const std::string& recipient : gift.recipients) Add(entries, Earned(recipient), gift.each);
}

// `issued`: what goes to that account besides.
void GiveBack(std::vector<Entry>& entries, const Gift& gift, const Source& source, bool giving_is_over,
              std::int64_t issued) {
  if (giving_is_over) {
    issued += source.giving;
  } else {
    Add(entries, Giving(gift.sender, gift.period), source.giving);
  }
  Add(entries, std::string(kIssued), issued);
  Add(entries, Boost(gift.sender), source.boost);
}

Transaction Of(v1::LedgerKind kind, const Gift& gift, std::string_view period) {
  return {.kind = kind, .period = std::string(period), .recognition = gift.recognition};
}

// Points that come from or go back to where all points come from.
Transaction WithIssued(v1::LedgerKind kind, std::string_view period, std::string account, std::int64_t points,
                       std::string_view reason) {
  Transaction transaction{.kind = kind, .period = std::string(period), .reason = std::string(reason)};
  Add(transaction.entries, std::string(kIssued), -points);
  Add(transaction.entries, std::move(account), points);
  return transaction;
}

}  // namespace

std::string Giving(std::string_view person, std::string_view period) {
  return fmt::format("{}{}/{}", kGiving, person, period);
}
std::string Boost(std::string_view person) { return fmt::format("{}{}", kBoost, person); }
std::string Earned(std::string_view person) { return fmt::format("{}{}", kEarned, person); }
std::string Held(std::string_view recognition) { return fmt::format("held/{}", recognition); }

std::string_view PersonOf(std::string_view account) {
  for (const std::string_view prefix : {kGiving, kBoost, kEarned}) {
    if (!account.starts_with(prefix)) continue;
    account.remove_prefix(prefix.size());
    return account.substr(0, account.find('/'));
  }
  return {};
}

Source Take(std::int64_t points, std::int64_t giving, std::int64_t boost) {
  const std::int64_t from_giving = std::min(points, std::max<std::int64_t>(giving, 0));
  return {.giving = from_giving, .boost = std::min(points - from_giving, std::max<std::int64_t>(boost, 0))};
}

Transaction Grant(std::string_view person, std::string_view period, std::int64_t points) {
  return WithIssued(v1::LEDGER_KIND_GRANT, period, Giving(person, period), points, "");
}

Transaction Expire(std::string_view person, std::string_view period, std::int64_t points) {
  return WithIssued(v1::LEDGER_KIND_EXPIRE, period, Giving(person, period), -points, "");
}

Transaction BoostOf(std::string_view person, std::string_view period, std::int64_t points,
                    std::string_view reason) {
  return WithIssued(v1::LEDGER_KIND_BOOST, period, Boost(person), points, reason);
}

Transaction Adjust(std::string_view person, std::string_view period, std::int64_t points,
                   std::string_view reason) {
  return WithIssued(v1::LEDGER_KIND_ADJUST, period, Earned(person), points, reason);
}

Transaction Give(const Gift& gift, const Source& source) {
  Transaction transaction = Of(v1::LEDGER_KIND_GIVE, gift, gift.period);
  TakeFrom(transaction.entries, gift, source);
  PayRecipients(transaction.entries, gift);
  return transaction;
}

Transaction Hold(const Gift& gift, const Source& source) {
  Transaction transaction = Of(v1::LEDGER_KIND_HOLD, gift, gift.period);
  TakeFrom(transaction.entries, gift, source);
  Add(transaction.entries, Held(gift.recognition), gift.total());
  transaction.also_of = {gift.sender};
  return transaction;
}

Transaction Release(const Gift& gift, std::string_view period) {
  Transaction transaction = Of(v1::LEDGER_KIND_RELEASE, gift, period);
  Add(transaction.entries, Held(gift.recognition), -gift.total());
  PayRecipients(transaction.entries, gift);
  transaction.also_of = {gift.sender};
  return transaction;
}

Transaction Reject(const Gift& gift, const Source& source, bool giving_is_over, std::string_view period) {
  Transaction transaction = Of(v1::LEDGER_KIND_REJECT, gift, period);
  Add(transaction.entries, Held(gift.recognition), -gift.total());
  GiveBack(transaction.entries, gift, source, giving_is_over, 0);
  transaction.also_of = {gift.sender};
  return transaction;
}

Transaction Reverse(const Gift& gift, const Source& source, const std::vector<std::int64_t>& earned,
                    bool giving_is_over, std::string_view period) {
  Transaction transaction = Of(v1::LEDGER_KIND_REVERSE, gift, period);
  std::int64_t spent = 0;
  for (std::size_t i = 0; i < gift.recipients.size(); ++i) {
    const std::int64_t there = std::clamp<std::int64_t>(earned.at(i), 0, gift.each);
    Add(transaction.entries, Earned(gift.recipients[i]), -there);
    spent += gift.each - there;
  }
  GiveBack(transaction.entries, gift, source, giving_is_over, -spent);
  transaction.also_of = {gift.sender};
  return transaction;
}

Source SourceOf(const std::vector<Entry>& entries) {
  Source source;
  for (const Entry& entry : entries) {
    if (entry.account.starts_with(kGiving)) source.giving -= entry.delta;
    if (entry.account.starts_with(kBoost)) source.boost -= entry.delta;
  }
  return source;
}

void Check(const Transaction& transaction) {
  std::int64_t sum = 0;
  std::set<std::string_view> accounts;
  for (const Entry& entry : transaction.entries) {
    sum += entry.delta;
    if (entry.delta == 0) throw std::logic_error("an entry moves nothing");
    if (!accounts.insert(entry.account).second) throw std::logic_error("an account has two entries");
  }
  if (accounts.empty()) throw std::logic_error("a transaction moves nothing");
  if (sum != 0) throw std::logic_error("the entries of a transaction do not sum to 0");
}

}  // namespace laurel::recognition::ledger

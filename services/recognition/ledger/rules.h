// Double entry: what each kind of transaction moves between which accounts ("Recognition" of the product).
// Pure functions; thread-safe. They build what is to be posted and cannot build what does not sum to 0.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "laurel/recognition/v1/ledger.pb.h"

namespace laurel::recognition::ledger {

// Names of accounts; arguments are ids without collection, periods "2026-11".
inline constexpr std::string_view kIssued = "issued";  // where points come from and go back to; below 0
std::string Giving(std::string_view person, std::string_view period);
std::string Boost(std::string_view person);
std::string Earned(std::string_view person);
std::string Held(std::string_view recognition);
// The person (id) whose account it is; empty for issued, held and whatever belongs to nobody.
std::string_view PersonOf(std::string_view account);

struct Entry {
  std::string account;
  std::int64_t delta = 0;
};

struct Transaction {
  v1::LedgerKind kind = v1::LEDGER_KIND_UNSPECIFIED;
  std::string period;            // "2026-11"
  std::string recognition = {};  // id, or empty
  std::string reason = {};
  std::vector<Entry> entries = {};  // no account twice, no delta of 0, sum 0
  // Whose history it stands in although none of their accounts may be in it (ids): of HOLD, RELEASE, REJECT
  // and REVERSE the sender.
  std::vector<std::string> also_of = {};
};

// What a payment takes from where: the allowance first, then the boost.
struct Source {
  std::int64_t giving = 0;
  std::int64_t boost = 0;
  std::int64_t total() const { return giving + boost; }
};
// `points` out of what is there; total() < points when that is too little.
Source Take(std::int64_t points, std::int64_t giving, std::int64_t boost);

// Of one recognition. Recipients are ids, each gets `each` (from 1 on).
struct Gift {
  std::string recognition;
  std::string sender;
  std::string period;
  std::vector<std::string> recipients;
  std::int64_t each = 0;
  std::int64_t total() const { return each * static_cast<std::int64_t>(recipients.size()); }
};

Transaction Grant(std::string_view person, std::string_view period, std::int64_t points);
Transaction Expire(std::string_view person, std::string_view period, std::int64_t points);
Transaction BoostOf(std::string_view person, std::string_view period, std::int64_t points,
                    std::string_view reason);
// points may be below 0.
Transaction Adjust(std::string_view person, std::string_view period, std::int64_t points,
                   std::string_view reason);
// source.total() is gift.total().
Transaction Give(const Gift& gift, const Source& source);
Transaction Hold(const Gift& gift, const Source& source);
// `period`: the month in which it is decided.
Transaction Release(const Gift& gift, std::string_view period);
// What came from giving goes back to it, or when `giving_is_over` (its month is, or its owner has left) to
// issued.
Transaction Reject(const Gift& gift, const Source& source, bool giving_is_over, std::string_view period);
// earned[i]: what recipient i has now. What is not there any more is issued anew. No entries at all when
// every point would go from issued to issued.
Transaction Reverse(const Gift& gift, const Source& source, const std::vector<std::int64_t>& earned,
                    bool giving_is_over, std::string_view period);

// What the entries of a GIVE or HOLD took from where.
Source SourceOf(const std::vector<Entry>& entries);

// std::logic_error unless it sums to 0, names no account twice and moves something.
void Check(const Transaction& transaction);

}  // namespace laurel::recognition::ledger

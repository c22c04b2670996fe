// What somebody may give and has earned, and how it came about. Pure functions.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/views/recognition_view.h"
#include "laurel/recognition/v1/ledger.pb.h"

namespace laurel::cli {

using Balance = recognition::v1::Balance;
using Posting = recognition::v1::LedgerTransaction;

// "45 of 100 points are left to give until Tue 1 Dec, and a boost of 20."
std::string AllowanceSentence(const Balance& balance, const Here& here);
Table BalanceDetails(const Balance& balance, const Here& here);

// "November" of "2026-11", with the year when it is another one; what is no month stays as it is.
std::string PeriodPhrase(const std::string& period, absl::CivilDay today);

// Whose history is told, to whom.
struct LedgerReader {
  std::string person;  // "people/…"; empty: nobody's in particular
  bool is_caller = false;
  const Names& names;
  const std::map<std::string, Recognition>& recognitions;  // by name, as far as they can be read
  const Here& here;
};

// All who are named in the history.
std::vector<std::string> PeopleOf(const std::vector<Posting>& postings);
// "Bruno Teixeira thanked you", "Your allowance for November".
std::string PostingSentence(const Posting& posting, const LedgerReader& reader);
// What was moved to or from accounts of that person.
struct Moved {
  std::int64_t to_give = 0;
  std::int64_t earned = 0;
};
Moved MovedFor(const Posting& posting, std::string_view person);

// For people: when, how much of that person's (of nobody in particular: in all), and the sentence.
Table LedgerTable(const std::vector<Posting>& postings, const LedgerReader& reader);
// For programs: a row an entry.
Table EntryTable(const std::vector<Posting>& postings, const LedgerReader& reader);

}  // namespace laurel::cli

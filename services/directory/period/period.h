// Things that hold for a period: lines and memberships. Pure templates over records with id, start_day,
// end_day and removed (days are counted from 1970-01-01; end_day 0 is open; the first and the last day are in
// force).
#pragma once

#include <algorithm>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace laurel::directory::period {

inline constexpr int kForever = std::numeric_limits<int>::max();

template <typename Record>
int LastDay(const Record& record) {
  return record.end_day() == 0 ? kForever : record.end_day();
}

template <typename Record>
bool InForce(const Record& record, int day) {
  return record.start_day() <= day && day <= LastDay(record);
}

template <typename Record>
struct Edit {
  enum class Kind { kInsert, kEnd, kRemove };
  Kind kind;
  Record record;  // as it is afterwards; kRemove: as it was
};

template <typename Record>
struct Succession {
  std::vector<Edit<Record>> edits;
  bool kept = false;  // a record that `same` accepts is in force from the day on, without an end
};

// From `day` on, of these records only one that `same` accepts stays. What begins on that day or later is
// removed; what is in force then ends the day before. When nothing is kept, the caller inserts a record that
// begins on the day.
template <typename Record, typename Same>
Succession<Record> Succeed(std::span<const Record> records, int day, Same same) {
  using Kind = typename Edit<Record>::Kind;
  Succession<Record> result;
  for (const Record& record : records) {
    if (LastDay(record) < day) continue;
    Record changed = record;
    if (!result.kept && record.start_day() <= day && same(record)) {
      result.kept = true;
      changed.set_end_day(0);
      if (record.end_day() != 0) result.edits.push_back({Kind::kEnd, std::move(changed)});
    } else if (record.start_day() >= day) {
      changed.set_removed(true);
      result.edits.push_back({Kind::kRemove, std::move(changed)});
    } else {
      changed.set_end_day(day - 1);
      result.edits.push_back({Kind::kEnd, std::move(changed)});
    }
  }
  return result;
}

// The records once the edits are done.
template <typename Record>
std::vector<Record> After(std::span<const Record> records, const std::vector<Edit<Record>>& edits) {
  std::vector<Record> after(records.begin(), records.end());
  for (const Edit<Record>& edit : edits) {
    std::erase_if(after, [&edit](const Record& record) { return record.id() == edit.record.id(); });
    if (edit.kind != Edit<Record>::Kind::kRemove) after.push_back(edit.record);
  }
  return after;
}

}  // namespace laurel::directory::period

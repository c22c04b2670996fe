// Things that hold for a period: lines and memberships. Pure templates over records with id, start_day,
// end_day and removed (days are counted from 1970-01-01; end_day 0 is open; the first and the last day are in
// force).
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <span>
#include <string>
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

// What an id has, as it would be after the change that is judged.
template <typename Record>
using RecordsOf = std::function<std::span<const Record>(const std::string& id)>;

// Whether the way upwards from `from` comes to `target` on some day of [first, last]; `above` names who is
// above by a record, or is empty. All days are followed at once: where the way branches by date, each branch
// on the days it holds. Who is met twice on one way is part of another circle, which is found from its own
// members. `way`: empty at first.
template <typename Record, typename Above>
bool Reaches(const RecordsOf<Record>& records_of, Above above, const std::string& target,
             const std::string& from, int first, int last, std::vector<std::string>& way) {
  if (from == target) return true;
  if (from.empty() || std::find(way.begin(), way.end(), from) != way.end()) return false;
  way.push_back(from);
  bool reaches = false;
  for (const Record& record : records_of(from)) {
    const int begin = std::max(first, record.start_day());
    const int end = std::min(last, LastDay(record));
    if (begin > end) continue;
    reaches = Reaches(records_of, above, target, above(record), begin, end, way);
    if (reaches) break;
  }
  way.pop_back();
  return reaches;
}

}  // namespace laurel::directory::period

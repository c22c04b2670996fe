// Sorted tables: what a batch of changes leaves of the former rows, merged with the batch's own. Linear in
// the table, whatever the batch; the result has no more capacity than it needs. Internal to common/org; pure
// functions.
#pragma once

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "common/org/tables.h"

namespace laurel::org {

// What a batch says of each key, last word only; nullopt: withdrawn.
template <typename Key, typename Row>
using Changes = absl::flat_hash_map<Key, std::optional<Row>>;

// The former rows that no change replaces, and the changes' own, in the rows' order. key_of: the key of a
// row.
template <typename Key, typename Row, typename KeyOf>
std::vector<Row> Merge(const std::vector<Row>& former, const Changes<Key, Row>& changes, KeyOf key_of) {
  std::vector<Row> added;
  for (const auto& [key, row] : changes) {
    if (row) added.push_back(*row);
  }
  const auto by_order = [](const Row& a, const Row& b) { return a.Order() < b.Order(); };
  std::sort(added.begin(), added.end(), by_order);
  std::vector<Row> next;
  next.reserve(former.size() + added.size());
  auto place = added.begin();
  for (const Row& row : former) {
    if (changes.contains(key_of(row))) continue;
    while (place != added.end() && by_order(*place, row)) next.push_back(*place++);
    next.push_back(row);
  }
  next.insert(next.end(), place, added.end());
  return next;
}

// Where the rows of each key begin, and behind the last key where they end: for RowsOf.
template <typename Row, typename KeyOf>
std::vector<Index> FirstRows(const std::vector<Row>& rows, std::size_t keys, KeyOf key_of) {
  std::vector<Index> first(keys + 1);
  for (const Row& row : rows) ++first[key_of(row) + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  return first;
}

// The rows of each key, in the rows' order, by counting.
template <typename Row, typename KeyOf>
Grouping Group(const std::vector<Row>& rows, std::size_t keys, KeyOf key_of) {
  Grouping grouping{FirstRows(rows, keys, key_of), std::vector<Index>(rows.size())};
  std::vector<Index> next = grouping.first;
  for (Index i = 0; i < rows.size(); ++i) grouping.rows[next[key_of(rows[i])]++] = i;
  return grouping;
}

// Rows beyond those that `by_id` lists are new: their indexes go where their ids belong.
template <typename Row>
void MergeNewIds(const std::vector<Row>& rows, std::vector<Index>& by_id) {
  const std::size_t from = by_id.size();
  if (from == rows.size()) return;
  by_id.resize(rows.size());
  by_id.shrink_to_fit();
  const auto begin = by_id.begin();
  const auto middle = begin + static_cast<std::ptrdiff_t>(from);
  std::iota(middle, by_id.end(), static_cast<Index>(from));
  const auto less = [&rows](Index a, Index b) { return rows[a].id < rows[b].id; };
  std::sort(middle, by_id.end(), less);
  std::inplace_merge(begin, middle, by_id.end(), less);
}

// Gives ids their index, and unknown ones a row.
template <typename Row>
class Interner {
 public:
  Interner(std::vector<Row>& rows, const std::vector<Index>& by_id) : rows_(rows), by_id_(by_id) {}

  std::optional<Index> operator()(std::string_view text) {
    const std::optional<BinaryUlid> id = BinaryUlid::Parse(text);
    if (!id) return std::nullopt;
    const auto place =
        std::lower_bound(by_id_.begin(), by_id_.end(), *id,
                         [this](Index row, const BinaryUlid& sought) { return rows_[row].id < sought; });
    if (place != by_id_.end() && rows_[*place].id == *id) return *place;
    const auto [entry, is_new] = added_.try_emplace(*id, static_cast<Index>(rows_.size()));
    if (is_new) rows_.emplace_back().id = *id;
    return entry->second;
  }

 private:
  std::vector<Row>& rows_;
  const std::vector<Index>& by_id_;  // without the added ones
  absl::flat_hash_map<BinaryUlid, Index> added_;
};

}  // namespace laurel::org

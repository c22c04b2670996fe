#include "services/goals/progress/rules.h"

#include <algorithm>
#include <span>

#include "absl/container/flat_hash_map.h"
#include "fmt/format.h"

namespace laurel::goals::progress {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kUnitsInMillionth = kWhole / kMillion;
// How far above its units the fraction lies at most, in a tree of any size.
constexpr std::int64_t kMostAbove = 10;

mpz_class RoundedDown(const Fraction& fraction) {
  mpz_class whole;
  mpz_fdiv_q(whole.get_mpz_t(), fraction.get_num_mpz_t(), fraction.get_den_mpz_t());
  return whole;
}

std::string TextOf(std::int64_t millionths) {
  return Canonical(fmt::format("{}.{:06}", millionths / kMillion, millionths % kMillion));
}

// What fractions of different denominators come to: in halves, so that most of them stay small.
Fraction SumOf(std::span<const Share> shares) {
  if (shares.empty()) return 0;
  if (shares.size() == 1) return shares.front().weight * shares.front().progress;
  const std::size_t half = shares.size() / 2;
  return SumOf(shares.first(half)) + SumOf(shares.subspan(half));
}

std::int64_t UnitsOfFraction(const Fraction& fraction) { return RoundedDown(fraction * kWhole).get_si(); }

// Progress by definition, each goal of the tree once.
class Oracle {
 public:
  explicit Oracle(const std::vector<Node>& nodes) {
    for (const Node& node : nodes) {
      by_id_.emplace(node.id, &node);
      parts_[node.parent].push_back(&node);
    }
  }

  Fraction Of(const std::string& id) {
    const auto node = by_id_.find(id);
    if (node == by_id_.end()) return 0;
    if (const auto known = known_.find(id); known != known_.end()) return known->second;
    std::vector<Share> shares = node->second->key_results;
    if (const auto parts = parts_.find(id); parts != parts_.end()) {
      for (const Node* part : parts->second) {
        if (part->counts) shares.push_back({part->weight, Of(part->id)});
      }
    }
    return known_.emplace(id, MeanOf(shares)).first->second;
  }

 private:
  absl::flat_hash_map<std::string, const Node*> by_id_;
  absl::flat_hash_map<std::string, std::vector<const Node*>> parts_;
  absl::flat_hash_map<std::string, Fraction> known_;
};

}  // namespace

Fraction FractionOf(std::string_view decimal) {
  if (decimal.empty()) return 0;
  std::string digits(decimal);
  mpz_class scale = 1;
  if (const std::size_t point = digits.find('.'); point != std::string::npos) {
    mpz_ui_pow_ui(scale.get_mpz_t(), 10, digits.size() - point - 1);
    digits.erase(point, 1);
  }
  Fraction fraction(mpz_class(digits, 10), scale);
  fraction.canonicalize();
  return fraction;
}

std::string Canonical(std::string_view decimal) {
  const bool negative = decimal.starts_with('-');
  if (negative) decimal.remove_prefix(1);
  std::string_view whole = decimal.substr(0, decimal.find('.'));
  std::string_view places = decimal.substr(std::min(whole.size() + 1, decimal.size()));
  while (whole.starts_with('0')) whole.remove_prefix(1);
  while (places.ends_with('0')) places.remove_suffix(1);
  if (whole.empty() && places.empty()) return "0";
  return fmt::format("{}{}{}{}", negative ? "-" : "", whole.empty() ? "0" : whole, places.empty() ? "" : ".",
                     places);
}

std::string Rounded(const Fraction& progress) {
  return TextOf(RoundedDown(progress * kMillion + Fraction(1, 2)).get_si());
}

Fraction Of(const v1::KeyResult& key_result) {
  if (key_result.current().empty()) return 0;
  const Fraction baseline = FractionOf(key_result.baseline());
  const Fraction way = FractionOf(key_result.target()) - baseline;
  if (way == 0) return 0;
  const Fraction progress = (FractionOf(key_result.current()) - baseline) / way;
  return std::clamp(progress, Fraction(0), Fraction(1));
}

Fraction MeanOf(const std::vector<Share>& shares) {
  Fraction weight = 0;
  for (const Share& share : shares) weight += share.weight;
  if (weight == 0) return 0;
  return SumOf(shares) / weight;
}

std::vector<Share> SharesOf(const KeyResults& key_results) {
  std::vector<Share> shares;
  for (const v1::KeyResult& one : key_results) shares.push_back({FractionOf(one.weight()), Of(one)});
  return shares;
}

mpz_class WeightOf(std::string_view decimal) { return RoundedDown(FractionOf(decimal) * kMillion); }

Part PartOf(std::string_view weight, v1::GoalLifecycle lifecycle, std::int64_t units) {
  if (!Counts(lifecycle)) return {};
  return {.weight = WeightOf(weight), .units = units};
}

Fraction SetOwn(const KeyResults& key_results, Sums& sums) {
  sums.own_weight = 0;
  for (const v1::KeyResult& one : key_results) sums.own_weight += WeightOf(one.weight());
  const Fraction mean = MeanOf(SharesOf(key_results));
  sums.own_units = UnitsOfFraction(mean);
  return mean;
}

void SetOwn(v1::Goal& goal, Sums& sums) {
  for (v1::KeyResult& one : *goal.mutable_key_results()) one.set_progress(Rounded(Of(one)));
  goal.set_own_progress(Rounded(SetOwn(goal.key_results(), sums)));
}

void Replace(const Part& before, const Part& after, Sums& sums) {
  sums.parts_weight += after.weight - before.weight;
  sums.parts_sum += after.weight * after.units - before.weight * before.units;
}

std::int64_t UnitsOf(const Sums& sums) {
  const mpz_class weight = sums.own_weight + sums.parts_weight;
  if (weight == 0) return 0;
  // Nothing here is negative: this rounds down.
  return mpz_class((sums.own_weight * sums.own_units + sums.parts_sum) / weight).get_si();
}

std::optional<std::string> RoundedUnits(std::int64_t units) {
  const auto rounded = [](std::int64_t exact) { return (exact + kUnitsInMillionth / 2) / kUnitsInMillionth; };
  const std::int64_t low = rounded(units);
  const std::int64_t high = rounded(std::min(units + kMostAbove, kWhole));
  return low == high ? std::optional(TextOf(low)) : std::nullopt;
}

std::vector<Fraction> ExactOfEach(const std::vector<Node>& nodes, const std::vector<std::string>& ids) {
  Oracle oracle(nodes);
  std::vector<Fraction> exact;
  for (const std::string& id : ids) exact.push_back(oracle.Of(id));
  return exact;
}

Fraction ExactOf(const std::vector<Node>& nodes, std::string_view id) {
  return ExactOfEach(nodes, {std::string(id)}).front();
}

}  // namespace laurel::goals::progress

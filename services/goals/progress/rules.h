// How far a goal is: exact fractions, rounded half up to 6 places in answers alone ("Goals" of the product).
//
// A goal's progress is a mean over its key results and the goals that are parts of it, which are means
// themselves. As one fraction that of a big tree would have thousands of digits; so each goal keeps its own
// in units of 10^-18, and what its parts add to it as whole numbers, from which a change of one part moves it
// without reading the others (docs/adr/0020). Units tell the answer but in the rarest case, when they lie too
// near to where rounding changes: then it is computed from fractions (ExactOf). Pure functions; thread-safe.
#pragma once

#include <gmpxx.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::progress {

using Fraction = mpq_class;

// Of a decimal that field rules have passed ("-4.350"). Of none (""): 0.
Fraction FractionOf(std::string_view decimal);
// The same number without needless zeros, sign or point: "-4.35", "0".
std::string Canonical(std::string_view decimal);
// Of a fraction from 0 to 1: rounded half up to 6 places, without needless zeros: "0.333333", "1".
std::string Rounded(const Fraction& progress);

using KeyResults = google::protobuf::RepeatedPtrField<v1::KeyResult>;

// clamp((current - baseline) / (target - baseline), 0, 1). Target and baseline differ. Without a current
// value: 0.
Fraction Of(const v1::KeyResult& key_result);

// A mean of fractions by weights.
struct Share {
  Fraction weight = 0;
  Fraction progress = 0;
};
// 0 when there are none, or all weights are 0.
Fraction MeanOf(const std::vector<Share>& shares);

// What each of them counts in its goal.
std::vector<Share> SharesOf(const KeyResults& key_results);

// The whole of progress.
inline constexpr std::int64_t kWhole = 1'000'000'000'000'000'000;

// What of a goal's progress is kept.
struct Sums {
  mpz_class own_weight = 0;  // of its key results together, in millionths
  std::int64_t own_units = 0;
  mpz_class parts_weight = 0;  // of its parts that count, in millionths
  mpz_class parts_sum = 0;     // of each of them weight times units
};

// What a goal counts in the one above it. Weight 0: nothing.
struct Part {
  mpz_class weight = 0;  // in millionths
  std::int64_t units = 0;
};

// Whether a goal counts in the one above it: ACTIVE, ACHIEVED and MISSED ones do.
constexpr bool Counts(v1::GoalLifecycle lifecycle) {
  return lifecycle == v1::GOAL_LIFECYCLE_ACTIVE || lifecycle == v1::GOAL_LIFECYCLE_ACHIEVED ||
         lifecycle == v1::GOAL_LIFECYCLE_MISSED;
}
// In millionths.
mpz_class WeightOf(std::string_view decimal);
Part PartOf(std::string_view weight, v1::GoalLifecycle lifecycle, std::int64_t units);

// own_weight and own_units of these key results. Answers the fraction for which these units stand.
Fraction SetOwn(const KeyResults& key_results, Sums& sums);
// The same of a goal's, and in it the progress of each of them and own_progress.
void SetOwn(v1::Goal& goal, Sums& sums);
// One of its parts was `before` and is `after`.
void Replace(const Part& before, const Part& after, Sums& sums);
// The goal's progress: rounded down, at most 10 units from the fraction that it stands for, in a tree of any
// size.
std::int64_t UnitsOf(const Sums& sums);

// The answer that these units tell; nothing when the fraction that they stand for may be rounded either way.
std::optional<std::string> RoundedUnits(std::int64_t units);

// A goal of a tree, for ExactOf.
struct Node {
  std::string parent = {};  // id; one that is not among the nodes: it is the root
  std::string id = {};
  Fraction weight = 0;
  bool counts = false;
  std::vector<Share> key_results = {};
};
// The progress of this goal (an id), by definition: from all key results of the tree below it. Takes time in
// proportion to the tree, and to how different its denominators are.
Fraction ExactOf(const std::vector<Node>& nodes, std::string_view id);
// Of several goals of it at once, in their order.
std::vector<Fraction> ExactOfEach(const std::vector<Node>& nodes, const std::vector<std::string>& ids);

}  // namespace laurel::goals::progress

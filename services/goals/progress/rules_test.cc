#include "services/goals/progress/rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "common/api/text.h"
#include "fmt/format.h"

namespace laurel::goals::progress {
namespace {

v1::KeyResult KeyResult(std::string_view baseline, std::string_view target, std::string_view current,
                        std::string_view weight = "1") {
  v1::KeyResult key_result;
  key_result.set_baseline(std::string(baseline));
  key_result.set_target(std::string(target));
  key_result.set_current(std::string(current));
  key_result.set_weight(std::string(weight));
  return key_result;
}

TEST(Decimal, IsReadAsTheFractionThatItIs) {
  EXPECT_EQ(FractionOf("0.1"), Fraction(1, 10));
  EXPECT_EQ(FractionOf("-4.350"), Fraction(-87, 20));
  EXPECT_EQ(FractionOf("007"), 7);
  EXPECT_EQ(FractionOf("999999999.999999"), Fraction("999999999999999/1000000"));
  EXPECT_EQ(FractionOf("-0"), 0);
  EXPECT_EQ(FractionOf(""), 0);
}

TEST(Decimal, IsKeptWithoutNeedlessZerosSignOrPoint) {
  for (const auto& [written, kept] :
       std::vector<std::pair<std::string, std::string>>{{"0", "0"},
                                                        {"-0", "0"},
                                                        {"-0.00", "0"},
                                                        {"007", "7"},
                                                        {"1.500", "1.5"},
                                                        {"2.000000", "2"},
                                                        {"-4.350", "-4.35"},
                                                        {"100", "100"},
                                                        {"0.05", "0.05"},
                                                        {"00.50", "0.5"},
                                                        {"-10.0", "-10"},
                                                        {"999999999999999", "999999999999999"}}) {
    EXPECT_EQ(Canonical(written), kept) << written;
    EXPECT_TRUE(api::IsDecimal(Canonical(written)));
    EXPECT_EQ(FractionOf(Canonical(written)), FractionOf(written));
  }
}

TEST(Progress, IsRoundedHalfUpToSixPlaces) {
  EXPECT_EQ(Rounded(0), "0");
  EXPECT_EQ(Rounded(1), "1");
  EXPECT_EQ(Rounded(Fraction(1, 3)), "0.333333");
  EXPECT_EQ(Rounded(Fraction(2, 3)), "0.666667");
  EXPECT_EQ(Rounded(Fraction(1, 128)), "0.007813");
  EXPECT_EQ(Rounded(Fraction(3, 128)), "0.023438");
  EXPECT_EQ(Rounded(Fraction(1, 128) - Fraction("1/1000000000000000000000")), "0.007812");
  EXPECT_EQ(Rounded(Fraction(1, 2'000'000)), "0.000001");
  EXPECT_EQ(Rounded(Fraction(1, 2'000'001)), "0");
  EXPECT_EQ(Rounded(Fraction(9'999'999, 10'000'000)), "1");
}

TEST(Progress, OfAKeyResultIsTheShareOfItsWayBetweenNothingAndAll) {
  EXPECT_EQ(Of(KeyResult("80", "90", "84")), Fraction(2, 5));
  EXPECT_EQ(Of(KeyResult("420", "360", "400.5")), Fraction(13, 40));  // a metric that has to fall
  EXPECT_EQ(Of(KeyResult("80", "90", "75")), 0);
  EXPECT_EQ(Of(KeyResult("80", "90", "95")), 1);
  EXPECT_EQ(Of(KeyResult("420", "360", "500")), 0);
  EXPECT_EQ(Of(KeyResult("420", "360", "300")), 1);
  EXPECT_EQ(Of(KeyResult("-1", "1", "0")), Fraction(1, 2));
  EXPECT_EQ(Of(KeyResult("80", "90", "")), 0);
}

TEST(Progress, IsTheMeanByWeight) {
  EXPECT_EQ(MeanOf({}), 0);
  EXPECT_EQ(MeanOf({{0, 1}}), 0);
  EXPECT_EQ(MeanOf({{1, 1}, {2, 0}}), Fraction(1, 3));
  EXPECT_EQ(MeanOf({{Fraction(1, 2), 1}, {0, 1}, {Fraction(3, 2), Fraction(1, 3)}}), Fraction(1, 2));
}

TEST(Progress, OfAGoalIsSetFromItsKeyResults) {
  v1::Goal goal;
  Sums sums;
  SetOwn(goal, sums);
  EXPECT_EQ(goal.own_progress(), "0");
  *goal.add_key_results() = KeyResult("0", "3", "1");
  *goal.add_key_results() = KeyResult("0", "1", "1", "2");
  SetOwn(goal, sums);
  EXPECT_EQ(goal.key_results(0).progress(), "0.333333");
  EXPECT_EQ(goal.key_results(1).progress(), "1");
  EXPECT_EQ(goal.own_progress(), "0.777778");
  EXPECT_EQ(sums.own_weight, 3'000'000);
  EXPECT_EQ(sums.own_units, kWhole / 9 * 7);
}

TEST(Part, CountsWhileItIsActiveOrCameToAnEnd) {
  using enum v1::GoalLifecycle;
  for (int lifecycle = v1::GoalLifecycle_MIN; lifecycle <= v1::GoalLifecycle_MAX; ++lifecycle) {
    const auto one = static_cast<v1::GoalLifecycle>(lifecycle);
    const bool counts =
        one == GOAL_LIFECYCLE_ACTIVE || one == GOAL_LIFECYCLE_ACHIEVED || one == GOAL_LIFECYCLE_MISSED;
    EXPECT_EQ(Counts(one), counts) << lifecycle;
    EXPECT_EQ(PartOf("1.5", one, 7).weight, counts ? 1'500'000 : 0) << lifecycle;
  }
}

TEST(Units, TellWhatIsRoundedUnlessTheyLieTooNearToWhereItChanges) {
  constexpr std::int64_t kTie = kWhole / 128;
  EXPECT_EQ(RoundedUnits(0), "0");
  EXPECT_EQ(RoundedUnits(kWhole), "1");
  EXPECT_EQ(RoundedUnits(kWhole - 1), "1");
  EXPECT_EQ(RoundedUnits(kWhole / 3), "0.333333");
  // The fraction lies at the tie or above, and so is rounded up.
  EXPECT_EQ(RoundedUnits(kTie), "0.007813");
  EXPECT_EQ(RoundedUnits(kTie - 11), "0.007812");
  for (int below = 1; below <= 10; ++below) EXPECT_EQ(RoundedUnits(kTie - below), std::nullopt) << below;
}

TEST(Units, OfTheGreatestWeightsAreWhole) {
  v1::Goal goal;
  for (int i = 0; i < 10; ++i) *goal.add_key_results() = KeyResult("0", "3", "2", "999999999999999");
  Sums sums;
  SetOwn(goal.key_results(), sums);
  const Part part = PartOf("999999999999999", v1::GOAL_LIFECYCLE_ACTIVE, kWhole);
  for (int i = 0; i < 100'000; ++i) Replace({}, part, sums);
  EXPECT_LE(sums.parts_sum.get_str().size(), 65U);  // what the column holds
  EXPECT_LT(UnitsOf(sums), kWhole);
  EXPECT_GT(UnitsOf(sums), kWhole / 100 * 99);
}

TEST(Units, OfATieThatIsMadeOfPartsLeaveItToTheFraction) {
  Sums sums;
  std::vector<Node> nodes = {{.id = "top"}};
  for (const int of_384 : {1, 1, 7}) {
    Sums part;
    KeyResults key_results;
    *key_results.Add() = KeyResult("0", "384", std::to_string(of_384));
    SetOwn(key_results, part);
    Replace({}, PartOf("1", v1::GOAL_LIFECYCLE_ACTIVE, UnitsOf(part)), sums);
    nodes.push_back({.parent = "top",
                     .id = std::to_string(nodes.size()),
                     .weight = 1,
                     .counts = true,
                     .key_results = SharesOf(key_results)});
  }
  EXPECT_EQ(RoundedUnits(UnitsOf(sums)), std::nullopt);
  EXPECT_EQ(ExactOf(nodes, "top"), Fraction(1, 128));
}

// A goal of a random tree: what is kept of it, beside what it is by definition.
struct Grown {
  Node node;
  KeyResults key_results;
  v1::GoalLifecycle lifecycle = v1::GOAL_LIFECYCLE_ACTIVE;
  std::string weight;
  int parent = -1;
  int depth = 0;
  Sums sums;
  std::int64_t units = 0;
};

class RandomTree {
 public:
  explicit RandomTree(unsigned seed, bool ties) : random_(seed), ties_(ties) {}

  void Grow(int count) {
    for (int i = 0; i < count; ++i) {
      Grown goal;
      do {
        goal.parent = i == 0 ? -1 : Pick(std::max(0, i - 12), i - 1);
      } while (i > 0 && goals_[goal.parent].depth == 8);
      goal.depth = i == 0 ? 0 : goals_[goal.parent].depth + 1;
      goal.node.id = fmt::format("{}", i);
      goal.node.parent = i == 0 ? "above" : fmt::format("{}", goal.parent);
      goals_.push_back(std::move(goal));
      Change(i);
    }
  }

  // Everything that may change of one of them, and of those above it.
  void Change(int i) {
    Grown& goal = goals_[i];
    const Part before = goal.weight.empty() ? Part() : PartOf(goal.weight, goal.lifecycle, goal.units);
    goal.weight = Pick(0, 9) == 0 ? "0" : Decimal();
    goal.lifecycle = Pick(0, 4) == 0 ? v1::GOAL_LIFECYCLE_CANCELLED : v1::GOAL_LIFECYCLE_ACTIVE;
    goal.key_results.Clear();
    for (int n = Pick(0, 3); n > 0; --n) goal.key_results.Add(AnyKeyResult());
    goal.node.weight = FractionOf(goal.weight);
    goal.node.counts = Counts(goal.lifecycle);
    goal.node.key_results = SharesOf(goal.key_results);
    SetOwn(goal.key_results, goal.sums);
    goal.units = UnitsOf(goal.sums);
    Raise(goal, before);
  }

  void ExpectAsDefined() const {
    std::vector<Node> nodes;
    for (const Grown& goal : goals_) nodes.push_back(goal.node);
    std::shuffle(nodes.begin(), nodes.end(), std::mt19937(1));
    for (const Grown& goal : goals_) {
      const Fraction exact = ExactOf(nodes, goal.node.id);
      EXPECT_EQ(exact, Naive(goal));
      EXPECT_GE(exact, 0);
      EXPECT_LE(exact, 1);
      const Fraction off = exact * kWhole - goal.units;
      EXPECT_GE(off, 0);
      EXPECT_LT(off, 10);
      const std::optional<std::string> rounded = RoundedUnits(goal.units);
      EXPECT_EQ(rounded.value_or(Rounded(exact)), Rounded(exact));
    }
  }

  int size() const { return static_cast<int>(goals_.size()); }
  int Pick(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }

 private:
  std::string Decimal() { return fmt::format("{}.{:06}", Pick(0, 99), Pick(1, 999'999)); }

  v1::KeyResult AnyKeyResult() {
    // 128ths lie where rounding changes, and so do means of them by weights that make up 3.
    if (ties_) return KeyResult("0", "128", fmt::format("{}", 2 * Pick(0, 1) + 1), Pick(0, 1) ? "1" : "2");
    return KeyResult(Decimal(), fmt::format("-{}", Decimal()), Decimal(), Decimal());
  }

  void Raise(Grown& goal, const Part& before) {
    if (goal.parent < 0) return;
    Grown& above = goals_[goal.parent];
    const Part was = above.weight.empty() ? Part() : PartOf(above.weight, above.lifecycle, above.units);
    Replace(before, PartOf(goal.weight, goal.lifecycle, goal.units), above.sums);
    above.units = UnitsOf(above.sums);
    Raise(above, was);
  }

  // The definition, written down once more.
  Fraction Naive(const Grown& goal) const {
    Fraction weight = 0, sum = 0;
    for (const v1::KeyResult& one : goal.key_results) {
      weight += FractionOf(one.weight());
      sum += FractionOf(one.weight()) * Of(one);
    }
    for (const Grown& part : goals_) {
      if (part.node.parent != goal.node.id || part.lifecycle == v1::GOAL_LIFECYCLE_CANCELLED) continue;
      weight += FractionOf(part.weight);
      sum += FractionOf(part.weight) * Naive(part);
    }
    return weight == 0 ? Fraction(0) : Fraction(sum / weight);
  }

  std::vector<Grown> goals_;
  std::mt19937 random_;
  const bool ties_;
};

TEST(ProgressProperty, OfRandomTreesIsWithinTenUnitsOfTheFraction) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    RandomTree tree(seed, /*ties=*/false);
    tree.Grow(40);
    tree.ExpectAsDefined();
    for (int i = 0; i < 60; ++i) tree.Change(tree.Pick(0, tree.size() - 1));
    tree.ExpectAsDefined();
  }
}

TEST(ProgressProperty, OfTiesIsEitherSettledRightlyOrNotAtAll) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE(seed);
    RandomTree tree(seed, /*ties=*/true);
    tree.Grow(40);
    tree.ExpectAsDefined();
  }
}

TEST(ExactOf, IsNothingForAGoalThatIsNotThere) {
  EXPECT_EQ(ExactOf({}, "a"), 0);
  EXPECT_EQ(ExactOf({{.parent = "", .id = "b", .weight = 1, .counts = true, .key_results = {{1, 1}}}}, "a"),
            0);
}

TEST(ExactOf, OfSeveralIsThatOfEach) {
  const std::vector<Node> nodes = {
      {.parent = "", .id = "a", .weight = 1, .counts = true, .key_results = {}},
      {.parent = "a", .id = "b", .weight = 1, .counts = true, .key_results = {{1, Fraction(1, 3)}}},
      {.parent = "a", .id = "c", .weight = 2, .counts = true, .key_results = {{1, 1}}},
      {.parent = "a", .id = "d", .weight = 5, .counts = false, .key_results = {{1, 1}}}};
  EXPECT_EQ(ExactOfEach(nodes, {"c", "a", "d"}), (std::vector<Fraction>{1, Fraction(7, 9), 1}));
}

}  // namespace
}  // namespace laurel::goals::progress

#include "services/goals/key_result/rules.h"

#include <algorithm>
#include <optional>
#include <string>

#include "fmt/format.h"
#include "services/goals/metric/rules.h"
#include "services/goals/progress/rules.h"

namespace laurel::goals::key_result {
namespace {

using progress::Fraction;
using progress::FractionOf;

// Empty: none.
struct Bounds {
  std::string_view min, max;
};

Bounds BoundsOf(const v1::KeyResult& key_result) {
  if (const v1::Metric* metric = metric::Find(key_result.metric()); metric != nullptr)
    return {metric->min_value(), metric->max_value()};
  if (key_result.kind() == v1::KEY_RESULT_KIND_MILESTONE && key_result.unit() == "%") return {"0", "100"};
  if (key_result.kind() == v1::KEY_RESULT_KIND_BINARY) return {"0", "1"};
  return {};
}

std::string Describe(const Bounds& bounds) {
  if (bounds.max.empty()) return fmt::format("must be {} or more", bounds.min);
  if (bounds.min.empty()) return fmt::format("must be {} or less", bounds.max);
  return fmt::format("must lie between {} and {}", bounds.min, bounds.max);
}

// Why this cannot be a value of the key result.
std::optional<std::string> Objection(const v1::KeyResult& key_result, std::string_view decimal) {
  const Fraction value = FractionOf(decimal);
  if (key_result.kind() == v1::KEY_RESULT_KIND_BINARY && value != 0 && value != 1)
    return "must be 0 (not done) or 1 (done)";
  const Bounds bounds = BoundsOf(key_result);
  const bool below = !bounds.min.empty() && value < FractionOf(bounds.min);
  const bool above = !bounds.max.empty() && value > FractionOf(bounds.max);
  if (below || above) return Describe(bounds);
  return std::nullopt;
}

std::string_view NameOf(v1::Direction direction) {
  return direction == v1::DIRECTION_INCREASE ? "INCREASE" : "DECREASE";
}

// One key result on its way to be complete.
class Completion {
 public:
  Completion(v1::KeyResult& key_result, std::string_view path, FieldViolations& violations)
      : key_result_(key_result), path_(path), violations_(violations) {}

  void Run() {
    if (key_result_.kind() == v1::KEY_RESULT_KIND_UNSPECIFIED)
      key_result_.set_kind(v1::KEY_RESULT_KIND_METRIC);
    SetMetric();
    SetNumbers();
    SetWeight();
    if (key_result_.baseline().empty() || key_result_.target().empty()) return;
    CheckBounds();
    SetDirection();
    CheckStretch();
    if (failed_) return;
    SetCurrent(key_result_, key_result_.has_measure_time() ? key_result_.current() : key_result_.baseline());
  }

 private:
  void Violate(std::string_view field, std::string_view description) {
    failed_ = true;
    violations_.Add(fmt::format("{}.{}", path_, field), description);
  }

  void SetMetric() {
    if (key_result_.metric().empty()) return;
    metric_ = metric::Find(key_result_.metric());
    if (metric_ == nullptr) return Violate("metric", "is none of those that ListMetrics tells");
    if (key_result_.kind() != v1::KEY_RESULT_KIND_METRIC)
      return Violate("metric", "goes with a key result of kind METRIC alone");
    if (key_result_.unit().empty()) key_result_.set_unit(metric_->unit());
    if (key_result_.unit() != metric_->unit())
      Violate("unit", fmt::format("this metric is measured in {}", metric_->unit()));
  }

  void SetNumbers() {
    switch (key_result_.kind()) {
      case v1::KEY_RESULT_KIND_MILESTONE:
        Default(*key_result_.mutable_baseline(), "0");
        Default(*key_result_.mutable_target(), "100");
        Default(*key_result_.mutable_unit(), "%");
        break;
      case v1::KEY_RESULT_KIND_BINARY:
        SetBinary();
        break;
      default:
        if (key_result_.baseline().empty()) Violate("baseline", "is required: where it stands now");
        if (key_result_.target().empty()) Violate("target", "is required");
    }
    for (std::string* decimal :
         {key_result_.mutable_baseline(), key_result_.mutable_target(), key_result_.mutable_stretch()}) {
      if (!decimal->empty()) *decimal = progress::Canonical(*decimal);
    }
  }

  void SetBinary() {
    Default(*key_result_.mutable_baseline(), "0");
    Default(*key_result_.mutable_target(), "1");
    if (FractionOf(key_result_.baseline()) != 0) Violate("baseline", "is 0 of what is done or not");
    if (FractionOf(key_result_.target()) != 1) Violate("target", "is 1 of what is done or not");
    if (!key_result_.stretch().empty()) Violate("stretch", "there is nothing beyond done");
  }

  void SetWeight() {
    Default(*key_result_.mutable_weight(), "1");
    key_result_.set_weight(progress::Canonical(key_result_.weight()));
    if (FractionOf(key_result_.weight()) < 0) Violate("weight", "must not be negative");
  }

  void CheckBounds() {
    // What is wrong with those of a BINARY one has been said.
    if (key_result_.kind() == v1::KEY_RESULT_KIND_BINARY) return;
    CheckBound("baseline", key_result_.baseline());
    CheckBound("target", key_result_.target());
    if (!key_result_.stretch().empty()) CheckBound("stretch", key_result_.stretch());
  }

  void CheckBound(std::string_view field, std::string_view decimal) {
    if (const auto objection = Objection(key_result_, decimal)) Violate(field, *objection);
  }

  void SetDirection() {
    const Fraction baseline = FractionOf(key_result_.baseline());
    const Fraction target = FractionOf(key_result_.target());
    if (target == baseline) return Violate("target", "equals the baseline: there would be nothing to reach");
    const v1::Direction meant = target > baseline ? v1::DIRECTION_INCREASE : v1::DIRECTION_DECREASE;
    const v1::Direction usual = metric_ == nullptr ? v1::DIRECTION_UNSPECIFIED : metric_->direction();
    const v1::Direction asked = key_result_.direction();
    if (usual != v1::DIRECTION_UNSPECIFIED && asked != v1::DIRECTION_UNSPECIFIED && asked != usual) {
      Violate("direction", fmt::format("of this metric it is {}", NameOf(usual)));
    } else if (asked != v1::DIRECTION_UNSPECIFIED && asked != meant) {
      Violate("direction", fmt::format("from the baseline to the target it is {}", NameOf(meant)));
    } else if (usual != v1::DIRECTION_UNSPECIFIED && usual != meant) {
      Violate("target", fmt::format("must lie {} the baseline: the direction of this metric is {}",
                                    usual == v1::DIRECTION_INCREASE ? "above" : "below", NameOf(usual)));
    }
    key_result_.set_direction(meant);
  }

  void CheckStretch() {
    if (key_result_.stretch().empty() || failed_) return;
    const Fraction stretch = FractionOf(key_result_.stretch());
    const Fraction target = FractionOf(key_result_.target());
    const bool beyond =
        key_result_.direction() == v1::DIRECTION_INCREASE ? stretch > target : stretch < target;
    if (!beyond) Violate("stretch", "must lie beyond the target");
  }

  static void Default(std::string& decimal, std::string_view value) {
    if (decimal.empty()) decimal = value;
  }

  v1::KeyResult& key_result_;
  const std::string_view path_;
  FieldViolations& violations_;
  const v1::Metric* metric_ = nullptr;
  bool failed_ = false;
};

bool CountNothing(const KeyResults& key_results) {
  return !key_results.empty() && std::ranges::all_of(key_results, [](const v1::KeyResult& one) {
    return FractionOf(one.weight()) == 0;
  });
}

constexpr std::string_view kNoWeight = "the weights of a goal's key results must not all be 0";

}  // namespace

void Complete(v1::KeyResult& key_result, std::string_view path, FieldViolations& violations) {
  Completion(key_result, path, violations).Run();
}

absl::StatusOr<v1::KeyResult> Completed(const v1::KeyResult& asked, std::string_view path) {
  v1::KeyResult completed = asked;
  FieldViolations violations;
  Complete(completed, path, violations);
  if (!violations.empty()) return violations.ToStatus();
  return completed;
}

absl::Status CompleteAll(KeyResults& key_results, std::string_view path) {
  FieldViolations violations;
  for (int i = 0; i < key_results.size(); ++i) {
    Complete(*key_results.Mutable(i), fmt::format("{}[{}]", path, i), violations);
  }
  if (CountNothing(key_results)) violations.Add(fmt::format("{}[0].weight", path), kNoWeight);
  return violations.ToStatus();
}

absl::Status CheckWeights(const KeyResults& key_results, std::string_view path) {
  return CountNothing(key_results) ? absl::Status(InvalidField(path, kNoWeight)) : absl::OkStatus();
}

absl::Status CheckValue(const v1::KeyResult& key_result, std::string_view value, std::string_view path) {
  if (const auto objection = Objection(key_result, value)) return InvalidField(path, *objection);
  return absl::OkStatus();
}

void SetCurrent(v1::KeyResult& key_result, std::string_view value) {
  key_result.set_current(std::string(value));
  key_result.set_progress(progress::Rounded(progress::Of(key_result)));
}

const v1::KeyResult* FindIn(const v1::Goal& goal, std::string_view name) {
  const auto found = std::ranges::find(goal.key_results(), name, &v1::KeyResult::name);
  return found == goal.key_results().end() ? nullptr : &*found;
}

}  // namespace laurel::goals::key_result

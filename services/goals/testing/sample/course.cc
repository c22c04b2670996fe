#include "services/goals/testing/sample/course.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "fmt/format.h"
#include "services/goals/metric/rules.h"

namespace laurel::goals::sample {
namespace {

constexpr double kNoise = 0.12;   // of the way
constexpr double kFine = 20;      // a shorter way is told with a decimal place
constexpr double kBehind = 0.17;  // so far behind its time nobody worries
constexpr double kFarBehind = 0.42;

double NumberOr(const std::string& text, double otherwise) {
  return text.empty() ? otherwise : std::stod(text);
}

double ToOf(const Result& result) {
  return NumberOr(result.to, result.kind == v1::KEY_RESULT_KIND_MILESTONE ? 100 : 1);
}

// The share of the way after this share of the time.
double ShapeOf(const std::string& course, double time) {
  if (course == "late") return time * time;
  if (course == "early") return 1 - (1 - time) * (1 - time);
  if (course == "dip") return time - 0.8 * std::sin(std::numbers::pi * time);
  if (course == "stall") return std::min(1.0, time / 0.4);
  return time;
}

}  // namespace

Course::Course(const Result& result, int weeks)
    : result_(result),
      weeks_(weeks),
      from_(NumberOr(result.from, 0)),
      to_(ToOf(result)),
      value_(from_),
      digits_(std::abs(to_ - from_) < kFine ? 1 : 0) {}

bool Course::IsMeasured(int week) const {
  return result_.kind != v1::KEY_RESULT_KIND_BINARY || week == result_.done;
}

double Course::Bounded(double value) const {
  if (result_.kind == v1::KEY_RESULT_KIND_MILESTONE)
    return std::clamp(std::round(value / 5) * 5, value_, 100.0);
  if (result_.counts) return std::max(std::round(value), value_);
  const v1::Metric* metric = metric::Find(result_.metric);
  if (metric == nullptr) return value;
  if (!metric->min_value().empty()) value = std::max(value, std::stod(metric->min_value()));
  if (!metric->max_value().empty()) value = std::min(value, std::stod(metric->max_value()));
  return value;
}

std::string Course::After(int week, Dice& dice) {
  if (result_.kind == v1::KEY_RESULT_KIND_BINARY) {
    value_ = 1;
    return "1";
  }
  const double time = std::min(1.0, static_cast<double>(week) / weeks_);
  const double noise = result_.noise < 0 ? kNoise * std::abs(to_ - from_) : result_.noise;
  const double luck = time < 1 ? dice.Between(-100, 100) / 100.0 : 0;
  value_ = Bounded(from_ + (result_.now - from_) * ShapeOf(result_.course, time) + noise * luck);
  const bool whole = result_.counts || result_.kind == v1::KEY_RESULT_KIND_MILESTONE;
  const std::string text = fmt::format("{:.{}f}", value_, whole ? 0 : digits_);
  return text == "-0" || text == "-0.0" ? "0" : text;
}

double Course::progress() const { return std::clamp((value_ - from_) / (to_ - from_), 0.0, 1.0); }

v1::GoalHealth HealthOf(double progress, double time) {
  const double behind = time - progress;
  if (behind < kBehind) return v1::GOAL_HEALTH_ON_TRACK;
  return behind < kFarBehind ? v1::GOAL_HEALTH_AT_RISK : v1::GOAL_HEALTH_OFF_TRACK;
}

}  // namespace laurel::goals::sample

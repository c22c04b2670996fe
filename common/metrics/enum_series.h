// A label whose values are those of an enum: "COACHING_SESSION_STATE_HELD" is "held". Enums begin with
// …_UNSPECIFIED, which is no value. Thread-safe.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "common/metrics/registry.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"

namespace laurel::metrics {

inline std::string LabelOf(const google::protobuf::EnumValueDescriptor& value) {
  constexpr std::string_view kFirst = "UNSPECIFIED";
  std::string label = value.name().substr(value.type()->value(0)->name().size() - kFirst.size());
  for (char& c : label) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return label;
}

// The series of each value of the enum, in a family of this one label. All are there from the beginning, at
// 0: a rate over nothing is 0, not missing.
template <typename Enum, typename Metric>
std::map<Enum, Metric*> SeriesByValue(const Family<Metric>& family) {
  const auto& values = *google::protobuf::GetEnumDescriptor<Enum>();
  std::map<Enum, Metric*> series;
  for (int i = 0; i < values.value_count(); ++i) {
    const auto& value = *values.value(i);
    if (value.number() == 0) continue;
    series[static_cast<Enum>(value.number())] = &family.With({LabelOf(value)});
  }
  return series;
}

}  // namespace laurel::metrics

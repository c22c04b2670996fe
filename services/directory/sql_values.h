// Values that several stores write the same way. Pure functions; thread-safe.
#pragma once

#include <string>

#include "common/sql/value.h"
#include "common/time/convert.h"

namespace laurel::directory {

// The last day of a period, counted from 1970-01-01; 0, an open one, is NULL.
inline sql::Value EndDate(int end_day) {
  if (end_day == 0) return nullptr;
  return DayFromNumber(end_day);
}

inline sql::Value NullIfEmpty(const std::string& text) {
  if (text.empty()) return nullptr;
  return text;
}

}  // namespace laurel::directory

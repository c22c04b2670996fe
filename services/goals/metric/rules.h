// The usual metrics of customer service, as templates of key results: what they are measured in, which way is
// better, and between which bounds a value can lie at all. The words are the trade's; where one author or
// body coined a definition, rules.cc names it. Pure; thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "laurel/goals/v1/goal.pb.h"

namespace laurel::goals::metric {

// In the order in which they are listed.
const std::vector<v1::Metric>& All();
// By id; nullptr: there is none.
const v1::Metric* Find(std::string_view id);

}  // namespace laurel::goals::metric

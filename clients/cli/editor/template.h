// The text that an editor is opened on: headings with what stands below them already, and remarks for whoever
// writes. A heading is a line "## Strengths", a remark a line "# …"; what begins with a number ("#48213 was
// about …") is text. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace laurel::cli {

struct Section {
  std::string title;  // empty: a text without a heading, the only one
  std::string text;
};

// The sections, then the remarks, one a line.
std::string TemplateOf(const std::vector<Section>& sections, const std::vector<std::string>& remarks);

// What was written below each of the titles, in their order, without remarks and without blank lines around
// it; empty where nothing stands, or the heading is gone. Lines may end in CR LF; a byte order mark is
// skipped. USAGE for text above the first heading, and for what is no UTF-8.
absl::StatusOr<std::vector<std::string>> TextsOf(std::string_view written,
                                                 const std::vector<std::string>& titles);

}  // namespace laurel::cli

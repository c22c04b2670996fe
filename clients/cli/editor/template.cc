#include "clients/cli/editor/template.h"

#include <algorithm>
#include <optional>

#include "absl/strings/str_replace.h"
#include "clients/cli/connection/failure.h"
#include "clients/cli/output/text.h"
#include "common/api/text.h"
#include "fmt/format.h"

namespace laurel::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t kQuoted = 60;  // cells of a line that is quoted in an error

std::vector<std::string_view> LinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool IsRemark(std::string_view line) { return line == "#" || line.starts_with("# "); }

// Which of the titles the line is the heading of. Headings of the writer's own are text.
std::optional<std::size_t> HeadingOf(std::string_view line, const std::vector<std::string>& titles) {
  if (!line.starts_with("## ")) return std::nullopt;
  const std::string title = api::LowerAscii(api::Trim(line.substr(3)));
  const auto found = std::ranges::find_if(
      titles, [&](const std::string& one) { return !one.empty() && api::LowerAscii(one) == title; });
  if (found == titles.end()) return std::nullopt;
  return static_cast<std::size_t>(found - titles.begin());
}

}  // namespace

std::string TemplateOf(const std::vector<Section>& sections, const std::vector<std::string>& remarks) {
  std::string all;
  for (const Section& section : sections) {
    if (!section.title.empty()) all += fmt::format("## {}\n", section.title);
    all += fmt::format("{}\n\n", section.text);
  }
  for (const std::string& remark : remarks) all += fmt::format("# {}\n", remark);
  return all;
}

absl::StatusOr<std::vector<std::string>> TextsOf(std::string_view written,
                                                 const std::vector<std::string>& titles) {
  if (written.starts_with(kByteOrderMark)) written.remove_prefix(kByteOrderMark.size());
  if (!api::IsValidUtf8(written)) return UsageError("what the editor left is not UTF-8 text");
  const std::string text = absl::StrReplaceAll({written.data(), written.size()}, {{"\r\n", "\n"}});
  std::vector<std::string> texts(titles.size());
  const auto untitled = std::ranges::find(titles, "");
  std::optional<std::size_t> at;
  if (untitled != titles.end()) at = static_cast<std::size_t>(untitled - titles.begin());
  for (const std::string_view line : LinesOf(text)) {
    if (const auto heading = HeadingOf(line, titles)) {
      at = heading;
    } else if (!IsRemark(line)) {
      if (at) {
        texts[*at] += fmt::format("{}\n", line);
      } else if (!api::Trim(line).empty()) {
        return UsageError(fmt::format("\"{}\" stands above the first heading, \"## {}\"",
                                      Shortened(OneLine(api::Trim(line)), kQuoted), titles.front()));
      }
    }
  }
  for (std::string& one : texts) one = std::string(api::Trim(one));
  return texts;
}

}  // namespace laurel::cli

#include "common/sql/migrate/statements.h"

#include <algorithm>

#include "common/api/text.h"

namespace laurel::sql {

std::vector<std::string> SplitStatements(std::string_view text) {
  std::vector<std::string> statements;
  std::string statement;
  const auto finish = [&] {
    if (!statement.empty()) statements.push_back(std::move(statement));
    statement.clear();
  };
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    std::string_view content = api::Trim(line);
    if (content.empty() || content.starts_with("--")) continue;
    const bool last = content.ends_with(';');
    if (last) content.remove_suffix(1);
    if (!statement.empty()) statement += '\n';
    statement += content;
    if (last) finish();
  }
  finish();
  return statements;
}

}  // namespace laurel::sql

#include "common/sql/driver/statement_cache.h"

#include "common/sql/driver/driver.h"

namespace laurel::sql {

StatementCache::StatementCache(::sql::Connection& connection) : connection_(connection) {}

StatementCache::~StatementCache() = default;

::sql::PreparedStatement& StatementCache::Get(std::string_view text) {
  if (const auto found = by_text_.find(text); found != by_text_.end()) {
    entries_.splice(entries_.begin(), entries_, found->second);
    return *entries_.front().statement;
  }
  std::unique_ptr<::sql::PreparedStatement> statement(
      connection_.prepareStatement(::sql::SQLString(text.data(), text.size())));
  if (entries_.size() >= kCapacity) {
    by_text_.erase(entries_.back().text);
    entries_.pop_back();
  }
  entries_.push_front({std::string(text), std::move(statement)});
  by_text_.emplace(entries_.front().text, entries_.begin());
  return *entries_.front().statement;
}

}  // namespace laurel::sql

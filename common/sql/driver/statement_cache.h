// The prepared statements of one connection, by their text: preparing costs a round trip, so each is prepared
// once and the least recently used go first. Used by one thread at a time; lives no longer than its
// connection.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sql {
class Connection;
class PreparedStatement;
}  // namespace sql

namespace laurel::sql {

class StatementCache {
 public:
  explicit StatementCache(::sql::Connection& connection);
  ~StatementCache();

  // Throws ::sql::SQLException. The statement is good until the next call.
  ::sql::PreparedStatement& Get(std::string_view text);

 private:
  struct Entry {
    std::string text;
    std::unique_ptr<::sql::PreparedStatement> statement;
  };
  // The server allows 16,382 statements by default, for all connections together.
  static constexpr std::size_t kCapacity = 200;

  ::sql::Connection& connection_;
  std::list<Entry> entries_;  // most recently used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_text_;
};

}  // namespace laurel::sql

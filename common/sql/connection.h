// A connection to MySQL or MariaDB: prepared statements only, each prepared once and kept. Used by one thread
// at a time. What its errors hold: common/sql/errors.h.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/sql/value.h"

namespace laurel::sql {

struct DatabaseOptions {
  // "unix:///path/to/socket" or "tcp://host:port".
  std::string address;
  std::string user;
  std::string password;  // read from a file by common/config; never logged
  std::string schema;
  std::string tls_ca_file;  // tcp: with it the server is verified; without it TLS is off and the address must
                            // be loopback
  int connections = 8;
};

class Connection {
 public:
  virtual ~Connection() = default;

  // A statement that answers rows. Lists of `?` only, never values in the text.
  virtual absl::StatusOr<Rows> Query(std::string_view sql, const Values& parameters = {}) = 0;
  // A statement that changes rows; answers how many it changed (an UPDATE to the same value counts 0).
  virtual absl::StatusOr<std::int64_t> Execute(std::string_view sql, const Values& parameters = {}) = 0;
};

}  // namespace laurel::sql

// SQL of table `service_account`. An account is never deleted: it is disabled.
//
// Stateless; a connection and its changes are used by one thread at a time. Reads answer the database's
// errors as they are. Subjects are visible ASCII; ids come without collection.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/page.h"
#include "common/api/resource_pattern.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "laurel/directory/v1/service_account.pb.h"

namespace laurel::directory::service_account {

inline constexpr api::ResourcePattern kPattern{"serviceAccounts/{service_account}"};

struct Stored {
  v1::ServiceAccount account;
  std::int64_t version = 0;
};

absl::StatusOr<std::optional<Stored>> Find(sql::Connection& connection, std::string_view id);
// By anybody, disabled or not.
absl::StatusOr<bool> IsSubjectTaken(sql::Connection& connection, const std::string& subject);
// By subject: at most `limit` rows after the cursor. INVALID_ARGUMENT on `page_token`: a cursor that is not
// of this list.
absl::StatusOr<std::vector<v1::ServiceAccount>> List(sql::Connection& connection, bool show_disabled,
                                                     const api::Cursor& after, std::int64_t limit);
// Where an account stands in that list.
api::Cursor CursorOf(const v1::ServiceAccount& account);

void Insert(sql::Changes& changes, const v1::ServiceAccount& account);
// `disabler`: a person's id. Guarded by the version.
void Disable(sql::Changes& changes, const Stored& before, absl::Time now, const std::string& disabler,
             const std::string& reason);

}  // namespace laurel::directory::service_account

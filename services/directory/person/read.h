// People from the table, as a viewer may see them: in a given order, or page by page. Stateless. Errors are
// the database's, and those of Viewer::Show.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/page.h"
#include "common/rpc/call.h"
#include "services/directory/env.h"
#include "services/directory/person/access.h"
#include "services/directory/person/store.h"

namespace laurel::directory::person {

// Those of `ids` that exist, in this order.
absl::StatusOr<std::vector<v1::Person>> ReadInOrder(Env& env, const rpc::Call& call, const Viewer& viewer,
                                                    const std::vector<std::string>& ids);

// What a page shows: whom `filter` finds, who is one of `among` (absent: everybody), and whom `keep` accepts
// (absent: everybody).
struct Selection {
  Filter filter;
  std::optional<std::vector<std::string>> among = std::nullopt;
  std::function<bool(const std::string& id)> keep = nullptr;
};

// The rows of the page after the cursor, by display name, and one more when there are more: for api::FillPage
// with CursorOf. INVALID_ARGUMENT on `page_token`: a cursor that is not of this list.
absl::StatusOr<std::vector<v1::Person>> ReadPage(Env& env, const rpc::Call& call, const Viewer& viewer,
                                                 const api::PageRequest& page, Selection selection);

}  // namespace laurel::directory::person

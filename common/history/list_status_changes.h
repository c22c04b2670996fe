// The handler of a service's ListStatusChanges, whose request has a parent and a page, and whose answer has
// status_changes and next_page_token. Thread-safe.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "common/api/fill_page.h"
#include "common/api/number_position.h"
#include "common/history/status_changes.h"
#include "common/rpc/call.h"
#include "common/sql/database.h"
#include "common/status/macros.h"

namespace laurel::history {

// What the changes belong to, as the caller sees it.
struct Parent {
  const google::protobuf::EnumDescriptor* states;
  // Whether the caller reads why: else the change is answered without its reason.
  std::function<bool(const common::v1::StatusChange&)> shows_reason;
};

// `load` finds what request.parent() names: NOT_FOUND when the caller may not read it.
template <typename Response, typename Request>
absl::StatusOr<Response> ListStatusChanges(
    sql::Database& db, const rpc::Call& call, const Request& request,
    const std::function<absl::StatusOr<Parent>(sql::Connection&)>& load) {
  using Changes = std::vector<common::v1::StatusChange>;
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::int64_t after, api::NumberFromCursor(page.after));
  ASSIGN_OR_RETURN(
      Changes changes,
      db.Read<Changes>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Changes> {
        ASSIGN_OR_RETURN(const Parent parent, load(connection));
        ASSIGN_OR_RETURN(Changes read,
                         List(connection, request.parent(), *parent.states, after, page.size + 1));
        for (common::v1::StatusChange& change : read) {
          if (!parent.shows_reason(change)) change.clear_reason();
        }
        return read;
      }));
  Response answer;
  const auto cursor_of = [](const common::v1::StatusChange& change) {
    return api::Cursor{std::string(api::IdOf(change.name()))};
  };
  api::FillPage(call.caller.id, request, std::move(changes), page.size, cursor_of,
                answer.mutable_status_changes(), answer.mutable_next_page_token());
  return answer;
}

}  // namespace laurel::history

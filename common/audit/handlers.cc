#include "common/audit/handlers.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/api/fill_page.h"
#include "common/api/page.h"
#include "common/api/resource_pattern.h"
#include "common/api/text.h"
#include "common/api/ulid.h"
#include "common/audit/store.h"
#include "common/auth/principal.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"

namespace laurel::audit {
namespace {

constexpr api::ResourcePattern kPerson("people/{person}");
constexpr std::string_view kMe = "people/me";

bool IsActor(std::string_view actor) {
  if (!actor.starts_with(auth::kServicePrefix)) return kPerson.Matches(actor);
  return api::IsVisibleAscii(actor.substr(auth::kServicePrefix.size()));
}

absl::StatusOr<Listing> ListingOf(const rpc::Call& call, const v1::ListAuditRecordsRequest& request) {
  FieldViolations violations;
  Listing listing{.actor = request.actor() == kMe ? call.caller.name : request.actor(),
                  .subject = request.subject(),
                  .resource = request.resource(),
                  .method = request.method()};
  if (!listing.actor.empty() && !IsActor(listing.actor)) {
    violations.Add("actor", "must be \"people/{id}\" or \"service:{subject}\"");
  }
  if (!listing.resource.empty() && !api::IsVisibleAscii(listing.resource)) {
    violations.Add("resource", "is not the name of a resource");
  }
  if (!listing.method.empty() && !api::IsVisibleAscii(listing.method)) {
    violations.Add("method", "is not the full name of a method");
  }
  if (request.has_start_time()) listing.start = FromTimestamp(request.start_time());
  if (request.has_end_time()) listing.end = FromTimestamp(request.end_time());
  if (listing.start.has_value() && listing.end.has_value() && *listing.end < *listing.start) {
    violations.Add("end_time", "is before start_time");
  }
  RETURN_IF_ERROR(violations.ToStatus());
  return listing;
}

absl::StatusOr<std::string> ReadCursor(const api::Cursor& cursor) {
  if (cursor.empty()) return std::string();
  if (cursor.size() != 1 || !api::IsUlid(cursor.front())) return api::ForeignCursor();
  return cursor.front();
}

}  // namespace

absl::StatusOr<v1::ListAuditRecordsResponse> ListAuditRecords(AuditEnv& env, rpc::Call& call,
                                                              const v1::ListAuditRecordsRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(Listing listing, ListingOf(call, request));
  ASSIGN_OR_RETURN(listing.before, ReadCursor(page.after));
  listing.limit = page.size + 1;
  using Records = std::vector<v1::AuditRecord>;
  ASSIGN_OR_RETURN(Records records, env.db.Read<Records>(call.deadline, [&](sql::Connection& connection) {
    return List(connection, listing);
  }));
  v1::ListAuditRecordsResponse response;
  const auto cursor_of = [](const v1::AuditRecord& record) { return api::Cursor{record.id()}; };
  api::FillPage(call.caller.id, request, std::move(records), page.size, cursor_of,
                response.mutable_audit_records(), response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::audit

#include "services/recognition/company_value/handlers.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/etag.h"
#include "common/api/field_mask.h"
#include "common/api/fill_page.h"
#include "common/api/ulid.h"
#include "common/service/audit_update.h"
#include "common/service/write_context.h"
#include "common/sql/always_readable.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/recognition/company_value/rules.h"
#include "services/recognition/company_value/store.h"
#include "services/recognition/events.h"
#include "services/recognition/names.h"

namespace laurel::recognition::company_value {
namespace {

using Values = std::vector<v1::CompanyValue>;

// Of two who want the same one at once the second meets the first one's row, and is asked again here.
absl::Status CheckUnique(sql::Connection& connection, const v1::CompanyValue& value) {
  ASSIGN_OR_RETURN(const bool taken, IsTaken(connection, value.hashtag(), IdOf(value.name())));
  if (!taken) return absl::OkStatus();
  return Error(absl::StatusCode::kAlreadyExists, "HASHTAG_TAKEN", "another value has this hashtag");
}

absl::StatusOr<v1::CompanyValue> Make(const rpc::Call& call, const v1::CompanyValue& wanted) {
  v1::CompanyValue value = wanted;
  value.set_name(kValuePattern.Format({api::NewUlid(call.now)}));
  value.set_etag(api::EtagOf(1));
  *value.mutable_create_time() = ToTimestamp(call.now);
  *value.mutable_update_time() = ToTimestamp(call.now);
  value.set_creator(call.caller.name);
  value.set_active(!wanted.has_active() || wanted.active());
  ASSIGN_OR_RETURN(*value.mutable_hashtag(), NormalizedHashtag(wanted.hashtag()));
  return value;
}

// Those that are something else than before.
std::vector<std::string> Differing(const v1::CompanyValue& before, const v1::CompanyValue& after) {
  std::vector<std::string> fields;
  if (before.title() != after.title()) fields.emplace_back("title");
  if (before.hashtag() != after.hashtag()) fields.emplace_back("hashtag");
  if (before.active() != after.active()) fields.emplace_back("active");
  return fields;
}

absl::StatusOr<v1::CompanyValue> Changed(const google::protobuf::FieldMask& mask,
                                         const v1::CompanyValue& before, const v1::CompanyValue& wanted) {
  v1::CompanyValue after = before;
  api::CopyMasked(mask, wanted, after);
  if (!after.has_active()) after.set_active(true);  // what it is when nobody says otherwise
  ASSIGN_OR_RETURN(*after.mutable_hashtag(), NormalizedHashtag(after.hashtag()));
  return after;
}

absl::StatusOr<v1::CompanyValue> Save(const rpc::Call& call, const Telling& telling, const Stored& before,
                                      v1::CompanyValue after, const std::vector<std::string>& fields) {
  after.set_etag(api::EtagOf(before.version + 1));
  *after.mutable_update_time() = ToTimestamp(call.now);
  Update(telling.changes, before, after, fields);
  AuditUpdate(call, after.name(), before.value, fields, {}, telling.changes);
  TellValue(telling, "value.updated", after);
  return after;
}

}  // namespace

absl::StatusOr<v1::CompanyValue> CreateValue(Env& env, rpc::Call& call,
                                             const v1::CreateValueRequest& request) {
  ASSIGN_OR_RETURN(const v1::CompanyValue value, Make(call, request.value()));
  return env.db.Write<v1::CompanyValue>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::CompanyValue> {
        RETURN_IF_ERROR(CheckUnique(connection, value));
        Insert(changes, value);
        changes.Audit({.resource = value.name(), .subject = ""});
        changes.Mention(value.creator());
        TellValue(TellingOf(env, call, changes), "value.created", value);
        return value;
      },
      sql::kAlwaysReadable);
}

absl::StatusOr<v1::CompanyValue> UpdateValue(Env& env, rpc::Call& call,
                                             const v1::UpdateValueRequest& request) {
  const v1::CompanyValue& wanted = request.value();
  ASSIGN_OR_RETURN(const google::protobuf::FieldMask mask, api::ResolveMask(request.update_mask(), wanted));
  return env.db.Write<v1::CompanyValue>(
      ToWriteContext(call),
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<v1::CompanyValue> {
        ASSIGN_OR_RETURN(const std::optional<Stored> before,
                         Find(connection, IdOf(wanted.name()), sql::Lock::kForUpdate));
        if (!before.has_value()) return NotFound();
        RETURN_IF_ERROR(api::CheckEtag(wanted.etag(), before->version));
        ASSIGN_OR_RETURN(v1::CompanyValue after, Changed(mask, before->value, wanted));
        RETURN_IF_ERROR(CheckUnique(connection, after));
        changes.Mention(after.creator());
        const std::vector<std::string> fields = Differing(before->value, after);
        if (fields.empty()) return before->value;
        return Save(call, TellingOf(env, call, changes), *before, std::move(after), fields);
      },
      sql::kAlwaysReadable);
}

absl::StatusOr<v1::ListValuesResponse> ListValues(Env& env, rpc::Call& call,
                                                  const v1::ListValuesRequest& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  RETURN_IF_ERROR(api::CheckCursor(page.after, 2));
  std::optional<std::pair<std::string, std::string>> after;
  if (!page.after.empty()) after = {page.after[0], page.after[1]};
  ASSIGN_OR_RETURN(Values values, env.db.Read<Values>(call.deadline, [&](sql::Connection& connection) {
    return List(connection, after, page.size + 1);
  }));
  v1::ListValuesResponse response;
  const auto cursor_of = [](const v1::CompanyValue& value) {
    return api::Cursor{value.title(), std::string(IdOf(value.name()))};
  };
  api::FillPage(call.caller.id, request, std::move(values), page.size, cursor_of, response.mutable_values(),
                response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::recognition::company_value

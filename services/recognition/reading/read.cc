#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "common/api/fill_batch.h"
#include "common/api/fill_page.h"
#include "common/api/time_position.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/recognition/audience/access.h"
#include "services/recognition/company_value/store.h"
#include "services/recognition/errors.h"
#include "services/recognition/names.h"
#include "services/recognition/reading/counts.h"
#include "services/recognition/reading/handlers.h"
#include "services/recognition/reading/listing.h"
#include "services/recognition/recognition/access.h"
#include "services/recognition/recognition/shape.h"

namespace laurel::recognition::reading {
namespace {

using Request = v1::ListRecognitionsRequest;
using Organization = absl::StatusOr<std::shared_ptr<const org::Organization>>;
using Recognitions = std::vector<v1::Recognition>;

// Of what the caller reads in full.
absl::Status AddCountsOf(const rpc::Call& call, sql::Connection& connection, Recognitions& shaped) {
  std::vector<v1::Recognition*> full;
  for (v1::Recognition& one : shaped) {
    if (one.view() == common::v1::VIEW_FULL) full.push_back(&one);
  }
  return AddCounts(connection, call.caller.id, full);
}

// What one caller is shown, on the organisation as it is when the call begins.
class Viewer {
 public:
  Viewer(const Env& env, const rpc::Call& call)
      : fresh_(org::FreshOrganization(env.organization, call.now)),
        newest_(env.organization.Current()),
        readership_(fresh_.ok() ? fresh_->get() : nullptr, call),
        now_(call.now) {}

  const Organization& organization() const { return fresh_; }

  // nullopt: not readable by the caller.
  std::optional<v1::Recognition> Show(const v1::Recognition& one) {
    const audience::Reader reader = readership_.Of(one);
    const auto view = audience::ViewFor(reader, one);
    return view.has_value() ? std::optional(recognition::ShapedOn(*newest_, one, reader, *view, now_))
                            : std::nullopt;
  }

 private:
  Organization fresh_;
  std::shared_ptr<const org::Organization> newest_;
  audience::Readership readership_;
  absl::Time now_;
};

// What a list refers to exists, as far as the caller may know.
absl::Status CheckReferences(const Env& env, const rpc::Call& call, sql::Connection& connection,
                             const Request& request) {
  if (!request.value().empty()) {
    ASSIGN_OR_RETURN(const auto value,
                     company_value::Find(connection, IdOf(request.value()), sql::Lock::kNone));
    if (!value.has_value()) return NoSuchValue("value");
  }
  if (request.parent().empty()) return absl::OkStatus();
  const absl::Status parent = recognition::LoadToShow(env, call, connection, IdOf(request.parent())).status();
  return absl::IsNotFound(parent) ? absl::Status(NoSuchRecognition("parent")) : parent;
}

// As GetRecognition would show them. A list that holds what Get would not show is a mistake of ours: nothing
// of it goes out.
absl::Status Shape(Viewer& viewer, Recognitions& found) {
  for (v1::Recognition& one : found) {
    std::optional<v1::Recognition> shaped = viewer.Show(one);
    if (!shaped.has_value()) {
      return InternalError("a list of recognitions holds what its reader may not read");
    }
    one = *std::move(shaped);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Recognition> GetRecognition(Env& env, rpc::Call& call,
                                               const v1::GetRecognitionRequest& request) {
  return env.db.Read<v1::Recognition>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::Recognition> {
        ASSIGN_OR_RETURN(const recognition::Readable found,
                         recognition::LoadToShow(env, call, connection, IdOf(request.name())));
        Recognitions one = {recognition::ShapedOn(*env.organization.Current(), found.stored.recognition,
                                                  found.reader, found.view, call.now)};
        RETURN_IF_ERROR(AddCountsOf(call, connection, one));
        return std::move(one.front());
      });
}

absl::StatusOr<v1::BatchGetRecognitionsResponse> BatchGetRecognitions(
    Env& env, rpc::Call& call, const v1::BatchGetRecognitionsRequest& request) {
  std::vector<std::string> ids;
  for (const std::string& name : request.names()) ids.emplace_back(IdOf(name));
  Viewer viewer(env, call);
  ASSIGN_OR_RETURN(const Recognitions readable,
                   env.db.Read<Recognitions>(
                       call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Recognitions> {
                         ASSIGN_OR_RETURN(const Recognitions found, recognition::FindAll(connection, ids));
                         Recognitions shown;
                         for (const v1::Recognition& one : found) {
                           if (auto shaped = viewer.Show(one)) shown.push_back(*std::move(shaped));
                         }
                         RETURN_IF_ERROR(AddCountsOf(call, connection, shown));
                         return shown;
                       }));
  const auto show = [](const v1::Recognition* one) -> absl::StatusOr<std::optional<v1::Recognition>> {
    return one == nullptr ? std::nullopt : std::optional(*one);
  };
  v1::BatchGetRecognitionsResponse response;
  RETURN_IF_ERROR(api::FillBatch(request.names(), readable, show, response.mutable_recognitions(),
                                 response.mutable_missing()));
  // As with Get: while the organisation is too old nobody learns which of them exist.
  if (response.missing_size() > 0) RETURN_IF_ERROR(viewer.organization().status());
  return response;
}

absl::StatusOr<v1::ListRecognitionsResponse> ListRecognitions(Env& env, rpc::Call& call,
                                                              const Request& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(page.after));
  RETURN_IF_ERROR(org::CheckPeople(env.organization,
                                   {{"recipient", request.recipient()}, {"sender", request.sender()}},
                                   call.now, call.deadline, /*refuse_leavers=*/false));
  RETURN_IF_ERROR(org::CheckTeam(env.organization, "team", request.team(), call.now, call.deadline));
  Viewer viewer(env, call);
  ASSIGN_OR_RETURN(Listing listing, ListingFor(viewer.organization(), call, request));
  listing.within.after = after;
  listing.limit = page.size + 1;
  ASSIGN_OR_RETURN(Recognitions listed,
                   env.db.Read<Recognitions>(
                       call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Recognitions> {
                         RETURN_IF_ERROR(CheckReferences(env, call, connection, request));
                         ASSIGN_OR_RETURN(Recognitions found, List(connection, listing));
                         RETURN_IF_ERROR(Shape(viewer, found));
                         RETURN_IF_ERROR(AddCountsOf(call, connection, found));
                         return found;
                       }));
  v1::ListRecognitionsResponse response;
  const auto cursor_of = [](const v1::Recognition& one) {
    return api::ToCursor({recognition::OrderTimeOf(one), std::string(IdOf(one.name()))});
  };
  api::FillPage(call.caller.id, request, std::move(listed), page.size, cursor_of,
                response.mutable_recognitions(), response.mutable_next_page_token());
  return response;
}

}  // namespace laurel::recognition::reading

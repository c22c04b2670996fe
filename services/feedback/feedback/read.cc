#include <memory>
#include <utility>

#include "common/api/fill_batch.h"
#include "common/api/fill_page.h"
#include "common/api/time_position.h"
#include "common/org/access.h"
#include "common/status/macros.h"
#include "services/feedback/audience/access.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/errors.h"
#include "services/feedback/feedback/access.h"
#include "services/feedback/feedback/handlers.h"
#include "services/feedback/feedback/listing.h"
#include "services/feedback/feedback/rules.h"
#include "services/feedback/names.h"

namespace laurel::feedback::feedback {
namespace {

using Request = v1::ListFeedbackRequest;
using Organization = absl::StatusOr<std::shared_ptr<const org::Organization>>;
using Pieces = std::vector<v1::Feedback>;

std::optional<common::v1::View> ViewOn(const Organization& organization, const rpc::Call& call,
                                       const v1::Feedback& piece) {
  const org::Organization* fresh = organization.ok() ? organization->get() : nullptr;
  return audience::ViewFor(audience::ReaderOn(fresh, call, piece), piece);
}

absl::StatusOr<std::optional<v1::CoachingSession>> SessionOf(const Env& env, const rpc::Call& call,
                                                             sql::Connection& connection,
                                                             const Request& request) {
  if (request.session().empty()) return std::optional<v1::CoachingSession>();
  ASSIGN_OR_RETURN(const auto session, coaching_session::FindReadable(
                                           env, call, connection, IdOf(request.session()), sql::Lock::kNone));
  if (!session.has_value()) return NoSuchSession("session");
  return session->stored.session;
}

// As GetFeedback would show them. A list that holds what Get would not show is a mistake of ours: nothing of
// it goes out.
absl::Status Shape(const Organization& organization, const rpc::Call& call, Pieces& pieces) {
  for (v1::Feedback& piece : pieces) {
    const std::optional<common::v1::View> view = ViewOn(organization, call, piece);
    if (!view.has_value()) return InternalError("a list of feedback holds what its reader may not read");
    piece = Shaped(piece, *view);
  }
  return absl::OkStatus();
}

v1::ListFeedbackResponse Page(const rpc::Call& call, const Request& request, int size, Pieces pieces) {
  v1::ListFeedbackResponse page;
  const auto cursor_of = [](const v1::Feedback& piece) {
    return api::ToCursor({OrderTimeOf(piece), std::string(IdOf(piece.name()))});
  };
  api::FillPage(call.caller.id, request, std::move(pieces), size, cursor_of, page.mutable_feedback(),
                page.mutable_next_page_token());
  return page;
}

}  // namespace

absl::StatusOr<v1::Feedback> GetFeedback(Env& env, rpc::Call& call, const v1::GetFeedbackRequest& request) {
  return env.db.Read<v1::Feedback>(
      call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<v1::Feedback> {
        ASSIGN_OR_RETURN(const Readable found,
                         LoadReadable(env, call, connection, IdOf(request.name()), sql::Lock::kNone));
        return Shaped(found.stored.feedback, found.view);
      });
}

absl::StatusOr<v1::BatchGetFeedbackResponse> BatchGetFeedback(Env& env, rpc::Call& call,
                                                              const v1::BatchGetFeedbackRequest& request) {
  std::vector<std::string> ids;
  for (const std::string& name : request.names()) ids.emplace_back(IdOf(name));
  ASSIGN_OR_RETURN(const Pieces pieces, env.db.Read<Pieces>(call.deadline, [&](sql::Connection& connection) {
    return FindAll(connection, ids);
  }));
  const Organization organization = org::FreshOrganization(env.organization, call.now);
  const auto show = [&](const v1::Feedback* piece) -> absl::StatusOr<std::optional<v1::Feedback>> {
    const auto view = piece == nullptr ? std::nullopt : ViewOn(organization, call, *piece);
    return view.has_value() ? std::optional(Shaped(*piece, *view)) : std::nullopt;
  };
  v1::BatchGetFeedbackResponse response;
  RETURN_IF_ERROR(
      api::FillBatch(request.names(), pieces, show, response.mutable_feedback(), response.mutable_missing()));
  // As with Get: while the organisation is too old nobody learns which of them exist.
  if (response.missing_size() > 0) RETURN_IF_ERROR(organization.status());
  return response;
}

absl::StatusOr<v1::ListFeedbackResponse> ListFeedback(Env& env, rpc::Call& call, const Request& request) {
  ASSIGN_OR_RETURN(const api::PageRequest page, api::ReadPageRequest(call.caller.id, request));
  ASSIGN_OR_RETURN(const std::optional<api::TimePosition> after, api::FromCursor(page.after));
  RETURN_IF_ERROR(org::CheckPeople(env.organization,
                                   {{"subject", request.subject()}, {"author", request.author()}}, call.now,
                                   call.deadline, /*refuse_leavers=*/false));
  const Organization organization = org::FreshOrganization(env.organization, call.now);
  ASSIGN_OR_RETURN(
      Pieces pieces,
      env.db.Read<Pieces>(call.deadline, [&](sql::Connection& connection) -> absl::StatusOr<Pieces> {
        ASSIGN_OR_RETURN(const auto session, SessionOf(env, call, connection, request));
        ASSIGN_OR_RETURN(Listing listing, ListingFor(organization, call, request, session));
        listing.within.after = after;
        listing.limit = page.size + 1;
        return List(connection, listing);
      }));
  RETURN_IF_ERROR(Shape(organization, call, pieces));
  return Page(call, request, page.size, std::move(pieces));
}

}  // namespace laurel::feedback::feedback

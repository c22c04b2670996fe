#include <map>

#include "common/status/macros.h"
#include "services/feedback/coaching_session/access.h"
#include "services/feedback/coaching_session/handlers.h"
#include "services/feedback/names.h"

namespace laurel::feedback::coaching_session {
namespace {

using Request = v1::BatchGetCoachingSessionsRequest;
using Response = v1::BatchGetCoachingSessionsResponse;
using Sessions = std::map<std::string, v1::CoachingSession, std::less<>>;  // by name

// An answer holds 4 MiB: more than 200 ordinary sessions, and less than 200 whose fields are all full.
constexpr std::size_t kMostBytes = std::size_t{7} << 19;

absl::StatusOr<Sessions> ReadByName(Env& env, const rpc::Call& call, const Request& request) {
  std::vector<std::string> ids;
  for (const std::string& name : request.names()) ids.emplace_back(IdOf(name));
  using Found = std::vector<v1::CoachingSession>;
  ASSIGN_OR_RETURN(Found found, env.db.Read<Found>(call.deadline, [&](sql::Connection& connection) {
    return FindAll(connection, ids);
  }));
  Sessions sessions;
  for (v1::CoachingSession& session : found) sessions.emplace(session.name(), std::move(session));
  return sessions;
}

}  // namespace

absl::StatusOr<Response> BatchGetCoachingSessions(Env& env, rpc::Call& call, const Request& request) {
  ASSIGN_OR_RETURN(const Sessions sessions, ReadByName(env, call, request));
  Response response;
  std::size_t bytes = 0;
  const v1::CoachingSession none;
  for (const std::string& name : request.names()) {
    const auto found = sessions.find(name);
    const v1::CoachingSession& session = found == sessions.end() ? none : found->second;
    // Also of one that does not exist, as in access.cc.
    ASSIGN_OR_RETURN(const std::optional<common::v1::View> view, ViewNow(env, call, session));
    if (found == sessions.end() || !view.has_value()) {
      response.add_missing(name);
      continue;
    }
    *response.add_coaching_sessions() = Shaped(session, *view);
    bytes += response.coaching_sessions().rbegin()->ByteSizeLong();
    if (bytes > kMostBytes)
      return InvalidField("names", "these are more than one answer holds: ask for fewer");
  }
  return response;
}

}  // namespace laurel::feedback::coaching_session

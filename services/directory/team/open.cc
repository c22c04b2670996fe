#include "services/directory/team/open.h"

#include <optional>
#include <utility>

#include "common/api/etag.h"
#include "common/service/audit_update.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "services/directory/errors.h"
#include "services/directory/events.h"
#include "services/directory/team/create.h"

namespace laurel::directory::team {

absl::CivilDay TodayOf(const rpc::Call& call) { return absl::ToCivilDay(call.now, absl::UTCTimeZone()); }

absl::StatusOr<Stored> LoadOpen(sql::Connection& connection, const rpc::Call& call, std::string_view name,
                                std::string_view etag) {
  ASSIGN_OR_RETURN(std::optional<Stored> stored,
                   FindStored(connection, std::string(api::IdOf(name)), TodayOf(call)));
  if (!stored.has_value()) return NotFound();
  RETURN_IF_ERROR(api::CheckEtag(etag, stored->version));
  if (stored->team.has_end_date()) return TeamClosed(name);
  return *std::move(stored);
}

absl::Status CheckParent(sql::Connection& connection, const rpc::Call& call, std::string_view parent) {
  if (parent.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::optional<Stored> stored,
                   FindStored(connection, std::string(api::IdOf(parent)), TodayOf(call)));
  if (!stored.has_value()) return NoSuchTeam("parent");
  if (stored->team.has_end_date()) return TeamClosed(parent);
  return absl::OkStatus();
}

absl::Status CheckName(sql::Connection& connection, const rpc::Call& call, const v1::Team& team) {
  if (team.kind() != v1::TEAM_KIND_TEAM) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool taken, IsNameTaken(connection, team.display_name(),
                                                 std::string(api::IdOf(team.name())), TodayOf(call)));
  if (!taken) return absl::OkStatus();
  return Error(absl::StatusCode::kAlreadyExists, "NAME_TAKEN",
               "another open team has this name: choose a name that tells them apart")
      .Field("team.display_name", "is the name of another open team");
}

v1::Team Save(const Env& env, const rpc::Call& call, sql::Changes& changes, organization::Draft& draft,
              const Stored& before, Rewrite rewrite) {
  v1::Team& team = rewrite.after;
  team.set_etag(api::EtagOf(before.version + 1));
  *team.mutable_update_time() = ToTimestamp(call.now);
  Update(changes, before, team, std::move(rewrite.columns));
  *draft.records.add_teams() = RecordOf(team);
  std::vector<std::string> changed;
  if (!rewrite.changed.empty()) changed.emplace_back(rewrite.changed);
  TellTeam(organization::TellingOf(env, call, changes, draft), rewrite.event, team.name(), team.kind(),
           changed);
  AddChange(changes, before,
            {.field = std::string(rewrite.audited),
             .actor = call.caller.id,
             .time = call.now,
             .reason = std::string(rewrite.reason)});
  changes.Audit(UpdateEntry(team.name(), "", before.team, {std::string(rewrite.audited)}));
  if (!team.creator().empty()) changes.Mention(team.creator());
  return std::move(team);
}

}  // namespace laurel::directory::team

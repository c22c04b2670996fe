#include "services/directory/announcement/tell.h"

#include <algorithm>
#include <string>

#include "common/org/organization.h"
#include "common/status/macros.h"
#include "services/directory/departure/departure.h"

namespace laurel::directory::announcement {

void TellPlainly(const Telling& telling, const News& news) {
  const Announcement& announcement = news.announcement;
  if (!announcement.known) return;
  const std::string name = org::kPersonPattern.Format({news.person});
  bool made = false;
  for (const Step& step : announcement.steps) {
    TellPerson(telling, step.type, name, announcement.state);
    made = made || step.type == "person.created";
  }
  std::vector<std::string> changed = news.changed;
  if (announcement.coachable_changed) changed.emplace_back("coachable");
  if (!made && !changed.empty()) TellPerson(telling, "person.changed", name, announcement.state, changed);
}

absl::Status Tell(sql::Connection& connection, sql::Changes& changes, const events::Outbox& outbox,
                  absl::Time now, organization::Draft& draft, const News& news) {
  const auto& steps = news.announcement.steps;
  const auto leaving =
      std::ranges::find_if(steps, [](const Step& step) { return step.type == "person.left"; });
  const Telling telling{.outbox = outbox, .changes = changes, .now = now, .version = draft.version};
  TellPlainly(telling, news);
  if (leaving == steps.end()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const departure::Departure departure,
                   departure::Plan(connection, news.person, leaving->day, now));
  return departure::Save(connection, telling, draft.records, departure, news.actor);
}

}  // namespace laurel::directory::announcement

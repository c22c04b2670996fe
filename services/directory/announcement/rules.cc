#include "services/directory/announcement/rules.h"

#include <algorithm>
#include <iterator>

namespace laurel::directory::announcement {
namespace {

constexpr std::string_view kLeft = "person.left";

std::string_view TypeOf(v1::PersonState from, v1::PersonState to) {
  switch (to) {
    case v1::PERSON_STATE_ON_LEAVE:
      return "person.on_leave";
    case v1::PERSON_STATE_LEFT:
      return kLeft;
    default:
      return from == v1::PERSON_STATE_LEFT ? "person.reinstated" : "person.returned";
  }
}

// Told as it stands.
bool IsTold(const status::History& before, const v1::StatusRecord& status) {
  return !before.IsUntold(status.start_day()) &&
         std::ranges::any_of(before.statuses, [&status](const v1::StatusRecord& old) {
           return old.start_day() == status.start_day() && old.state() == status.state();
         });
}

const v1::StatusRecord* LastTold(const status::History& before) {
  const auto told = std::find_if(
      before.statuses.rbegin(), before.statuses.rend(),
      [&before](const v1::StatusRecord& status) { return !before.IsUntold(status.start_day()); });
  return told == before.statuses.rend() ? nullptr : &*told;
}

}  // namespace

Announcement Announce(const status::History& before, const status::Statuses& after, int today) {
  Announcement result;
  result.untold_from = today + 1;
  const v1::StatusRecord* told = LastTold(before);
  const v1::StatusRecord* current = status::InForceOn(after, today);
  result.known = told != nullptr || current != nullptr;
  if (current == nullptr) return result;
  result.state = current->state();

  v1::PersonState state = told == nullptr ? v1::PERSON_STATE_ACTIVE : told->state();
  if (told == nullptr) result.steps.push_back({"person.created", after.front().start_day()});
  const auto come_into = [&](const v1::StatusRecord& status) {
    if (status.state() == state) return;
    result.steps.push_back({TypeOf(state, status.state()), status.start_day()});
    state = status.state();
  };
  const auto begun = std::find_if(after.begin(), after.end(),
                                  [today](const v1::StatusRecord& s) { return s.start_day() > today; });
  auto fresh = begun;
  while (fresh != after.begin() && !IsTold(before, *std::prev(fresh))) --fresh;
  // Nothing new has begun; but what was told last may have been taken back.
  if (fresh == begun) come_into(*current);
  std::for_each(fresh, begun, come_into);
  result.coachable_changed = told != nullptr && told->coachable() != current->coachable();
  return result;
}

Announcement UpToLeaving(Announcement announcement, const status::Statuses& after) {
  auto& steps = announcement.steps;
  const auto leaving = std::ranges::find_if(steps, [](const Step& step) { return step.type == kLeft; });
  if (leaving == steps.end()) return announcement;
  announcement.untold_from = std::min(announcement.untold_from, leaving->day);
  steps.erase(leaving, steps.end());
  // With all of it untold, whoever tells the rest begins with this.
  if (after.front().start_day() >= announcement.untold_from) {
    announcement.known = false;
    steps.clear();
  }
  return announcement;
}

}  // namespace laurel::directory::announcement

#include "services/directory/person/written.h"

#include <optional>

#include "common/api/etag.h"
#include "common/api/resource_pattern.h"
#include "common/org/email_hash.h"
#include "common/time/convert.h"
#include "services/directory/line/rules.h"
#include "services/directory/period/day.h"
#include "services/directory/person/rules.h"

namespace laurel::directory::person {

int Today(const v1::Person& person, absl::Time now) { return period::TodayIn(person.time_zone(), now); }

v1::PersonRecord RecordOf(const v1::Person& person) {
  v1::PersonRecord record;
  record.set_id(std::string(api::IdOf(person.name())));
  record.set_email_hash(org::EmailHash(person.email()));
  record.set_time_zone(person.time_zone());
  return record;
}

void Renew(Stored& stored, absl::Time now) {
  stored.person.set_etag(api::EtagOf(++stored.version));
  *stored.person.mutable_update_time() = ToTimestamp(now);
}

void Fill(const org::Organization& organization, absl::Time now, const status::Statuses& statuses,
          v1::Person& person) {
  FillFromOrganization(organization, now, person);
  person.clear_state();
  person.clear_coachable();
  person.clear_leave_date();
  if (const v1::StatusRecord* status = status::InForceOn(statuses, Today(person, now))) {
    person.set_state(status->state());
    person.set_coachable(status->coachable());
  }
  if (const std::optional<int> leave = status::LeaveDay(statuses)) {
    *person.mutable_leave_date() = ToDate(DayFromNumber(*leave));
  }
}

void FillLines(std::span<const v1::LineRecord> lines, absl::Time now, v1::Person& person) {
  const int today = Today(person, now);
  person.clear_manager();
  person.clear_coach();
  if (const v1::LineRecord* line = line::InForceOn(lines, v1::LINE_KIND_LINE, today)) {
    person.set_manager(org::kPersonPattern.Format({line->manager()}));
  }
  if (const v1::LineRecord* line = line::InForceOn(lines, v1::LINE_KIND_COACH, today)) {
    person.set_coach(org::kPersonPattern.Format({line->manager()}));
  }
}

}  // namespace laurel::directory::person

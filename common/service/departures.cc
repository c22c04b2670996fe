#include "common/service/departures.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/time/clock.h"
#include "common/api/resource_pattern.h"
#include "common/log/log.h"
#include "common/status/error.h"
#include "common/status/macros.h"
#include "common/time/convert.h"
#include "laurel/directory/v1/events.pb.h"

namespace laurel {
namespace {

// One transaction holds so many locks at most: somebody of many years does not stand in everybody's way.
constexpr std::size_t kStep = 50;
constexpr absl::Duration kDeadline = absl::Seconds(20);
// For the organisation of an event; then the event comes again.
constexpr absl::Duration kVersionWait = absl::Seconds(1);
constexpr absl::Duration kLook = absl::Milliseconds(50);
// Twice what directory's feed is silent for when all is well: then whoever runs this should know.
constexpr absl::Duration kLongWait = absl::Seconds(30);

}  // namespace

Departures::Departures(sql::Database& db, const org::Holder& organization, const events::Outbox& outbox,
                       const Clock& clock, std::string_view actor, Work work)
    : db_(db),
      organization_(organization),
      outbox_(outbox),
      clock_(clock),
      actor_(actor),
      work_(std::move(work)) {}

bool Departures::Moment::HasLeft(std::string_view person) const {
  return organization->HasLeft(api::IdOf(person), time);
}

absl::StatusOr<std::optional<Departures::Leaving>> Departures::LeavingOf(const events::v1::Event& event) {
  directory::v1::PersonEvent person;
  if (!event.data().UnpackTo(&person)) return InternalError("a person.left carries no PersonEvent");
  // The clock of directory may be ahead of ours: by ours the person's last day may not be over.
  Moment moment{.organization = organization_.WaitUntil(
                    absl::Now() + kVersionWait,
                    [&](const org::Organization& o) { return o.version() >= person.organization_version(); }),
                .time = std::max(clock_.Now(), FromTimestamp(event.time()))};
  if (moment.organization->version() < person.organization_version()) {
    return Error(absl::StatusCode::kUnavailable, "ORGANIZATION_STALE",
                 "the organisation in memory is older than the event");
  }
  if (!moment.HasLeft(person.person())) return std::optional<Leaving>();
  return std::optional<Leaving>(
      Leaving{.person = std::string(api::IdOf(person.person())), .moment = std::move(moment)});
}

absl::Status Departures::Prepare(const events::v1::Event& event) {
  ASSIGN_OR_RETURN(const std::optional<Leaving> leaving, LeavingOf(event));
  if (!leaving.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(std::vector<Open> open, ReadOpen(leaving->person));
  while (open.size() > kStep) RETURN_IF_ERROR(SettleStep(leaving->moment, open).status());
  return absl::OkStatus();
}

absl::Status Departures::Handle(const events::v1::Event& event, sql::Connection& connection,
                                sql::Changes& changes) {
  ASSIGN_OR_RETURN(const std::optional<Leaving> leaving, LeavingOf(event));
  if (!leaving.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<Open> open, work_.find_open(connection, leaving->person));
  return Settle(leaving->moment, open, connection, changes).status();
}

absl::Status Departures::CatchUp() {
  RETURN_IF_ERROR(AwaitOrganization());
  const Moment moment{.organization = organization_.Current(), .time = clock_.Now()};
  ASSIGN_OR_RETURN(const std::vector<std::string> leavers, FindLeavers(moment));
  std::int64_t changed = 0;
  for (const std::string& leaver : leavers) {
    ASSIGN_OR_RETURN(std::vector<Open> open, ReadOpen(leaver));
    while (!open.empty()) {
      ASSIGN_OR_RETURN(const int settled, SettleStep(moment, open));
      changed += settled;
    }
  }
  if (changed > 0) log::Info("what had been left open by leavers was closed", {{"changed", changed}});
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Departures::Open>> Departures::ReadOpen(std::string_view person) {
  return db_.Read<std::vector<Open>>(clock_.Now() + kDeadline, [&](sql::Connection& connection) {
    return work_.find_open(connection, person);
  });
}

absl::Status Departures::AwaitOrganization() {
  const absl::Time begun = clock_.Now();
  bool logged = false;
  absl::MutexLock lock(&mutex_);
  while (!stopping_ && organization_.FreshAt() < begun + kMirrorLag) {
    if (!logged && clock_.Now() > begun + kLongWait) {
      logged = true;
      log::Warning("what leavers have left open waits for the organisation, which does not come");
    }
    mutex_.AwaitWithTimeout(absl::Condition(&stopping_), kLook);
  }
  return stopping_ ? absl::CancelledError("stopping") : absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> Departures::FindLeavers(const Moment& moment) {
  using Page = std::optional<std::vector<std::string>>;
  std::set<std::string> leavers;
  for (const People& people : work_.people()) {
    for (Page page = Page::value_type(); page.has_value();) {
      if (stopping()) return absl::CancelledError("stopping");
      ASSIGN_OR_RETURN(page, db_.Read<Page>(clock_.Now() + kDeadline, people));
      if (!page.has_value()) continue;
      for (std::string& id : *page) {
        if (moment.organization->HasLeft(id, moment.time)) leavers.insert(std::move(id));
      }
    }
  }
  return std::vector<std::string>(leavers.begin(), leavers.end());
}

absl::StatusOr<int> Departures::SettleStep(const Moment& moment, std::vector<Open>& open) {
  if (stopping()) return absl::CancelledError("stopping");
  const auto end = open.begin() + static_cast<std::ptrdiff_t>(std::min(kStep, open.size()));
  const std::vector<Open> step(open.begin(), end);
  open.erase(open.begin(), end);
  sql::WriteContext context;
  context.now = clock_.Now();
  context.deadline = context.now + kDeadline;
  context.actor = actor_;
  context.key.method = kPersonLeft;
  context.audited = true;
  int settled = 0;
  using Nothing = events::v1::Bookmark;
  const absl::StatusOr<Nothing> written = db_.Write<Nothing>(
      context,
      [&](sql::Connection& connection, sql::Changes& changes) -> absl::StatusOr<Nothing> {
        ASSIGN_OR_RETURN(settled, Settle(moment, step, connection, changes));
        return Nothing();
      },
      [](sql::Connection&, const Nothing&) { return absl::OkStatus(); });
  RETURN_IF_ERROR(written.status());
  return settled;
}

absl::StatusOr<int> Departures::Settle(const Moment& moment, const std::vector<Open>& open,
                                       sql::Connection& connection, sql::Changes& changes) {
  const Closing closing{.connection = connection,
                        .telling = {.outbox = outbox_, .changes = changes, .actor = "", .now = clock_.Now()},
                        .has_left = [&moment](std::string_view person) { return moment.HasLeft(person); }};
  int settled = 0;
  for (const Open& one : open) {
    ASSIGN_OR_RETURN(const bool changed, work_.close(closing, one));
    settled += changed ? 1 : 0;
  }
  return settled;
}

void Departures::Stop() {
  const absl::MutexLock lock(&mutex_);
  stopping_ = true;
}

bool Departures::stopping() const {
  const absl::MutexLock lock(&mutex_);
  return stopping_;
}

}  // namespace laurel

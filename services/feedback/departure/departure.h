// What the leaving of a person means for coaching and feedback ("On leaving" of the product): plans that have
// lost their coach or all whom they would coach are cancelled, the leaver's open action items are dropped and
// their drafts of feedback discarded, and a held session that waited for nobody else is acknowledged. Laurel
// itself does it, once, on directory's person.left.
//
// Everything is judged anew on what is locked, so that doing it twice, or in two replicas, does no harm.
// Audited as changes of this service (kOwnActor), under the event's type. Thread-safe.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/org/organization.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/time/clock.h"
#include "laurel/events/v1/event.pb.h"
#include "services/feedback/departure/store.h"
#include "services/feedback/env.h"

namespace laurel::feedback::departure {

// How far the organisation in memory may lag behind directory's events: what was told before a moment is in
// it once it has spoken so much later.
inline constexpr absl::Duration kMirrorLag = absl::Seconds(5);

// The event of directory that it is about.
inline constexpr std::string_view kPersonLeft = "person.left";

class Departures {
 public:
  // Both outlive it.
  Departures(const Env& env, const Clock& clock) : env_(env), clock_(clock) {}

  // Of a person.left, before its transaction: all but the last step of what it changes, each in a transaction
  // of its own. UNAVAILABLE while the organisation in memory is older than the event. Nothing for a person
  // who is back.
  absl::Status Prepare(const events::v1::Event& event);
  // What is left of it, in the transaction of the event.
  absl::Status Handle(const events::v1::Event& event, sql::Connection& connection, sql::Changes& changes);

  // The same for everybody who has left and has something open: what was missed, and what was begun with a
  // leaver by a replica that did not know yet. Waits until the organisation is up to date, and logs when that
  // takes long.
  absl::Status CatchUp();

  // Ends a CatchUp under way with CANCELLED.
  void Stop();

 private:
  // The organisation by which to judge, and the moment at which.
  struct Moment {
    std::shared_ptr<const org::Organization> organization;
    absl::Time time;
    bool HasLeft(std::string_view person) const;  // a name
  };
  struct Leaving {
    std::string person;  // id
    Moment moment;
  };
  // nullopt: the person is back.
  absl::StatusOr<std::optional<Leaving>> LeavingOf(const events::v1::Event& event);
  absl::Status AwaitOrganization();
  absl::StatusOr<std::vector<std::string>> FindLeavers(const Moment& moment);
  absl::StatusOr<std::vector<Open>> ReadOpen(std::string_view person);
  // Both answer how many they changed.
  absl::StatusOr<int> Settle(const Moment& moment, const std::vector<Open>& open, sql::Connection& connection,
                             sql::Changes& changes);
  // The first of them, as many as make one step, in a transaction of their own.
  absl::StatusOr<int> SettleStep(const Moment& moment, std::vector<Open>& open);
  bool stopping() const;

  const Env& env_;
  const Clock& clock_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace laurel::feedback::departure

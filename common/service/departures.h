// What somebody's leaving ends in a service: each service says what a person leaves open and how it is
// closed; here is when. Laurel itself does it, once, on directory's person.left; what was missed, and what
// was begun with a leaver by a replica that did not know yet, is found by looking for it.
//
// Everything is judged anew on what is locked, so that doing it twice, or in two replicas, does no harm.
// Audited as changes of the service (`actor`), under the event's type. Thread-safe.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "common/events/outbox.h"
#include "common/events/telling.h"
#include "common/org/organization.h"
#include "common/sql/changes.h"
#include "common/sql/connection.h"
#include "common/sql/database.h"
#include "common/time/clock.h"
#include "laurel/events/v1/event.pb.h"

namespace laurel {

// How far the organisation in memory may lag behind directory's events: what was told before a moment is in
// it once it has spoken so much later.
inline constexpr absl::Duration kMirrorLag = absl::Seconds(5);

// The event of directory that it is about.
inline constexpr std::string_view kPersonLeft = "person.left";

// The reason of every change that somebody's leaving makes.
inline constexpr std::string_view kPersonLeftReason = "PERSON_LEFT";

class Departures {
 public:
  // Something that a person left open: an id, and of which of the service's kinds it is.
  struct Open {
    int kind = 0;
    std::string id;
  };
  // In the middle of a transaction. `has_left` is asked about names.
  struct Closing {
    sql::Connection& connection;
    events::Telling telling;
    std::function<bool(std::string_view)> has_left;
  };
  // Ids of people, a page at a time, in no order, with repetitions; nullopt: that was all.
  using People = std::function<absl::StatusOr<std::optional<std::vector<std::string>>>(sql::Connection&)>;

  // What is a service's own.
  struct Work {
    // What this person (an id) has open, in the order in which it is to be locked; it may be too much.
    std::function<absl::StatusOr<std::vector<Open>>(sql::Connection&, std::string_view person)> find_open;
    // Locks and judges it, and answers whether it was closed.
    std::function<absl::StatusOr<bool>(const Closing&, const Open&)> close;
    // From their beginnings: everybody who has something open.
    std::function<std::vector<People>()> people;
  };

  // All but `work` and `actor` outlive it.
  Departures(sql::Database& db, const org::Holder& organization, const events::Outbox& outbox,
             const Clock& clock, std::string_view actor, Work work);

  // Of a person.left, before its transaction: all but the last step of what it changes, each in a transaction
  // of its own. UNAVAILABLE while the organisation in memory is older than the event. Nothing for a person
  // who is back.
  absl::Status Prepare(const events::v1::Event& event);
  // What is left of it, in the transaction of the event.
  absl::Status Handle(const events::v1::Event& event, sql::Connection& connection, sql::Changes& changes);

  // The same for everybody who has left and has something open. Waits until the organisation is up to date,
  // and logs when that takes long.
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

  sql::Database& db_;
  const org::Holder& organization_;
  const events::Outbox& outbox_;
  const Clock& clock_;
  const std::string actor_;
  const Work work_;
  mutable absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace laurel

#include "services/recognition/recognition/write.h"

#include <string>
#include <vector>

#include "common/sql/guard_rows.h"
#include "services/recognition/allowance/store.h"
#include "services/recognition/names.h"
#include "services/recognition/recognition/rules.h"
#include "services/recognition/recognition/shape.h"

namespace laurel::recognition::recognition {
namespace {

v1::Recognition ShapedFor(const Readable& found, const v1::Recognition& after) {
  audience::Reader reader = found.reader;
  // By this call.
  if (after.approver() != found.stored.recognition.approver()) reader.decided = true;
  return Shaped(after, audience::ViewFor(reader, after).value_or(common::v1::VIEW_SUMMARY));
}

}  // namespace

absl::StatusOr<v1::Recognition> WriteLocked(Env& env, const rpc::Call& call, std::string_view name,
                                            const Decide& decide) {
  return laurel::WriteLocked<v1::Recognition, Readable>(
      env, call, name, {.load = LoadReadable, .shaped = ShapedFor, .still_readable = CheckStillReadable},
      [&](const Locked& locked) -> absl::StatusOr<v1::Recognition> {
        ASSIGN_OR_RETURN(v1::Recognition after, decide(locked));
        RETURN_IF_ERROR(AddCounts(locked.connection, call.caller.id, {&after}));
        return after;
      });
}

absl::StatusOr<v1::Recognition> WriteLockedWithWallet(Env& env, const rpc::Call& call, std::string_view name,
                                                      const Decide& decide) {
  std::vector<std::string> senders;  // known when it is found
  return sql::WithGuards<v1::Recognition>(env.db, call.deadline, allowance::kGivers, senders, [&] {
    return WriteLocked(env, call, name, [&](const Locked& locked) {
      senders = {std::string(IdOf(locked.found.stored.recognition.sender()))};
      return decide(locked);
    });
  });
}

}  // namespace laurel::recognition::recognition

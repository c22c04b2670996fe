// Where the points of one recognition go: out of its sender's wallet, to its recipients, and back. Each
// function judges and says what is to be posted; nothing is written before Post. Thread-safe; a connection
// and a Changes are used by one thread at a time.
//
// Wallets are locked after the recognition (ledger/store.h says in which order). PaymentFor is run inside
// sql::WithGuards with allowance::kGivers; what gives points back finds the wallet that they came from.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/sql/connection.h"
#include "common/sql/lock.h"
#include "laurel/recognition/v1/program.pb.h"
#include "laurel/recognition/v1/recognition.pb.h"
#include "services/recognition/allowance/wallet.h"
#include "services/recognition/env.h"
#include "services/recognition/events.h"
#include "services/recognition/ledger/rules.h"

namespace laurel::recognition::payment {

// Without entries: no points move.
struct Payment {
  // The sender's, when it was needed: the grant that is due is posted first.
  std::optional<allowance::Wallet> wallet = {};
  ledger::Transaction transaction = {};
};

// Of what is given: GIVE, while it is PENDING_APPROVAL HOLD. Nothing, and no lock, without points.
// FAILED_PRECONDITION: PAIR_CAP_EXCEEDED, ALLOWANCE_EXCEEDED; they tell what remains, and when it is reset.
// `lock`: kNone for a look at what would be.
absl::StatusOr<Payment> PaymentFor(const Env& env, sql::Connection& connection, const v1::Program& program,
                                   const v1::Recognition& given, sql::Lock lock, absl::Time now);

// What was held goes to the recipients; locks no wallet. Whatever waits for approval has points.
absl::StatusOr<Payment> Released(sql::Connection& connection, const v1::Program& program,
                                 const v1::Recognition& pending, absl::Time now);
// What was held goes back to where it came from.
absl::StatusOr<Payment> Rejected(const Env& env, sql::Connection& connection, const v1::Program& program,
                                 const v1::Recognition& pending, absl::Time now);
// What the recipients got goes back to where it came from; locks what they have earned. Nothing, and no lock,
// without points.
absl::StatusOr<Payment> Reversed(const Env& env, sql::Connection& connection, const v1::Program& program,
                                 const v1::Recognition& published, absl::Time now);

// Adds it to what the change writes, and counts its points once it is committed.
void Post(const Env& env, const Telling& telling, const Payment& payment);

}  // namespace laurel::recognition::payment

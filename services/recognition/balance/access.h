// Whose balance is named, and what it is at this moment. Thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "common/rpc/call.h"
#include "common/sql/connection.h"
#include "laurel/recognition/v1/ledger.pb.h"
#include "services/recognition/allowance/wallet.h"
#include "services/recognition/env.h"

namespace laurel::recognition::balance {

// The person (id) of "people/{id}/balance". NOT_FOUND: nobody has this id.
absl::StatusOr<std::string> RequireOwner(const Env& env, const rpc::Call& call, std::string_view balance);

// In some statements of one connection: of one moment only under the lock of the wallet.
absl::StatusOr<v1::Balance> ReadBalance(sql::Connection& connection, const allowance::Wallet& wallet);

}  // namespace laurel::recognition::balance

// Recognitions as a big organisation has them after some years, by SQL, and the ledger that they make: 1,000
// people thank 1,000 others, some much more than most, and one person has received a tenth of it all.
#pragma once

#include <string>

#include "common/sql/database.h"

namespace laurel::load {

// Ids. The receiver is among the recipients of a tenth, a twentieth is by the sender, a fifth about the
// value.
struct HeavyUsers {
  std::string receiver, sender;
  std::string team;  // the receiver's
  std::string value;
};

// So many, of the last three years. The ledger proves afterwards: each month of each sender is granted what
// they gave in it. std::runtime_error.
void InsertRecognitions(sql::Database& database, const HeavyUsers& heavy, int recognitions);

}  // namespace laurel::load
